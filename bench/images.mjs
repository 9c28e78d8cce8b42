// Measures pinning against a registry of a few lines on loopback that takes its time.
//   node bench/images.mjs                  all of it (about ten seconds)
//   node bench/images.mjs --latency=30     milliseconds the registry takes for an answer
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../scripts/lib/root.mjs';

const latency = Number(process.argv.find((a) => a.startsWith('--latency='))?.slice(10) ?? '30');
const { pinFiles, createRegistryClient, createNodeTransport, systemClock, findImages } = await load();

const manifest = Buffer.from('{"schemaVersion":2,"config":{}}');
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
const seen = { manifests: 0, open: 0, most: 0 };
const registry = createServer((request, response) => {
  seen.open++;
  seen.most = Math.max(seen.most, seen.open);
  response.once('close', () => seen.open--);
  if (request.url.includes('/manifests/')) seen.manifests++;
  setTimeout(() => {
    response.writeHead(200, { 'docker-content-digest': digest });
    response.end(request.method === 'HEAD' ? undefined : manifest);
  }, latency);
});
await listen(registry);
const authority = `127.0.0.1:${registry.address().port}`;
const lines = Array.from({ length: 200 }, (_, i) => `FROM ${authority}/shop/image${i % 20}:1 AS s${i}`);
const file = { path: 'Dockerfile', kind: 'dockerfile', text: `${lines.join('\n')}\n` };

report('find 200 references', `${(await median(20, async () => void findImages(file))).toFixed(1)} ms`);

const pinAll = await time(() => pin(new AbortController().signal));
report(
  'pin 200 references, 20 images',
  `${pinAll.toFixed(0)} ms, ${seen.manifests} manifest requests, ${seen.most} at once`,
);

const cancels = [];
for (let i = 0; i < 20; i++) {
  const stop = new AbortController();
  const running = pin(stop.signal);
  await new Promise((resolve) => setTimeout(resolve, latency + 5 * i));
  cancels.push(
    await time(() => {
      stop.abort();
      return running;
    }),
  );
}
report('cancel', `${Math.max(...cancels).toFixed(1)} ms at most, of ${cancels.length}`);

registry.closeAllConnections();
registry.close();
report('refused connection', `${(await time(() => pin(new AbortController().signal))).toFixed(0)} ms`);
const silent = createTcpServer(() => undefined);
await listen(silent);
silent.unref();
const dead = { ...file, text: file.text.replaceAll(authority, `127.0.0.1:${silent.address().port}`) };
report('host that says nothing', `${(await time(() => pin(new AbortController().signal, dead))).toFixed(0)} ms`);
process.exit(0);

async function pin(signal, what = file) {
  const transport = createNodeTransport();
  try {
    return await pinFiles([what], createRegistryClient({ transport, clock: systemClock }), { mode: 'pin', signal });
  } finally {
    transport.close();
  }
}

async function time(task) {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

async function median(runs, task) {
  const times = [];
  for (let i = 0; i < runs; i++) times.push(await time(task));
  return times.sort((a, b) => a - b)[runs >> 1];
}

function report(what, figure) {
  console.log(`${what.padEnd(32)}${figure}`);
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/** The parts of the source that are measured, as one module. */
async function load() {
  const outfile = join(root, '.cache/scripts', `bench-images-${process.pid}.cjs`);
  const from = (path, names) => `export { ${names} } from './${path}';`;
  await esbuild.build({
    stdin: {
      contents: [
        from('server/src/registry/pinFiles', 'pinFiles'),
        from('server/src/registry/client', 'createRegistryClient'),
        from('server/src/registry/nodeTransport', 'createNodeTransport'),
        from('server/src/registry/clock', 'systemClock'),
        from('rules/src/images/index', 'findImages'),
      ].join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
  const loaded = await import(outfile);
  rmSync(outfile, { force: true });
  return loaded.default;
}
