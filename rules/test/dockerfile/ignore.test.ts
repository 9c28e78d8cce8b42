import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIgnored, readIgnoreFile } from '../../src/parse/dockerfile/ignore';

const ignored = (text: string, ...paths: string[]) => paths.filter((path) => isIgnored(readIgnoreFile(text), path));

test('a pattern leaves out files, and folders with all that is in them', () => {
  assert.deepEqual(ignored('.git\n/docs/\n*.md\n', '.git/config', 'docs/a/b', 'a.md', 'src/a.md', 'src/docs/a'), [
    '.git/config',
    'docs/a/b',
    'a.md',
  ]);
});

test('two stars stand for any folders, also none', () => {
  assert.deepEqual(ignored('**/.env\nsrc/**/x\n', '.env', 'a/b/.env', 'src/x', 'src/a/x', 'a/x'), [
    '.env',
    'a/b/.env',
    'src/x',
    'src/a/x',
  ]);
});

test('the last pattern that fits decides', () => {
  assert.deepEqual(ignored('*\n!src\nsrc/secret\n', '.env', 'src/a', 'src/secret'), ['.env', 'src/secret']);
  assert.deepEqual(ignored('!.env\n.env\n', '.env'), ['.env']);
});

test('comments, blanks, line endings and a mark at the start mean nothing', () => {
  assert.deepEqual(ignored('\uFEFF.env\r\n# .git\r\n\r\n  ./a//b  \r\n', '.env', '.git', 'a/b'), ['.env', 'a/b']);
});

test('odd and hostile files get an answer', () => {
  for (const text of ['', '!', '/', '[', '\\', '**', '*'.repeat(50_000), 'a\n'.repeat(50_000), '\0'])
    assert.equal(typeof isIgnored(readIgnoreFile(text), '.env'), 'boolean', text.slice(0, 10));
});
