import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compatible, type Edit, selectCompatible } from '../src/text/edits';

const edit = fc
  .record({ start: fc.nat(20), length: fc.nat(3), adds: fc.constantFrom(undefined, 'a', 'b') })
  .map(({ start, length, adds }): Edit => {
    const span = { start, end: start + length };
    return adds === undefined ? { span, text: 'x' } : { span, text: 'x', adds };
  });

test('a group is taken when it collides with none that was taken', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const expected: Edit[] = [];
      for (const one of edits) if (expected.every((other) => compatible(one, other))) expected.push(one);
      assert.deepEqual(
        selectCompatible(edits, (one) => [one]),
        expected,
      );
    }),
    { numRuns: 2000, seed: 4 },
  );
});
