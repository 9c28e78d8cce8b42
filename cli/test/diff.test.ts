import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unifiedDiff } from '../src/diff';

/** Applies a diff as `patch` would, insisting on every context line and every line number. */
function patch(before: string, diff: string): string {
  const source = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  const lines = diff.match(/[^\n]*\n/g) ?? [];
  for (let i = 2; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n$/.exec(line);
    if (header) {
      const start = Number(header[1]) - (header[2] === '0' ? 0 : 1);
      while (at < start) result.push(source[at++] ?? '');
      assert.equal(result.length, Number(header[3]) - (header[4] === '0' ? 0 : 1), 'line number of the new side');
      continue;
    }
    const endless = lines[i + 1]?.startsWith('\\') ?? false;
    const text = endless ? line.slice(1, -1) : line.slice(1);
    if (endless) i++;
    if (line[0] !== '+') assert.equal(source[at++], text, 'the line that stays or goes');
    if (line[0] !== '-') result.push(text);
  }
  return result.concat(source.slice(at)).join('');
}

const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', '', '+', '-', '\r'), { maxLength: 60 })
  .chain((lines) => fc.boolean().map((ends) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : '')));

test('applying the diff gives the second text', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      assert.equal(patch(before, unifiedDiff('f', before, after)), after);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('far apart changes are hunks of their own, near ones share one', () => {
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i}\n`);
  const changed = (...at: number[]) => lines.map((line, i) => (at.includes(i) ? `new ${i}\n` : line)).join('');
  const hunks = (...at: number[]) => unifiedDiff('f', lines.join(''), changed(...at)).match(/^@@/gm)?.length;
  assert.equal(hunks(5, 30), 2);
  assert.equal(hunks(5, 11), 1);
  assert.equal(hunks(5, 13), 2);
});

test('reads as everybody knows it', () => {
  const diff = unifiedDiff('k/pod.yaml', 'a\nb\nc\n', 'a\nB\nc');
  const expected =
    '--- a/k/pod.yaml\n+++ b/k/pod.yaml\n@@ -1,3 +1,3 @@\n a\n-b\n-c\n+B\n+c\n\\ No newline at end of file\n';
  assert.equal(diff, expected);
  assert.equal(unifiedDiff('f', 'a', 'a'), '');
});

test('two texts with nothing in common are replaced whole', () => {
  const before = Array.from({ length: 3000 }, (_, i) => `old ${i}\n`).join('');
  const after = Array.from({ length: 3000 }, (_, i) => `new ${i}\n`).join('');
  assert.equal(patch(before, unifiedDiff('f', before, after)), after);
});
