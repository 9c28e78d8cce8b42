import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../src/text/edits';
import { lineEdits } from '../src/text/lineEdits';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '\n', '\r\n', '\r'), { maxLength: 40 })
  .map((parts) => parts.join(''));

test('the edits make the other text of the one', () => {
  fc.assert(fc.property(text, text, (before, after) => applyEdits(before, lineEdits(before, after)) === after));
});

test('lines that stay are in no edit', () => {
  const edits = lineEdits('a\nb\nc\nd\n', 'a\nx\nc\nd\ne\n');
  assert.deepEqual(edits, [
    { span: { start: 2, end: 3 }, text: 'x' },
    { span: { start: 8, end: 8 }, text: 'e\n' },
  ]);
});

test('a word is never changed by half', () => {
  assert.deepEqual(lineEdits('a: true # b\n', 'a: false # b\n'), [{ span: { start: 3, end: 7 }, text: 'false' }]);
});
