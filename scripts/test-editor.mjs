// Runs the suite of e2e/ in a real VS Code with the packed extension.
//   node scripts/test-editor.mjs            in the Node extension host
//   node scripts/test-editor.mjs --web      in the web worker extension host
//   node scripts/test-editor.mjs --oldest   in the oldest VS Code that package.json allows
//   node scripts/test-editor.mjs --grep=fix only tests whose title matches
//   node scripts/test-editor.mjs --pictures renew the pictures in docs/images as well
// Expects bulkhead.vsix (npm run package). Screenshots go to e2e/screenshots/.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { format } from 'node:util';
import { afterLook, looks } from '../e2e/looks.mjs';
import { answerRegistry } from '../e2e/registry.mjs';
import { patchConfiguration, prepareData, startBrowser, startServer, workbenchUrl } from './host.mjs';
import { root } from './lib/root.mjs';
import { buildSuite } from './lib/suite.mjs';
import { setUpHost, setUpOldest } from './setup-host.mjs';

/** The pictures of the documentation and of the walkthrough, by what is looked at, and which part of the window they show. */
const pictures = {
  // Without the title bar, which speaks of an extension under development.
  hover: [
    { file: 'docs/images/editor.png', clip: { x: 0, y: 36, width: 1280, height: 764 } },
    { file: 'media/walkthrough/see.webp', clip: { x: 352, y: 36, width: 928, height: 560 } },
  ],
  'quick-fix': [{ file: 'media/walkthrough/fix.webp', clip: { x: 352, y: 140, width: 928, height: 560 } }],
  'config-completion': [{ file: 'media/walkthrough/decide.webp', clip: { x: 352, y: 200, width: 928, height: 560 } }],
  'checklist-view': [{ file: 'media/walkthrough/checklist.webp', clip: { x: 0, y: 36, width: 928, height: 560 } }],
};

/** A busy machine takes its time to load the workbench. */
const patient = { timeout: 180_000 };

process.chdir(root);
const web = process.argv.includes('--web');
const grep = process.argv.find((argument) => argument.startsWith('--grep='))?.slice(7);
const oldest = process.argv.includes('--oldest');
const name = oldest ? 'oldest' : web ? 'web' : 'node';
const started = Date.now();

const suite = await buildSuite(web ? 'web' : 'node');

const host = oldest ? setUpOldest() : setUpHost();
const temporary = mkdtempSync(join(tmpdir(), 'bulkhead-suite-'));
const folder = join(temporary, 'shop');
cpSync('testFixture/shop', folder, { recursive: true });
const screenshots = join(root, 'e2e/screenshots', name);
mkdirSync(screenshots, { recursive: true });

const results = join(temporary, 'results.json');
let reported;
/** How often the registry was asked. */
let asked = 0;
let window;
const harness = await startHarness();
const userSettings = {
  'bulkheadSuite.harness': harness.address,
  'bulkheadSuite.grep': grep ?? '',
  'editor.lightbulb.enabled': 'on',
};
const vsix = join(root, 'bulkhead.vsix');
const data = prepareData(host, { userSettings, ...(web ? {} : { vsix }) });
// The web host loads what is in the package, too: installed aside, and served from there.
const aside = web ? prepareData(host, { vsix }) : undefined;
const unpacked = aside ? join(aside, 'extensions', installed(aside)) : root;
const server = await startServer(host, { data, env: { BULKHEAD_RESULTS: results } });
window = await startBrowser(host);
let code = 3;
try {
  code = await runSuite(window.page);
} catch (error) {
  console.error(String(error));
  // A browser that is gone has nothing to show.
  await window.page.screenshot({ path: join(screenshots, 'failure.png') }).catch(() => {});
} finally {
  await window.stop();
  await server.stop();
  harness.stop();
}
if (existsSync(results)) reported = JSON.parse(readFileSync(results, 'utf8'));
for (const done of [temporary, aside]) if (done) rmSync(done, { recursive: true, force: true });
process.exit(report(reported ?? []) && code === 0 ? 0 : code || 1);

function installed(dataFolder) {
  return readdirSync(join(dataFolder, 'extensions')).find((folder) => folder.startsWith('bulkhead.bulkhead-'));
}

/** Opens the window on the folder and waits for the extension host to say that the suite has ended. */
async function runSuite(page) {
  page.setDefaultNavigationTimeout(120_000);
  const limit = Number(process.env.BULKHEAD_LIMIT ?? 840) * 1000;
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
  if (web) {
    const { host: authority } = new URL(harness.address);
    const at = (path) => ({ scheme: 'http', authority, path });
    await patchConfiguration(page, {
      developmentOptions: { extensions: [at('/extension')], extensionTestsPath: at('/extension/suite/index.js') },
    });
    await page.goto(workbenchUrl(server.origin, { folder }), patient);
  } else {
    const tests = join(suite, 'index');
    await page.goto(workbenchUrl(server.origin, { folder, development: join(root, 'e2e/runner'), tests }), patient);
  }
  return ended;
}

/** Listens for the suite: looks at the window for it, takes its results, and serves the web extension its files. */
async function startHarness() {
  const listener = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    answer(request).then(
      ({ status = 200, type = 'text/plain', body = '', headers = {} }) => {
        response.writeHead(status, { 'Content-Type': type, ...headers });
        response.end(body);
      },
      (error) => {
        response.writeHead(200);
        response.end(String(error.message ?? error).split('\n')[0]);
      },
    );
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${listener.address().port}`, stop: () => listener.close() };
}

async function answer(request) {
  if (process.env.BULKHEAD_VERBOSE) console.log('[harness]', request.method, request.url);
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://harness').pathname));
  if (path === '/results') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    reported = JSON.parse(Buffer.concat(chunks).toString());
    return {};
  }
  if (path.startsWith('/v2/')) {
    asked++;
    return answerRegistry(request.method, path);
  }
  if (path === '/asked') return { body: String(asked) };
  if (path.startsWith('/look/')) return lookAt(path.slice(6));
  // The editor runs tests in the host of the extension they lie in.
  if (path.startsWith('/extension/suite/')) return file(join(suite, path.slice(17)));
  if (path.startsWith('/extension/')) return file(join(unpacked, path.slice(11)));
  return { status: 404 };
}

async function lookAt(what) {
  const action = looks[what];
  if (!action) throw new Error('the harness does not know it');
  let then = afterLook;
  try {
    then = (await action(window.page)) ?? afterLook;
  } finally {
    await window.page.screenshot({ path: join(screenshots, `${what}.png`) });
    if (process.argv.includes('--pictures')) for (const picture of pictures[what] ?? []) await draw(picture);
    await then(window.page);
  }
  return {};
}

/** Takes a picture of a part of the window; WebP, which is a fifth of the size, is what the browser makes of it. */
async function draw({ file: path, clip }) {
  const png = await window.page.screenshot({ clip });
  mkdirSync(dirname(path), { recursive: true });
  if (!path.endsWith('.webp')) return writeFileSync(path, png);
  const url = await window.page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.6);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  return writeFileSync(path, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
}

function file(path) {
  const types = { '.js': 'text/javascript', '.json': 'application/json', '.md': 'text/markdown', '.png': 'image/png' };
  if (!existsSync(path)) return { status: 404 };
  return { type: types[extname(path)] ?? 'application/octet-stream', body: readFileSync(path) };
}

/** Prints what passed and what did not; returns whether all is well. */
function report(tests) {
  for (const { title, state, milliseconds, error, firstTry } of tests) {
    const second = firstTry ? ', at the second try, after:' : '';
    console.log(`${state === 'passed' ? '  ok' : state.toUpperCase()} ${title} (${milliseconds} ms)${second}`);
    for (const line of (error ?? firstTry ?? '').split('\n').slice(0, 4)) if (line) console.log(`     ${line}`);
  }
  const passed = tests.filter(({ state }) => state === 'passed').length;
  const again = tests.filter(({ firstTry }) => firstTry).length;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `editor suite, ${name} host, ${seconds} s: ${passed} passed, ${tests.length - passed} failed${again ? ` (${again} tried twice)` : ''}`,
  );
  return tests.length > 0 && passed === tests.length;
}
