// Measures our server beside its peers and the floor, on the same documents, in one run. Machines are noisy: only the
// ratios count.
//   npm run bench                      all of it (about three minutes)
//   npm run bench -- --only=k3000      documents whose name matches
//   npm run bench -- --edits=50        fewer edits
//   npm run bench -- --out=file.json   the raw figures as well
// Installs the peers into .cache/bench-peers when they are not there. The Kubernetes schema for yaml-language-server is
// read from --schema=<folder> (../shared/bench/schema-k8s unless told); without it the peer runs without a schema.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../scripts/lib/root.mjs';
import { documents, editOf } from './documents.mjs';
import { goals } from './goals.mjs';
import { Server } from './server.mjs';

const option = (name, otherwise) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const edits = Number(option('edits', '200'));
const wanted = new RegExp(option('only', '.'));
const coldRuns = Number(option('cold', '5'));
const schema = resolve(root, option('schema', '../shared/bench/schema-k8s'));

const servers = await prepare();
const figures = {};
for (const document of documents.filter(({ name }) => wanted.test(name))) {
  console.log(`\n${document.name}: ${document.lines} lines`);
  for (const server of servers.filter(({ languages }) => languages.includes(document.languageId))) {
    const found = await measure(server, document);
    figures[document.name] ??= {};
    figures[document.name][server.name] = found;
    console.log(`  ${server.name.padEnd(24)} ${describe(found)}`);
  }
}
const out = option('out');
if (out) writeFileSync(out, `${JSON.stringify(figures, null, 1)}\n`);
judge();

async function prepare() {
  execFileSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'ignore' });
  const floor = join(root, '.cache/bench-floor.cjs');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['bench/floor.cjs'],
    outfile: floor,
    bundle: true,
    minify: true,
    platform: 'node',
    logLevel: 'error',
  });
  const peers = join(root, '.cache/bench-peers');
  mkdirSync(peers, { recursive: true });
  if (!existsSync(join(peers, 'node_modules/yaml-language-server'))) {
    console.log('installing the peers into .cache/bench-peers');
    const packages = ['dockerfile-language-server-nodejs@0.15.0', 'yaml-language-server@1.25.0'];
    const args = ['install', '--prefix', peers, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', [...args, ...packages], { cwd: peers, stdio: 'inherit', shell: process.platform === 'win32' });
  }
  const peer = (path) => [process.execPath, join(peers, 'node_modules', path), '--stdio'];
  const hasSchema = existsSync(join(schema, 'all.json'));
  if (!hasSchema)
    console.log('no Kubernetes schema: yaml-language-server runs without one, and its goals are not judged');
  const yaml = { validate: true, hover: true, schemaStore: { enable: false }, maxItemsComputed: 5000 };
  return [
    {
      name: 'bulkhead',
      command: [process.execPath, join(root, 'dist/server/node.js'), '--stdio'],
      languages: ['dockerfile', 'yaml'],
    },
    { name: 'floor', command: [process.execPath, floor], languages: ['dockerfile', 'yaml'] },
    {
      name: 'dockerfile-ls',
      command: peer('dockerfile-language-server-nodejs/bin/docker-langserver'),
      languages: ['dockerfile'],
    },
    {
      name: hasSchema ? 'yaml-ls + schema' : 'yaml-ls',
      command: peer('yaml-language-server/bin/yaml-language-server'),
      languages: ['yaml'],
      notify: ['yaml/registerContentRequest'],
      contents: schema,
      settings: { yaml: { ...yaml, schemas: hasSchema ? { kubernetes: ['*.yaml'] } : {} } },
    },
  ];
}

async function measure(definition, document) {
  const cold = [];
  for (let run = 0; run < coldRuns; run++) {
    const server = new Server(definition);
    cold.push(await server.open(document));
    await server.stop();
  }
  const server = new Server(definition);
  await server.open(document);
  for (let index = 0; index < 20; index++) await server.editAndWait(editOf(document, index));
  const before = server.cost();
  const latencies = [];
  const until = performance.now() + 25_000;
  let done = 0;
  // Whole rounds of twenty, so that the text ends as it began.
  while (done < edits && performance.now() < until) {
    for (let step = 0; step < 20; step++, done++) latencies.push(await server.editAndWait(editOf(document, done)));
  }
  const after = server.cost();
  const published = server.published;
  for (let index = 0; index < 50; index++) server.edit(editOf(document, index));
  const tail = await server.last();
  const burst = server.published - published;
  await server.stop();
  return {
    cold: Math.min(...cold.filter((one) => one !== undefined)),
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    cpu: (after.cpu - before.cpu) / done,
    rss: after.rss,
    burst,
    tail,
  };
}

function quantile(values, part) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function describe({ cold, p50, p95, cpu, rss, burst, tail }) {
  const round = (value) => (value === undefined ? '-' : value < 10 ? value.toFixed(1) : value.toFixed(0));
  const parts = [`cold ${round(cold)} ms`, `key p50 ${round(p50)} p95 ${round(p95)} ms`, `CPU ${round(cpu)} ms a key`];
  return [...parts, `RSS ${round(rss)} MB`, `burst of 50: ${burst} answers, tail ${round(tail)} ms`].join(' | ');
}

function judge() {
  console.log('\ngoals (ratios; "not yet" is a fact, not a failure of the bench)');
  for (const { what, value, limit } of goals(figures)) {
    if (value === undefined || Number.isNaN(value)) continue;
    console.log(`  ${value <= limit ? 'holds  ' : 'not yet'} ${what}: ${value.toFixed(2)} (at most ${limit})`);
  }
}
