// Opens the extension on a copy of the sample project: in the desktop VS Code when `code` is on the PATH, else in the
// browser. Builds and installs what is missing.
//   npm start                   the sample project
//   npm start -- path/to/folder your own (edited in place)
//   npm start -- --browser      the browser even where there is a desktop VS Code
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installDependencies } from './lib/dependencies.mjs';
import { root } from './lib/root.mjs';

const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const port = Number(process.argv.find((argument) => argument.startsWith('--port='))?.slice(7) ?? 3500);
const windows = process.platform === 'win32';

if (given && !statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`There is no folder ${resolve(given)}.`);
  process.exit(2);
}

installDependencies();
execFileSync(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root, stdio: 'inherit' });

const folder = given ? resolve(given) : copyOfSample();
/** What there is to see at once. */
const shown = given ? [] : [join(folder, 'k8s/recommender.yaml')];
const desktop =
  !process.argv.includes('--browser') && spawnSync('code', ['--version'], { shell: windows }).status === 0;
if (desktop) openDesktop();
else await openBrowser();

function copyOfSample() {
  const copy = join(mkdtempSync(join(tmpdir(), 'bulkhead-')), 'shop');
  cpSync(join(root, 'testFixture/shop'), copy, { recursive: true });
  return copy;
}

function openDesktop() {
  console.log(`opening ${folder} in VS Code`);
  spawn('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder, ...shown], {
    stdio: 'inherit',
    shell: windows,
  });
}

async function openBrowser() {
  const { prepareData, startServer, workbenchUrl } = await import('./host.mjs');
  const { setUpServer } = await import('./setup-host.mjs');
  const host = setUpServer();
  execFileSync(process.execPath, [join(root, 'scripts/package.mjs'), '--no-build'], { cwd: root, stdio: 'pipe' });
  const data = prepareData(host, { vsix: join(root, 'bulkhead.vsix') });
  const server = await startServer(host, { data, port: await freeFrom(port), forTests: false });
  const address = workbenchUrl(server.origin, { folder, file: shown[0] });
  console.log(`\nVS Code with Bulkhead on ${folder}:\n\n  ${address}\n`);
  console.log(
    given ? 'Ctrl+C ends it.' : 'It opens a manifest; see recommender/Dockerfile and chart/ as well. Ctrl+C ends it.',
  );
  const end = () => server.stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  if (!given) process.once('exit', () => rmSync(join(folder, '..'), { recursive: true, force: true }));
}

/** The port, or any other where something listens there already, such as an `npm start` that still runs. */
function freeFrom(wanted) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
