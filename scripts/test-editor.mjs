// Runs the suite of e2e/ in a real VS Code with the packed extension.
//   node scripts/test-editor.mjs            in the Node extension host
//   node scripts/test-editor.mjs --web      in the web worker extension host
//   node scripts/test-editor.mjs --oldest   in the oldest VS Code that package.json allows
//   node scripts/test-editor.mjs --window=folders  only what is about several folders; scripts/lib/suiteWindows.mjs has all
//   node scripts/test-editor.mjs --grep=fix only tests whose title matches
//   node scripts/test-editor.mjs --pictures renew the pictures in docs/images as well
// Expects bulkhead.vsix (npm run package). Screenshots go to e2e/screenshots/.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { patchConfiguration, prepareData, quiet, startBrowser, startServer, workbenchUrl } from './host.mjs';
import { globSync } from './lib/files.mjs';
import { root } from './lib/root.mjs';
import { buildSuite } from './lib/suite.mjs';
import { startHarness } from './lib/suiteHarness.mjs';
import { copyOfSample, windows, windowsOf } from './lib/suiteWindows.mjs';
import { setUpHost, setUpOldest } from './setup-host.mjs';

/** The pictures of the documentation and of the walkthrough, by what is looked at, and which part of the window they show. */
const pictures = {
  // Without the title bar, which speaks of an extension under development.
  hover: [
    { file: 'docs/images/editor.webp', clip: { x: 0, y: 36, width: 1280, height: 764 } },
    { file: 'media/walkthrough/see.webp', clip: { x: 352, y: 36, width: 928, height: 560 } },
  ],
  'quick-fix': [{ file: 'media/walkthrough/fix.webp', clip: { x: 352, y: 140, width: 928, height: 560 } }],
  'config-completion': [{ file: 'media/walkthrough/decide.webp', clip: { x: 352, y: 200, width: 928, height: 560 } }],
  'checklist-view': [{ file: 'media/walkthrough/checklist.webp', clip: { x: 0, y: 36, width: 928, height: 560 } }],
};

/** A busy machine takes its time to load the workbench. */
const patient = { timeout: 180_000 };
/** For all tests of a window. */
const limit = Number(process.env.BULKHEAD_LIMIT ?? 600) * 1000;

process.chdir(root);
const given = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const web = process.argv.includes('--web');
const oldest = process.argv.includes('--oldest');
const hostName = oldest ? 'oldest' : web ? 'web' : 'node';
const started = Date.now();

const suite = await buildSuite(web ? 'web' : 'node');
const host = oldest ? setUpOldest() : setUpHost();
const vsix = join(root, 'bulkhead.vsix');
// The web host loads what is in the package, too: installed aside, and served from there.
const aside = web ? prepareData(host, { vsix }) : undefined;
const unpacked = aside ? join(aside, 'extensions', installed(aside)) : root;
const screenshots = join(root, 'e2e/screenshots', hostName);
mkdirSync(screenshots, { recursive: true });

let good = true;
const tests = [];
for (const name of given('window') ? [given('window')] : windowsOf(hostName)) {
  const { code, reported } = await runIn(name);
  good &&= code === 0;
  tests.push(...reported);
}
if (aside) rmSync(aside, { recursive: true, force: true });
process.exit(report(tests) && good ? 0 : 1);

function installed(dataFolder) {
  return readdirSync(join(dataFolder, 'extensions')).find((folder) => folder.startsWith('bulkhead.bulkhead-'));
}

/** Opens a window with everything it needs, and gives what its tests reported. */
async function runIn(name) {
  const { open, settings = {}, serverless = false } = windows[name];
  const temporary = mkdtempSync(join(tmpdir(), 'bulkhead-suite-'));
  const folder = copyOfSample(temporary);
  const harness = await startHarness({
    folders: {
      // The editor runs tests in the host of the extension they lie in.
      '/extension/suite/': suite,
      '/extension/': unpacked,
      '/memfs/': join(suite, '../memfs'),
    },
    files: () => Object.fromEntries(globSync(folder, /./).map((path) => [`shop/${path}`, text(join(folder, path))])),
    screenshots,
    pictures: process.argv.includes('--pictures') ? pictures : {},
  });
  const userSettings = {
    'bulkheadSuite.harness': harness.address,
    'bulkheadSuite.window': name,
    'bulkheadSuite.grep': given('grep') ?? '',
    'editor.lightbulb.enabled': 'on',
    ...settings,
  };
  const data = prepareData(host, { userSettings, ...(web ? {} : { vsix }) });
  const results = join(temporary, 'results.json');
  const server = await startServer(host, { data, env: { BULKHEAD_RESULTS: results } });
  const window = await startBrowser(host, { bypassCSP: !serverless });
  harness.page = window.page;
  harness.behind = serverless ? server.origin : undefined;
  const opened = open?.(temporary) ?? { folder };
  let code = 3;
  try {
    code = await runSuite({ page: window.page, server, harness, opened, userSettings, serverless });
  } catch (error) {
    console.error(String(error));
    // A browser that is gone has nothing to show.
    await window.page.screenshot({ path: join(screenshots, `failure-${name}.png`) }).catch(() => {});
  } finally {
    await window.stop();
    await server.stop();
    harness.stop();
  }
  const reported = existsSync(results) ? JSON.parse(text(results)) : (harness.reported ?? []);
  rmSync(temporary, { recursive: true, force: true });
  return { code, reported };
}

function text(path) {
  return readFileSync(path, 'utf8');
}

/** Opens the workbench and waits for the extension host to say that the suite has ended. */
async function runSuite({ page, server, harness, opened, userSettings, serverless }) {
  page.setDefaultNavigationTimeout(120_000);
  const ended = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    setTimeout(() => reject(new Error(`the suite did not end in ${limit / 1000} s`)), limit).unref();
  });
  page.on('console', (message) => {
    if (process.env.BULKHEAD_VERBOSE) console.log('[console]', message.text());
  });
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const line = format(...args);
    if (process.env.BULKHEAD_VERBOSE && !/bindings/.test(line)) console.log(`[${type}] ${line}`);
  });
  const tests = { development: join(root, 'e2e/runner'), tests: join(suite, 'index') };
  if (web) await patchConfiguration(page, webConfiguration(harness, serverless, userSettings));
  const origin = serverless ? harness.address : server.origin;
  await page.goto(workbenchUrl(origin, { ...opened, ...(web ? {} : tests) }), patient);
  return ended;
}

/** Which extensions a workbench in a browser loads; where there is no server, also its files and its settings. */
function webConfiguration(harness, serverless, userSettings) {
  const { host: authority } = new URL(harness.address);
  const at = (path) => ({ scheme: 'http', authority, path });
  const developmentOptions = { extensions: [at('/extension')], extensionTestsPath: at('/extension/suite/index.js') };
  if (!serverless) return { developmentOptions };
  return {
    developmentOptions,
    additionalBuiltinExtensions: [at('/memfs')],
    configurationDefaults: { ...quiet, ...userSettings },
  };
}

/** Prints what passed and what did not; returns whether all is well. */
function report(tests) {
  for (const { title, state, milliseconds, error, firstTry } of tests) {
    const second = firstTry ? ', at the second try, after:' : '';
    console.log(`${state === 'passed' ? '  ok' : state.toUpperCase()} ${title} (${milliseconds} ms)${second}`);
    for (const wrong of [firstTry, error])
      for (const line of (wrong ?? '').split('\n').slice(0, 4)) if (line) console.log(`     ${line}`);
  }
  const passed = tests.filter(({ state }) => state === 'passed').length;
  const again = tests.filter(({ firstTry }) => firstTry).length;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `editor suite, ${hostName} host, ${seconds} s: ${passed} passed, ${tests.length - passed} failed${again ? ` (${again} tried twice)` : ''}`,
  );
  return tests.length > 0 && passed === tests.length;
}
