import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileParser, type PropertyInstruction } from 'dockerfile-ast';
import { readDockerfile } from '../../src/model/dockerfile';
import type { Value } from '../../src/parse/shell/ast';

const read = (line: string, sign = '\\') => readDockerfile(`# escape=${sign}\nFROM a\n${line}\n`).instructions.at(-1);

const shown = ({ name, value }: { name: string; value: Value | undefined }) =>
  value ? `${name}=${value.value}` : name;

function pairs(line: string, sign?: string): string[] {
  const instruction = read(line, sign);
  return instruction && 'variables' in instruction ? instruction.variables.map(shown) : [];
}

function execForm(line: string): (string | undefined)[] | undefined {
  const instruction = read(line);
  assert.ok(instruction?.keyword === 'CMD');
  return instruction.form === 'exec' ? instruction.words.map(({ value }) => value) : undefined;
}

test('names and values are read as a build reads them', () => {
  assert.deepEqual(pairs('ENV A=b C="d e" F=\'g h\' I=j\\ k'), ['A=b', 'C=d e', 'F=g h', 'I=j k']);
  assert.deepEqual(pairs('ENV A b  c "d"'), ['A=b  c d']);
  assert.deepEqual(pairs('LABEL "a.b"="c d" e'), ['a.b=c d']);
  assert.deepEqual(pairs('ENV A=C:\\d B=`"x` y', '`'), ['A=C:\\d', 'B="x y']);
});

/** Each with what `dockerfile-ast` by itself makes of it: where it learns better, what we do about it can go. */
const otherwise: readonly [line: string, ours: readonly string[], theirs: readonly string[]][] = [
  ['ARG A B C', ['A', 'B', 'C'], ['A=B C']],
  ['ENV A={\\"k\\":1} B=c', ['A={"k":1}', 'B=c'], ['A={"k":1} B=c']],
  ['ENV A=\'C:\\\' B="c"', ['A=C:\\', 'B=c'], ['A=\'C:\\\' B="c"']],
  ['ENV A=b # c', ['A=b'], ['A=b', '#', 'c']],
];

for (const [line, ours, theirs] of otherwise) {
  test(`${JSON.stringify(line)} is read otherwise than by the library`, () => {
    assert.deepEqual(pairs(line), ours);
    const [instruction] = DockerfileParser.parse(line).getInstructions();
    const found = (instruction as PropertyInstruction).getProperties().map((one) => {
      const value = one.getValue();
      return value === null ? one.getName() : `${one.getName()}=${value}`;
    });
    assert.deepEqual(found, theirs);
  });
}

test('an exec form is a list of strings as JSON knows it, and nothing else', () => {
  assert.deepEqual(execForm('CMD ["a b", "c\\"d\\u00e9"]'), ['a b', 'c"d\u00e9']);
  assert.deepEqual(execForm('CMD [ ]'), []);
  for (const line of ['CMD ["a",]', 'CMD ["a"] b', 'CMD ["a" "b"]', 'CMD ["a", 1]', "CMD ['a']", 'CMD [']) {
    assert.equal(execForm(line), undefined, line);
  }
});

test('words end at blanks, escaped or not', () => {
  const instruction = read('COPY a\\ b\t"c d" /e');
  const sources = instruction?.keyword === 'COPY' ? instruction.sources : [];
  assert.deepEqual(
    sources.map(({ raw }) => raw),
    ['a\\', 'b', '"c', 'd"'],
  );
});

test('of arguments longer than anybody writes nothing is read', () => {
  assert.deepEqual(pairs(`ENV A=${'b'.repeat(100_001)}`), []);
  assert.equal(execForm(`CMD ["${'b'.repeat(100_001)}"]`), undefined);
});
