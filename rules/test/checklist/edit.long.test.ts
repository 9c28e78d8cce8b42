import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { items } from '../../src/catalog';
import { createChecklist } from '../../src/checklist/create';
import { type Change, changeEntries, given } from '../../src/checklist/edit';
import { readChecklist } from '../../src/checklist/read';
import { type DecisionFields, decisions, implementations } from '../../src/checklist/types';
import { scalarText } from '../../src/checklist/write';
import { applyEdits } from '../../src/text/edits';

const fresh = createChecklist({ component: 'shop', profile: 'standard', tier: 'full' });

function changed(text: string, id: string, change: Change): string {
  const result = changeEntries(text, [{ id, change }]);
  if ('refused' in result) assert.fail(result.refused);
  return applyEdits(text, result.edits);
}

test('a decision on a fresh file touches only its block', () => {
  const after = changed(fresh, 'memory-limits', {
    decision: 'required',
    implementation: 'done',
    by: 'zoe',
    date: '2026-11-12',
  });
  const added = after.split('\n').filter((line, i) => line !== fresh.split('\n')[i]).length;
  assert.ok(added > 0);
  assert.match(
    after,
    /\n\n {2}memory-limits:\n {4}decision: required\n {4}implementation: done\n {4}by: zoe\n {4}date: "2026-11-12"\n\n/,
  );
  assert.equal(readChecklist(after).problems.length, 0);
});

test('a field keeps its comment when its value changes or goes away', () => {
  const text = head('a:\n    decision: required # SEC-1\n    why: old # said so\n    by: zoe');
  assert.equal(
    changed(text, 'a', { decision: 'rejected', why: null }),
    head('a:\n    decision: rejected # SEC-1\n    # said so\n    by: zoe'),
  );
});

test('a text that gets long moves its comment above', () => {
  const why = 'The pool has no sandboxed runtime because of the GPU, and nodes are tainted for each tenant instead.';
  assert.equal(
    changed(head('a:\n    decision: rejected\n    why: old # said so\n    by: zoe'), 'a', { why }),
    head(
      'a:\n    decision: rejected\n    # said so\n    why: >-\n      The pool has no sandboxed runtime because of the GPU, and nodes are tainted for each tenant\n      instead.\n    by: zoe',
    ),
  );
});

test('short forms become blocks', () => {
  for (const form of ['a: {}', 'a:', 'a: { decision: undecided }', 'a: ~']) {
    assert.equal(changed(head(form), 'a', { decision: 'required' }), head('a:\n    decision: required'));
  }
});

test('a new entry is put in its place in the order of ids', () => {
  const text = head('b:\n    decision: undecided\n\n  d:\n    decision: undecided');
  assert.equal(
    changed(text, 'c', { decision: 'undecided' }),
    head('b:\n    decision: undecided\n\n  c:\n    decision: undecided\n\n  d:\n    decision: undecided'),
  );
  assert.ok(changed(text, 'a', {}).includes('decisions:\n\n  a:\n    decision: undecided\n\n  b:'));
  assert.ok(
    changed(text, 'x-own', { question: 'Do you need to consider X?' }).endsWith(
      '  x-own:\n    decision: undecided\n    question: Do you need to consider X?\n',
    ),
  );
});

test('a file that may not be written is refused with a reason', () => {
  const refused = (text: string) => {
    const result = changeEntries(text, [{ id: 'a', change: { decision: 'required' } }]);
    return 'refused' in result ? result.refused : '';
  };
  assert.match(refused(head('a:\n    decision: undecided').replace('version: 1', 'version: 2')), /newer/);
  assert.match(refused(head('a:\n    decision: undecided\n\n  a:\n    decision: required')), /twice/);
  assert.match(
    refused(head('a:\n<<<<<<< ours\n    decision: required\n=======\n    decision: rejected\n>>>>>>> theirs')),
    /merge/,
  );
  assert.match(refused(head('a:\n    decision: "requi')), /not valid YAML/);
});

test('one broken block leaves the others readable and writable', () => {
  const text = head(
    'a:\n    decision: "requi\n\n  b:\n    decision: required\n    why: [x\n\n  c:\n    decision: undecided',
  );
  assert.deepEqual(
    readChecklist(text).entries.map(({ id }) => id),
    ['a', 'b', 'c'],
  );
  assert.ok(
    changed(text, 'c', { decision: 'rejected', why: 'no' }).endsWith('c:\n    decision: rejected\n    why: "no"\n'),
  );
});

const words = fc.oneof(
  fc.string({ maxLength: 150, unit: 'grapheme' }),
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.constantFrom(
    'no',
    'on',
    '1:30',
    '2026-01-01',
    'a: b',
    'a #b',
    '- x',
    '>-',
    '{{ x }}',
    'ends:',
    '"quoted"',
    "it's",
  ),
  fc.array(fc.constantFrom('word', 'another', '#tag', 'a:b', '-', 'x,y'), { maxLength: 60 }).map((w) => w.join(' ')),
  fc
    .array(fc.constantFrom('line one', 'line: two', '# three'), { minLength: 1, maxLength: 4 })
    .map((w) => w.join('\n')),
);
const date = fc.constantFrom('2026-01-31', '2027-12-01');
const fields: fc.Arbitrary<DecisionFields> = fc.record(
  {
    decision: fc.constantFrom(...decisions),
    implementation: fc.constantFrom(...implementations),
    why: words,
    by: words,
    date,
    'review-by': date,
    owner: words,
    ticket: words,
    impact: fc.integer({ min: 1, max: 4 }),
    evidence: fc.array(
      fc.record({ note: words, ref: words, date }, { requiredKeys: ['note'], noNullPrototype: true }),
      { maxLength: 3 },
    ),
    watch: fc.array(words, { maxLength: 4 }),
    seal: fc.constantFrom('0123456789abcdef', '00000e0000000000'),
  },
  { requiredKeys: ['decision'], noNullPrototype: true },
);

test('every text is read back as it was written, by old and new YAML readers', () => {
  fc.assert(
    fc.property(words, fc.constantFrom('block' as const, 'flow' as const), (text, where) => {
      const yaml = where === 'block' ? `a: ${scalarText(text)}\n` : `a: [${scalarText(text, 'flow')}]\n`;
      for (const version of ['1.1', '1.2'] as const) {
        const value: unknown = parse(yaml, { version }).a;
        assert.deepEqual(value, where === 'block' ? text : [text], yaml);
      }
    }),
    { seed: 9, numRuns: 2000 },
  );
});

test('an edit of one decision changes only the lines of that block', () => {
  const comment = fc.constantFrom('', '', ' # why', ' # "quoted" # twice');
  const own = fc.constantFrom('', '    # a remark\n', '    # decision: rejected\n');
  const file = fc
    .record({
      entries: fc.array(fc.record({ before: fields, comment, own }), { minLength: 1, maxLength: 6 }),
      crlf: fc.boolean(),
      finalNewline: fc.boolean(),
    })
    .map(({ entries, crlf, finalNewline }) => {
      let text =
        'version: 1\ncomponent: shop # c\nprofile: standard\ncatalogue: model-container-threats@0.2.0\n\ndecisions:\n';
      entries.forEach((entry, i) => {
        text += `\n  # about item ${i}\n  item-${i}:${entry.comment}\n    decision: undecided${entry.comment}\n${entry.own}`;
      });
      let filled = text;
      entries.forEach((entry, i) => {
        const result = changeEntries(filled, [{ id: `item-${i}`, change: entry.before }]);
        if ('refused' in result) assert.fail(result.refused);
        filled = applyEdits(filled, result.edits);
      });
      if (!finalNewline) filled = filled.trimEnd();
      return crlf ? filled.replace(/\n/g, '\r\n') : filled;
    });
  const change = fc.record(
    Object.fromEntries(
      [
        'why',
        'by',
        'date',
        'review-by',
        'owner',
        'ticket',
        'impact',
        'evidence',
        'watch',
        'seal',
        'implementation',
      ].map((name) => [
        name,
        fc.oneof(
          fields.map((f) => f[name as keyof DecisionFields] ?? null),
          fc.constant(null),
        ),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Change>;
  fc.assert(
    fc.property(file, change, fc.nat(), fc.constantFrom(...decisions), (text, other, pick, decision) => {
      const before = readChecklist(text);
      assert.deepEqual(before.problems, [], text);
      const entry = before.entries[pick % before.entries.length];
      assert.ok(entry);
      const wanted = { ...other, decision };
      const result = changeEntries(text, [{ id: entry.id, change: wanted }]);
      if ('refused' in result) assert.fail(`${result.refused}\n${text}`);
      const after = applyEdits(text, result.edits);
      assert.equal(after.slice(0, entry.block.start), text.slice(0, entry.block.start));
      const tail = text.slice(entry.block.end);
      assert.ok(after.endsWith(tail), `${text}\n---\n${after}`);
      const block = after.slice(entry.block.start, after.length - tail.length);
      for (const [remark] of text.slice(entry.block.start, entry.block.end).matchAll(/# (?:why|a remark|"quoted")/g)) {
        assert.ok(block.includes(remark), `lost ${remark}\n${block}`);
      }
      assert.equal(/\r\n/.test(block), /\r\n/.test(text) && block.includes('\n'));
      if (text.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/);
      const expected = given(entry.fields, wanted);
      const found = readChecklist(after).entries.find(({ id }) => id === entry.id)?.fields;
      assert.deepEqual(found, { ...expected, implementation: expected.implementation ?? 'none' });
    }),
    { seed: 21, numRuns: 250 },
  );
});

test('a fresh file holds every item once, sorted, and is the same for two YAML readers', () => {
  const checklist = readChecklist(fresh);
  assert.deepEqual(checklist.problems, []);
  assert.deepEqual(
    checklist.entries.map(({ id }) => id),
    items.map(({ id }) => id).sort(),
  );
  assert.deepEqual(parse(fresh, { version: '1.1' }), parse(fresh, { version: '1.2' }));
  assert.ok(
    readChecklist(createChecklist({ component: 'x', profile: 'arbitrary-code', tier: 'core' })).entries.length < 60,
  );
});

function head(body: string): string {
  return `version: 1\ncomponent: shop\nprofile: standard\ncatalogue: model-container-threats@0.2.0\n\ndecisions:\n\n  ${body}\n`;
}
