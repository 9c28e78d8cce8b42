// What all rules cost beside the parse of the document they judge, in this process.
import { LineCounter, parseAllDocuments } from 'yaml';
import { importSource } from '../scripts/lib/bundle.mjs';

/**
 * CPU time of the rules for a key in one document, and of parsing that document: as the floor does (`parse`), and with
 * our own reader (`read`), which would flatter nobody as a measure. The least of several rounds.
 */
export async function measureJudging(document) {
  const { createEngine } = await importSource('rules/src/engine.ts');
  const { readYamlDocument } = await importSource('rules/src/parse/yaml.ts');
  const { defaultContext } = await importSource('rules/src/index.ts');
  const engine = createEngine({ syntax: 'dropped' });
  const context = { ...defaultContext, profile: 'all' };
  const [text] = document.text.split(/^---\n/m);
  const edited = (index) => text.replace('main', `main${'a'.repeat(index % 10)}`);
  const floor = (index) => parseAllDocuments(edited(index), { keepSourceTokens: true, lineCounter: new LineCounter() });
  const rounds = { all: [], read: [], parse: [] };
  // The rules are much code that runs a little each: it takes some thousand keys until the engine has compiled the most of it.
  for (let round = 0; round < 60; round++) {
    rounds.parse.push(cpu(floor));
    rounds.read.push(cpu((index) => readYamlDocument(edited(index), 0)));
    rounds.all.push(cpu((index) => engine.check({ path: 'k.yaml', text: edited(index) }, context)));
  }
  const [all, read, parse] = [rounds.all, rounds.read, rounds.parse].map((round) => Math.min(...round));
  return { rules: all - read, read, parse };
}

function cpu(work) {
  const before = process.cpuUsage();
  for (let index = 0; index < 100; index++) work(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 100_000;
}
