import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Edit, independent, selectCompatible } from '../src/text/edits';

const edit = fc
  .record({
    start: fc.nat(20),
    length: fc.nat(3),
    adds: fc.constantFrom(undefined, 'a', 'b'),
    text: fc.constantFrom('x', ''),
  })
  .map(({ start, length, adds, text }): Edit => {
    const span = { start, end: start + length };
    return adds === undefined ? { span, text } : { span, text, adds };
  });

test('a group is taken when it collides with none that was taken', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const expected: Edit[] = [];
      for (const one of edits) if (expected.every((other) => independent(one, other))) expected.push(one);
      assert.deepEqual(
        selectCompatible(edits, (one) => [one]),
        expected,
      );
    }),
    { numRuns: 2000, seed: 4 },
  );
});

test('what is put at the end of lines waits while another fix deletes them', () => {
  const cut: Edit = { span: { start: 4, end: 8 }, text: '' };
  const insertion = (at: number): Edit => ({ span: { start: at, end: at }, text: 'x', adds: 'a' });
  const chosen = (edits: readonly Edit[]) => selectCompatible(edits, (one) => [one]);
  assert.deepEqual(chosen([cut, insertion(8)]), [cut]);
  assert.deepEqual(chosen([insertion(8), cut]), [insertion(8)]);
  assert.deepEqual(chosen([cut, insertion(4), insertion(9)]), [cut, insertion(4), insertion(9)]);
});
