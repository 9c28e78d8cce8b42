import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  answerProblem,
  expand,
  mergeTemplates,
  readPack,
  readTemplate,
  sampleAnswers,
  snippetText,
  templates,
  withApprovedImages,
} from '../src';

const good = `---
title: Ours
description: What we start from.
kind: file
prefix: hd-ours
stops:
  tier:
    ask: Tier
    default: gold
    choices: [gold, "sil,ver"]
---
\`\`\`dockerfile file=Dockerfile
FROM a/[[tier]]:1
RUN echo \${HOME} [[name]] [[tier]]
\`\`\`
`;

const problemsOf = (text: string) => readTemplate('ours', text).problems.map((p) => p.message);

test('a template is read with its stops, common ones included', () => {
  const { template, problems } = readTemplate('ours', good);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    template?.stops.map((s) => s.name),
    ['tier', 'name'],
  );
  assert.deepEqual(readTemplate('ours', good.replaceAll('\n', '\r\n')).template, template);
});

test('what is wrong with a template is said', () => {
  assert.match(problemsOf('FROM a')[0] ?? '', /starts with a head/);
  assert.match(problemsOf(good.replace('title: Ours\n', ''))[0] ?? '', /needs "title"/);
  assert.match(problemsOf(good.replace('prefix:', 'prefxi:')).join(), /no "prefxi".*needs "prefix"/);
  assert.match(
    problemsOf(good.replace('[[name]]', '[[nothing]]'))[0] ?? '',
    /\[\[nothing\]\], which "stops" does not explain/,
  );
  assert.match(problemsOf(good.replace('default: gold', 'default: iron'))[0] ?? '', /one of gold/);
  assert.match(problemsOf(good.replace('file=Dockerfile', 'file=../../etc/x'))[0] ?? '', /leads out/);
  assert.match(problemsOf(good.replace('file=Dockerfile', 'file=C:\\x'))[0] ?? '', /leads out/);
  assert.match(problemsOf(good.replace(' file=Dockerfile', ''))[0] ?? '', /what the file is called/);
  assert.match(problemsOf(good.replace(/```\n$/, ''))[0] ?? '', /never closed/);
  assert.match(readTemplate('Our Template', good).problems[0]?.message ?? '', /is no name/);
});

test('a wrong answer is told in words, never as a pattern', () => {
  const stop = { name: 'tier', ask: 'Tier', default: 'gold', sample: 'gold', pattern: '[a-z]+' };
  assert.equal(answerProblem(stop, 'A1'), '"A1" does not do for "tier" (Tier). Expected: something like gold.');
  assert.equal(
    answerProblem({ ...stop, form: 'lower-case letters' }, 'A1'),
    '"A1" does not do for "tier" (Tier). Expected: lower-case letters.',
  );
  assert.equal(answerProblem(stop, 'silver'), undefined);
  assert.equal(answerProblem({ ...stop, pattern: '(' }, 'gold'), '"(" is no pattern.');
});

test('a pack adds and replaces, and its broken files do not hide the others', () => {
  const { templates: own, problems } = readPack([
    { path: 'p/k-pdb.md', text: good },
    { path: 'p/bad.md', text: 'x' },
    { path: 'p/README.md', text: 'x' },
  ]);
  assert.deepEqual(
    problems.map((p) => p.path),
    ['p/bad.md'],
  );
  const merged = mergeTemplates(templates, own);
  assert.equal(merged.length, templates.length);
  assert.equal(merged.find((t) => t.id === 'k-pdb')?.title, 'Ours');
});

test('snippets for editors step through the stops and keep dollars', () => {
  const { template } = readTemplate('ours', good);
  assert.ok(template?.blocks[0]);
  assert.equal(
    snippetText(template, template.blocks[0]),
    'FROM a/${1|gold,sil\\,ver|}:1\nRUN echo \\${HOME\\} ${2:model-api} ${1}'.replace('\\${HOME\\}', '\\${HOME\\}'),
  );
});

test('base images come from the approved list, the first of a family', () => {
  const slim = templates.find((t) => t.id === 'df-python-slim');
  assert.ok(slim);
  const base = (approved: string[]) =>
    withApprovedImages(slim, approved).stops.find((s) => s.name === 'base')?.default ?? '';
  const zeros = '0'.repeat(64);
  assert.equal(
    base(['r.example.com/node', 'r.example.com/python:3', 'r.example.com/python:4']),
    `r.example.com/python:3@sha256:${zeros}`,
  );
  assert.equal(base(['r.example.com:5000/cpython']), slim.stops.find((s) => s.name === 'base')?.default);
  assert.match(
    base(['r.example.com:5000/base/python']),
    /^r\.example\.com:5000\/base\/python:3\.13-slim-trixie@sha256:0+$/,
  );
  assert.equal(
    base([`r.example.com/python@sha256:${'1'.repeat(64)}`]),
    `r.example.com/python@sha256:${'1'.repeat(64)}`,
  );
});

test('answers never meet the text of a stop again', () => {
  const { template } = readTemplate('ours', good);
  assert.ok(template);
  const [file] = expand(template, { ...sampleAnswers(template), name: '[[tier]]$&' });
  assert.match(file?.text ?? '', /HOME\} \[\[tier\]\]\$& gold/);
});

test('no text makes the reader throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(good.length), fc.nat(good.length), (noise, from, to) => {
      const { problems, template } = readTemplate('ours', good.slice(0, from) + noise + good.slice(to));
      assert.ok(problems.length > 0 || template !== undefined);
      readTemplate('ours', noise);
    }),
    { seed: 8, numRuns: 300 },
  );
});
