import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineStarts } from '@bulkhead/rules';
import fc from 'fast-check';
import { linesOf, type PositionEncoding, toOffset, toPosition, toRange } from '../src/convert';
import { applyChange } from '../src/documents';

const encodings: PositionEncoding[] = ['utf-8', 'utf-16', 'utf-32'];
const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\r\n', 'ü', '漢', '😀'), maxLength: 30 });

test('positions lead back to the offset they came from', () => {
  fc.assert(
    fc.property(text, fc.nat(60), fc.constantFrom(...encodings), (source, at, encoding) => {
      const lines = linesOf(source, encoding);
      const offset = onCharacter(source, Math.min(at, source.length));
      assert.equal(toOffset(lines, toPosition(lines, offset)), offset);
    }),
    { seed: 7, numRuns: 2000 },
  );
});

test('an incremental change gives the text and the lines of the whole', () => {
  fc.assert(
    fc.property(text, text, fc.nat(60), fc.nat(60), fc.constantFrom(...encodings), (source, added, a, b, encoding) => {
      const lines = linesOf(source, encoding);
      const start = onCharacter(source, Math.min(a, b, source.length));
      const end = onCharacter(source, Math.min(Math.max(a, b), source.length));
      const after = applyChange(lines, { range: toRange(lines, { start, end }), text: added });
      assert.equal(after.text, source.slice(0, start) + added + source.slice(end));
      assert.deepEqual(after.starts, lineStarts(after.text));
    }),
    { seed: 7, numRuns: 5000 },
  );
});

test('positions outside the text mean its nearest end', () => {
  const lines = linesOf('one\r\ntwo', 'utf-16');
  assert.equal(toOffset(lines, { line: 0, character: 99 }), 3);
  assert.equal(toOffset(lines, { line: 9, character: 0 }), 8);
  assert.equal(toOffset(lines, { line: -1, character: 0 }), 0);
});

/** No client can point between the halves of a character or of a line break. */
function onCharacter(source: string, offset: number): number {
  const middle =
    /[\uDC00-\uDFFF]/.test(source[offset] ?? '') || (source[offset - 1] === '\r' && source[offset] === '\n');
  return middle ? offset - 1 : offset;
}
