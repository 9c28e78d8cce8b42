import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeEntries } from '../../src/checklist/edit';
import { checklistDiagnostics } from '../../src/checklist/language/diagnostics';
import { readPage } from '../../src/checklist/language/page';
import { readChecklist } from '../../src/checklist/read';
import { mostEntries } from '../../src/checklist/types';
import { fresh, stateOf, surroundings } from './world';

const head = 'version: 1\ncomponent: a\nprofile: standard\ncatalogue: model-container-threats@0.2.0\n';

test('hostile files end in messages, not in a hang or a crash', () => {
  const bomb = Array.from({ length: 30 }, (_, i) => `    l${i}: &l${i} [${i ? `*l${i - 1}, *l${i - 1}` : 'x'}]`).join(
    '\n',
  );
  const files = [
    `${head}decisions:\n  a:\n    decision: undecided\n    evidence: *l29\n${bomb}\n`,
    `${head}decisions:\n  a: ${'['.repeat(5000)}\n`,
    `${head}decisions: ${'{a: '.repeat(5000)}\n`,
    `${head}decisions:\n${'  "\n'.repeat(20_000)}`,
    `${head}decisions:\n${Array.from({ length: 10_000 }, (_, i) => `  a${i}:\n`).join('')}`,
    `${'a:\n'.repeat(50_000)}`,
    `${head}decisions:\n  a:\n    why: |\n${'      x\n'.repeat(100_000)}`,
    '<<<<<<< a\n'.repeat(20_000),
    '\u0000'.repeat(500_000),
    `${head}decisions: [a, b]\n`,
    `${head}decisions: text\n`,
    '[]',
    '- a\n- b\n',
    '',
  ];
  for (const text of files) {
    const page = readPage(text, surroundings());
    assert.ok(checklistDiagnostics(page).length > 0, text.slice(0, 200));
    assert.ok(page.checklist.entries.length <= mostEntries);
  }
});

test('a file of more than a mebibyte is not read, and says so', () => {
  const checklist = readChecklist(`${fresh}${'# '.padEnd(1 << 20, 'x')}`);
  assert.match(checklist.readOnly ?? '', /larger/);
});

test('an entry that is there twice is shown once, marked, and kept', () => {
  const text = `${fresh}\n  cpu-limits:\n    decision: rejected\n    why: no\n    by: a\n    date: "2026-01-01"\n`;
  assert.equal(readChecklist(text).entries.length, 121);
  assert.ok(stateOf('cpu-limits', text).duplicate);
  assert.ok('refused' in changeEntries(text, [{ id: 'cpu-limits', change: { decision: 'required' } }]));
});

test('strange but valid files are read: flow style, quotes, other indentation, a byte order mark, CRLF', () => {
  const flow = `${head}decisions: { cpu-limits: { decision: required, by: a, date: "2026-01-01" } }\n`;
  const deep = `\uFEFF${head}decisions:\n    "cpu-limits":\n            decision: required\n            by: a\n            date: "2026-01-01"\n`;
  for (const text of [flow, deep, deep.replace(/\n/g, '\r\n'), `---\n${deep.slice(1)}...\n`]) {
    const checklist = readChecklist(text);
    assert.deepEqual(checklist.problems, [], text);
    assert.equal(checklist.entries[0]?.fields.decision, 'required');
  }
  const after = changeEntries(deep, [{ id: 'cpu-limits', change: { owner: 'x' } }]);
  assert.ok('edits' in after && after.edits[0]?.text === '\n            owner: x');
});
