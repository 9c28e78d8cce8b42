// Measures our server beside its peers and the floor, on the same documents, in one run. Machines are noisy, so all of
// them take turns, the least of several turns counts, CPU time is what the system says of the process, and only the
// ratios mean anything.
//   npm run bench                      all of it (about five minutes; less when the machine is idle)
//   npm run bench -- --only=k3000      what matches: documents, chart, cli, rules
//   npm run bench -- --turns=4         fewer keys; memory is meant after ten turns, a thousand keys
//   npm run bench -- --cold=0          no starts
//   npm run bench -- --files=folder    the command line on other files
//   npm run bench -- --out=file.json   the raw figures as well
// Installs the peers into .cache/bench-peers when they are not there. The Kubernetes schema for yaml-language-server is
// read from --schema=<folder> (../shared/bench/schema-k8s unless told), the largest chart from --corpus=<folder>
// (../shared/corpus); what is absent is left out.
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/lib/root.mjs';
import { scriptsOfStart } from '../scripts/lib/serverParts.mjs';
import { chartDocuments } from './charts.mjs';
import { measureCold } from './cold.mjs';
import { measureCommandLine } from './commandLine.mjs';
import { documents } from './documents.mjs';
import { goals } from './goals.mjs';
import { measureJudging } from './judging.mjs';
import { measureKeys } from './keys.mjs';
import { prepareServers } from './peers.mjs';

const option = (name, otherwise) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const isWanted = (name) => new RegExp(option('only', '.')).test(name);
const turns = Number(option('turns', '10'));
const coldRuns = Number(option('cold', '7'));

const servers = await prepareServers(option('schema', '../shared/bench/schema-k8s'));
const figures = { documents: {}, sizes: sizes() };
for (const document of documents.filter(({ name }) => isWanted(name))) {
  const its = servers.filter(({ languages }) => languages.includes(document.languageId));
  const isCold = coldRuns > 0 && /^(df60|k150)$/.test(document.name);
  const cold = isCold ? await measureCold(document, its, coldRuns) : {};
  tell(document, await measureKeys(document, its, { turns, keys: 100 }), cold);
}
for (const document of chartDocuments(option('corpus', '../shared/corpus')).filter(({ name }) => isWanted(name))) {
  const [ours] = servers;
  tell(document, await measureKeys(document, [ours], { turns: Math.min(turns, 4), keys: 20 }), {});
}
if (isWanted('rules')) {
  figures.judging = await measureJudging(documents.find(({ name }) => name === 'k150'));
  const [rules, read, parse] = ['rules', 'read', 'parse'].map((one) => figures.judging[one].toFixed(2));
  console.log(`\nin one document, CPU ms: all rules ${rules}, our reader ${read}, the parse by \`yaml\` ${parse}`);
}
if (isWanted('cli')) {
  figures.commandLine = await measureCommandLine(3, option('files'));
  const all = Object.entries(figures.commandLine).map(([name, cpu]) => `${name} ${cpu}`);
  console.log(`\ncommand line, CPU ms: ${all.join(', ')}`);
}
const out = option('out');
if (out) writeFileSync(out, `${JSON.stringify(figures, null, 1)}\n`);
judge();

function tell({ name, lines }, keys, cold) {
  console.log(`\n${name}: ${lines} lines`);
  figures.documents[name] = {};
  for (const [server, found] of Object.entries(keys)) {
    figures.documents[name][server] = { ...found, ...cold[server] };
    console.log(`  ${server.padEnd(18)} ${describe(figures.documents[name][server])}`);
  }
}

function describe({ first, cold, coldCpu, initialized, p50, cpu, rss, burst, tail, answered }) {
  const round = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
  return [
    `key p50 ${round(p50)} ms, CPU ${round(cpu)} ms`,
    `RSS ${round(rss)} MB`,
    ...(cold === undefined
      ? []
      : [`cold ${round(cold)} ms (first ${round(first)}, answers ${round(initialized)}), CPU ${round(coldCpu)} ms`]),
    ...(burst === undefined ? [] : [`burst of 50: ${burst} answers, tail ${round(tail)} ms`]),
    ...(answered === undefined ? [] : [`answered at 100 ms a key: ${round(answered)}`]),
  ].join(' | ');
}

/** What the larger of the two starts loads, and the package when it was packed. */
function sizes() {
  const kilobytes = (file) => (existsSync(join(root, file)) ? statSync(join(root, file)).size / 1000 : Number.NaN);
  const starts = Object.values(scriptsOfStart).map((scripts) =>
    scripts.reduce((sum, script) => sum + kilobytes(`dist/server/${script}`), 0),
  );
  return { server: Math.max(...starts), package: kilobytes('bulkhead.vsix') };
}

function judge() {
  console.log('\ngoals (ratios unless said; "not yet" is a fact, not a failure of the bench)');
  for (const { what, value, limit, holds, least } of goals(figures)) {
    const bound = `at ${least ? 'least' : 'most'} ${limit < 1 ? limit.toFixed(2) : limit}`;
    console.log(
      `  ${holds ? 'holds  ' : 'not yet'} ${what}: ${value < 10 ? value.toFixed(2) : value.toFixed(0)} (${bound})`,
    );
  }
}
