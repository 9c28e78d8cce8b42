// Compares our Dockerfile parser with the parser cases of BuildKit.
//   node scripts/conformance-dockerfile.mjs [file.jsonl]
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const file = process.argv[2] ?? join(root, '../shared/oracles/buildkit-parser.jsonl');
if (!existsSync(file)) {
  console.log('conformance-dockerfile: no parser cases here, skipped');
  process.exit(0);
}
const outfile = join(root, '.cache/conformance-dockerfile.mjs');
mkdirSync(dirname(outfile), { recursive: true });
await build({
  stdin: { contents: "export { readDockerfile } from './rules/src/model/dockerfile';", resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  outfile,
});
const { readDockerfile } = await import(pathToFileURL(outfile).href);

const quote = (text) => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\t/g, '\\t')}"`;
const rawOf = (value) => (value.raw.startsWith('"') && value.quoted !== undefined ? value.text : value.raw);

function words(instruction) {
  const rest = instruction.argumentsText;
  switch (instruction.keyword) {
    case 'ENV':
    case 'LABEL':
      return instruction.variables.flatMap((v) => [
        v.name,
        v.value?.raw ?? '',
        rest.includes('=') && /^\S+=/.test(rest) ? '=' : '',
      ]);
    case 'CMD':
    case 'ENTRYPOINT':
    case 'RUN':
      return instruction.form === 'exec'
        ? (instruction.words ?? instruction.commands[0]?.words ?? []).map((w) => w.text)
        : [rest];
    case 'HEALTHCHECK':
      return instruction.none || rest === '' ? (instruction.none ? ['NONE'] : []) : health(instruction, rest);
    case 'COPY':
    case 'ADD':
      return [...instruction.sources, ...(instruction.destination ? [instruction.destination] : [])].map(rawOf);
    case 'EXPOSE':
      return instruction.ports.map((port) => port.raw);
    case 'VOLUME':
      return instruction.paths.map(rawOf);
    case 'FROM':
      return rest.split(/\s+/);
    default:
      return rest === '' ? [] : [rest];
  }
}

function health(instruction, rest) {
  const [kind, ...others] = rest.split(/\s+/);
  if (instruction.form === 'exec')
    return [kind.toUpperCase(), ...instruction.commands.flatMap((c) => (c.parent ? [] : c.words.map((w) => w.text)))];
  const tail = rest.slice(kind.length).trim();
  return others.length ? [kind.toUpperCase(), tail] : [kind.toUpperCase()];
}

function dump(instruction) {
  const flags = instruction.flags.map((flag) => quote(`--${flag.name}${flag.value ? `=${flag.value.raw}` : ''}`));
  const head = [instruction.keyword.toLowerCase(), ...(flags.length ? [`[${flags.join(' ')}]`] : [])];
  return `(${[...head, ...words(instruction).map(quote)].join(' ')})`;
}

let same = 0;
let different = 0;
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const oracle = JSON.parse(line);
  const dockerfile = readDockerfile(oracle.text);
  if (oracle.expect === 'fail') {
    if (dockerfile.problems.length > 0) same++;
    else {
      different++;
      console.log(`${oracle.id}: a build refuses this, we do not`);
    }
    continue;
  }
  const ours = dockerfile.instructions.map(dump).join('\n');
  const theirs = oracle.ast.trim();
  if (ours === theirs) {
    same++;
    continue;
  }
  different++;
  const [a, b] = [ours.split('\n'), theirs.split('\n')];
  const at = a.findIndex((text, index) => text !== b[index]);
  console.log(`${oracle.id}: line ${at + 1}\n  ours   ${a[at]}\n  theirs ${b[at]}`);
}
console.log(`conformance-dockerfile: ${same} of ${same + different} cases agree`);
process.exit(different === 0 ? 0 : 1);
