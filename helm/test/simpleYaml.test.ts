import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseBounded } from '../src/read/bounded';
import { readSimpleYaml } from '../src/read/simpleYaml';
import { seen } from './seenNode';

/** Returns whether the text is simple; then it must be read as `yaml` reads it. */
function isReadAlike(text: string): boolean {
  const simple = readSimpleYaml(text);
  if (!simple) return false;
  const { contents, errors } = parseBounded(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  assert.deepEqual(errors, [], text);
  assert.deepEqual(seen(simple), seen(contents), JSON.stringify(text));
  return true;
}

const simple = [
  'a: 1\nb:\n  c: "x"\n',
  '# first\n---\n# second\nkind: Pod # a pod\n\nspec:\n  # before\n  containers:\n  - name: x\n    args: [--a, "b", \'c\']\n  # deeper\n    # deepest\n  - name: y\n# last\n',
  'a:\r\n  - b: c\r\n    d: |\r\n      e\r\n\r\n       f\r\n  -   - g\r\n',
  'run: |-\n\n  #!/bin/sh\n\n\n  echo\n \n\nnext: |\n\nlast: |\n',
  'a:\n  # about nothing\n\n# about b\nb: # about c\nc:\n    # about nothing\n',
  "a: b\n  c\n  # d\ne: \"f\\n\\u0041\" # g\nh: 'it''s'\n",
  'a:\n  {}\nb:\n  [ x , { y: z } ]\n# c\n  # d\nurl: http://a:80/#b\n',
  '"a": b\n\'c d\': e\n-f: ?g\n',
  'a: "b\n  c \n   d"\ne:\n- \'f\r\n  g\'\n',
  'a: |\n  b',
  'a:',
];

test('what is written simply is read as `yaml` reads it', () => {
  for (const text of simple) assert.ok(isReadAlike(text), text);
});

test('what is written otherwise, or wrong, is left to `yaml`', () => {
  const others =
    'a: &b c|a: *b|a: !t b|? a|a: "b\n\n  c"|a: >\n  b|a: b: c|a: - b|a: [b\n]|\ta: b|a: b\n---\nc: d|a: @b|a|{}|a: b\rc'
      .split('|')
      .concat(
        'a: |\n\n \nb: c\n',
        'a:\n#b\n c\n',
        'a: "b\\\n  c"\n',
        'a: |2\n  b',
        'a: |+\n  b\n\n',
        '',
        '# nothing\n',
        '%YAML 1.2\n---\na: b\n',
        '\ufeffa: b',
        '- a\n b: c\n',
      );
  for (const text of others) assert.equal(readSimpleYaml(text), undefined, text);
  assert.equal(readSimpleYaml(`${'- '.repeat(5_000)}a`), undefined);
  assert.equal(readSimpleYaml(`${'a'.repeat(2_000)}: b`), undefined);
});

const indents = ['', '', '  ', '    ', ' ', '   ', '      '];
const lines = [
  ...['a: 1', 'b:', 'c: "x"', "d: 'y'", '- e', '- f: 1', '-', '- - g', '# c', '# d', '', '  ', 'h: |', 'h: |-', 'text'],
  ...[
    'i: {}',
    'j: [1, 2] # c',
    'k: # c',
    '- # c',
    '- |',
    '- {a: b}',
    'l:  m  ',
    'n : o',
    '"p": q',
    "'r' : s",
    'a: b: c',
  ],
  ...['- "t": u', '- ? x', 'v: - w', '-x', 'y: z # c', 'A: [', ']', 'B: "', '---', 'E: {a: 1, "b": [c, d]}', 'H: [a,]'],
  ...['F: [a , b ]', 'I: [ ]', 'w: a#b', 'x: *a', 'é: ü', '{}', '[a]', '"q"', '|', '\tz: 1', 'C: >', '...', 'G: {a: }'],
  ...["x: 'y", "z'", 'x: "y ', ' z"'],
];
const texts = fc
  .array(fc.tuple(fc.constantFrom(...indents), fc.constantFrom(...lines), fc.constantFrom('\n', '\n', '\n', '\r\n')), {
    minLength: 1,
    maxLength: 9,
  })
  .map((all) => all.map((parts) => parts.join('')).join(''));

test('lines in any order are read as `yaml` reads them, or not at all', () => {
  let count = 0;
  const read = (text: string) => {
    if (isReadAlike(text)) count++;
    if (isReadAlike(text.trimEnd())) count++;
  };
  fc.assert(fc.property(texts, read), { seed: 17, numRuns: 4_000 });
  assert.ok(count > 400, `only ${count} were simple`);
});
