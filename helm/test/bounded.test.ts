import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from 'yaml';
import { deepestNesting, parseBounded } from '../src/read/bounded';

test('it reads what parseDocument reads', () => {
  for (const text of [
    '',
    'a: 1\nb: [x, {y: z}]\n',
    '- a\n- |\n  b\n',
    '# only\n',
    '&a x: *a\n',
    'a: [',
    '%YAML 1.1\n---\na\n',
  ]) {
    const options = { logLevel: 'silent', prettyErrors: false } as const;
    const ours = parseBounded(text, options);
    const theirs = parseDocument(text, options);
    assert.deepEqual(
      ours.errors.map((e) => e.message),
      theirs.errors.map((e) => e.message),
      text,
    );
    assert.equal(String(ours.errors.length ? '' : ours), String(theirs.errors.length ? '' : theirs), text);
  }
});

test('deep nesting of every kind is refused before anything recurses', () => {
  const levels = deepestNesting * 25;
  const block = Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
  for (const text of ['['.repeat(levels), '{a: '.repeat(levels), '- '.repeat(levels), block]) {
    assert.throws(() => parseBounded(text, {}), RangeError, text.slice(0, 20));
  }
  assert.doesNotThrow(() => parseBounded(`${'['.repeat(100)}${']'.repeat(100)}`, {}));
});
