// What stands beside the window while the suite runs: it looks at the window, takes the results, plays a registry, and
// serves a browser what it cannot read from a disk.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { afterLook, looks } from '../../e2e/looks.mjs';
import { answerRegistry } from '../../e2e/registry.mjs';

const types = { '.js': 'text/javascript', '.json': 'application/json', '.md': 'text/markdown', '.png': 'image/png' };

/**
 * Listens for the suite. `folders` are what is served, by the beginning of the path; `files` is the sample project;
 * `screenshots` is where pictures go; `pictures` are those that the documentation shows.
 */
export async function startHarness({ folders, files, screenshots, pictures }) {
  const harness = {
    address: '',
    page: undefined,
    reported: undefined,
    behind: undefined,
    stop: () => listener.close(),
  };
  /** How often the registry was asked. */
  let asked = 0;

  const answer = async (request) => {
    if (process.env.BULKHEAD_VERBOSE) console.log('[harness]', request.method, request.url);
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://harness').pathname));
    if (path === '/results') {
      harness.reported = await bodyOf(request);
      return {};
    }
    if (path === '/say') {
      console.log(await bodyOf(request));
      return {};
    }
    if (path.startsWith('/v2/')) {
      asked++;
      return answerRegistry(request.method, path);
    }
    if (path === '/asked') return { body: String(asked) };
    if (path === '/files') return { type: types['.json'], body: JSON.stringify(files()) };
    if (path.startsWith('/look/')) return lookAt(path.slice(6));
    const served = Object.keys(folders).find((start) => path.startsWith(start));
    if (served) return file(join(folders[served], path.slice(served.length)));
    return harness.behind ? relay(harness.behind, request) : { status: 404 };
  };

  const lookAt = async (what) => {
    const action = looks[what];
    if (!action) throw new Error('the harness does not know it');
    const { page } = harness;
    let then = afterLook;
    let seen = `${what}-in-vain`;
    try {
      then = (await action(page)) ?? afterLook;
      seen = what;
    } finally {
      await page.screenshot({ path: join(screenshots, `${seen}.png`) });
      for (const picture of pictures[what] ?? []) await draw(page, picture);
      await then(page);
    }
    return {};
  };

  const listener = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    answer(request).then(
      ({ status = 200, type = 'text/plain', body = '', headers = {} }) => {
        response.writeHead(status, { 'Content-Type': type, ...headers });
        response.end(body);
      },
      (error) => {
        response.writeHead(200);
        response.end(reasonOf(error));
      },
    );
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  harness.address = `http://127.0.0.1:${listener.address().port}`;
  return harness;
}

/** What went wrong and, where something was waited for in vain, what. */
function reasonOf(error) {
  const lines = String(error.message ?? error).split('\n');
  return [lines[0], ...lines.filter((line) => /waiting for/.test(line)).map((line) => line.trim())].join(' ');
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** Takes a picture of a part of the window; WebP, which is a third of the size, is what the browser makes of it. */
async function draw(page, { file: path, clip }) {
  const png = await page.screenshot({ clip });
  const url = await page.evaluate(
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
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
}

function file(path) {
  if (!existsSync(path)) return { status: 404 };
  return { type: types[extname(path)] ?? 'application/octet-stream', body: readFileSync(path) };
}

/** What this workbench expects of a server, and what VS Code in a browser does without one. */
const withoutServer = [
  ['remoteAuthority:location.host', 'remoteAuthority:void 0'],
  [/(\.file\(this\.userDataPath\)\.with\(\{scheme:)\w+\.vscodeRemote/, '$1"vscode-userdata"'],
];

/** The workbench's own files, so that everything in the window comes from one origin, as its policy wants it. */
function relay(origin, { method, url, headers }) {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, 'accept-encoding': 'identity' } };
    const asking = ask(new URL(url, origin), options, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      const isWorkbench = url.endsWith('/workbench.js');
      const { 'content-type': type, 'content-security-policy': policy } = response.headers;
      resolve({
        status: response.statusCode,
        type,
        headers: policy ? { 'Content-Security-Policy': policy } : {},
        body: isWorkbench ? withoutServer.reduce((all, [a, b]) => all.replace(a, b), bytes.toString()) : bytes,
      });
    });
    asking.on('error', reject);
    asking.end();
  });
}
