import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIgnored, withIgnoreFile } from '../src/files/gitignore';

/** [.gitignore, path (with a slash at the end for a folder), ignored] as `git check-ignore` answers for the entry itself. */
const cases: readonly (readonly [string, string, boolean])[] = [
  ['build', 'build/', true],
  ['build', 'a/build', true],
  ['build/', 'build', false],
  ['build/', 'a/build/', true],
  ['/build', 'a/build', false],
  ['/build', 'build', true],
  ['a/b', 'a/b', true],
  ['a/b', 'x/a/b', false],
  ['**/a/b', 'x/y/a/b', true],
  ['**/a/b', 'a/b', true],
  ['a/**', 'a/x/y', true],
  ['a/**', 'a/', false],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/b', 'ab', false],
  ['a/*/b', 'a/x/y/b', false],
  ['*.yaml', 'a/b.yaml', true],
  ['a/*.yaml', 'a/b/c.yaml', false],
  ['*', 'x', true],
  ['**', 'a/x', true],
  ['foo**bar', 'fooxbar', true],
  ['foo**bar', 'foo/bar', false],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['[ab].txt', 'b.txt', true],
  ['[!ab].txt', 'b.txt', false],
  ['[^ab].txt', 'c.txt', true],
  ['[a-c]x', 'bx', true],
  ['[]]x', ']x', true],
  ['[[:digit:]]x', '7x', true],
  ['[ab', '[ab', false],
  ['\\#x', '#x', true],
  ['#x', '#x', false],
  ['\\!x', '!x', true],
  ['x  ', 'x', true],
  ['x\\ ', 'x ', true],
  ['x\\*', 'x*', true],
  ['x\\*', 'xy', false],
  ['*.yaml\n!keep.yaml', 'keep.yaml', false],
  ['!keep.yaml\n*.yaml', 'keep.yaml', true],
  ['\r\nx\r\n', 'x', true],
  ['\uFEFFx', 'x', true],
  ['\n\n', 'x', false],
  ['x/', 'y/x/', true],
  ['a/b/', 'a/b', false],
  ['doc/frotz', 'a/doc/frotz', false],
];

for (const [text, entry, expected] of cases) {
  test(`${JSON.stringify(text)} ${expected ? 'ignores' : 'keeps'} ${entry}`, () => {
    const isFolder = entry.endsWith('/');
    const path = `/repo/${isFolder ? entry.slice(0, -1) : entry}`;
    assert.equal(isIgnored(withIgnoreFile(text, '/repo', undefined), path, isFolder), expected);
  });
}

test('the nearest file decides', () => {
  const top = withIgnoreFile('*.yaml', '/repo', undefined);
  const below = withIgnoreFile('!a.yaml\nx', '/repo/sub', top);
  assert.equal(isIgnored(below, '/repo/sub/a.yaml', false), false);
  assert.equal(isIgnored(below, '/repo/sub/b.yaml', false), true);
  assert.equal(isIgnored(top, '/repo/a.yaml', false), true);
});

test('a hostile pattern is no trap', () => {
  const pattern = `${'*a'.repeat(2000)}b`;
  assert.equal(isIgnored(withIgnoreFile(pattern, '/r', undefined), `/r/${'a'.repeat(200)}`, false), false);
  const deep = `${'**/a/'.repeat(300)}b`;
  assert.equal(isIgnored(withIgnoreFile(deep, '/r', undefined), `/r/${'a/'.repeat(500)}c`, false), false);
});
