import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitAgain, splitDocuments } from '../../src/parse/yamlSplit';

const line = fc.constantFrom('---', '--- a', '...', '%YAML 1.2', '# c', '', 'a: 1', '- b', ' - --- c', 'x: |', '---x');
const stream = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));

test('a text that was cut before is cut as if it were new', () => {
  fc.assert(
    fc.property(stream, stream, stream, stream, fc.constantFrom('\n', ''), (head, old, now, tail, end) => {
      const before = `${head}\n${old}\n${tail}${end}`;
      const after = `${head}\n${now}\n${tail}${end}`;
      const known = splitDocuments(before).map(({ start, end: to }) => ({ start, text: before.slice(start, to) }));
      const found = splitAgain(after, known);
      assert.deepEqual(
        found.map(({ span }) => span),
        splitDocuments(after),
      );
      for (const { span, known: same } of found) if (same) assert.equal(after.slice(span.start, span.end), same.text);
    }),
    { numRuns: 3000, seed: 1 },
  );
});

test('only the document that changed is new', () => {
  const before = ['a: 1\n', '---\nb: 1\n', '---\nc: 1\n', '---\nd: 1\n'];
  const after = before.join('').replace('b: 1', 'b: 12');
  let start = 0;
  const known = before.map((text) => {
    start += text.length;
    return { start: start - text.length, text };
  });
  assert.deepEqual(
    splitAgain(after, known).map(({ known: same }) => same?.text),
    [before[0], undefined, before[2], before[3]],
  );
});
