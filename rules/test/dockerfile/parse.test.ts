import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Instruction, readDockerfile } from '../../src/model/dockerfile';
import { type SplitDockerfile, splitDockerfile } from '../../src/parse/dockerfile/split';

const only = (text: string): Instruction => {
  const { instructions } = readDockerfile(text);
  const found = instructions.at(-1);
  assert.ok(found);
  return found;
};
const sliceOf = (text: string, { span }: { span: { start: number; end: number } }) => text.slice(span.start, span.end);

test('joins continued lines and leaves comments and empty lines out', () => {
  const text = 'FROM a\nRUN one \\\n  # why\n\n  && two \\  \n  three\n';
  const run = only(text);
  assert.equal(run.argumentsText, 'one   && two   three');
  assert.equal(sliceOf(text, run), 'RUN one \\\n  # why\n\n  && two \\  \n  three');
});

test('a word behind joined lines still knows its place', () => {
  const text = 'FROM a\nRUN one \\\n  # why\n  two\n';
  const run = only(text);
  assert.ok(run.keyword === 'RUN');
  const word = run.commands[0]?.words[1];
  assert.ok(word);
  assert.equal(sliceOf(text, word), 'two');
});

test('the escape directive makes backslashes plain', () => {
  const text = '# escape=`\nFROM a\nCOPY x `\n  C:\\app\\\n';
  const copy = only(text);
  assert.ok(copy.keyword === 'COPY');
  assert.equal(copy.destination?.value, 'C:\\app\\');
});

test('directives count only at the top', () => {
  const { directives } = readDockerfile('#syntax = x/y:1\n# check=skip=A\n# a comment\n# escape=`\nFROM a\n');
  assert.deepEqual(
    directives.map(({ name, value }) => [name, value]),
    [
      ['syntax', 'x/y:1'],
      ['check', 'skip=A'],
    ],
  );
});

test('here-documents: several in one line, quoted, with tabs', () => {
  const text = 'FROM a\nCOPY <<A <<-"B" /x/\none\nA\n\ttwo $y\n\tB\nRUN x\n';
  const { instructions } = readDockerfile(text);
  const copy = instructions[1];
  assert.ok(copy?.keyword === 'COPY');
  assert.deepEqual(
    copy.heredocs.map(({ name, content, expands, closed }) => [name, content, expands, closed]),
    [
      ['A', 'one\n', true, true],
      ['B', 'two $y\n', false, true],
    ],
  );
  assert.deepEqual(copy.sources, []);
  assert.equal(copy.destination?.value, '/x/');
  assert.equal(instructions[2]?.keyword, 'RUN');
});

test('a here-document of RUN is the script, or the input of a program', () => {
  const script = only('FROM a\nRUN <<EOF\nmake a\nmake b\nEOF\n');
  assert.ok(script.keyword === 'RUN');
  assert.equal(script.form, 'heredoc');
  assert.deepEqual(
    script.commands.map(({ words }) => words.map(({ text }) => text).join(' ')),
    ['make a', 'make b'],
  );
  const python = only('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF\n');
  assert.ok(python.keyword === 'RUN');
  assert.equal(python.commands[0]?.name, 'python3');
  assert.match(python.commands[0]?.redirects[0]?.body?.text ?? '', /print/);
});

test('exec forms, and what only looks like one', () => {
  const exec = only('FROM a\nCMD [ "a b", "c\\"d" ]\n');
  assert.ok(exec.keyword === 'CMD');
  assert.deepEqual([exec.form, exec.words.map(({ text }) => text)], ['exec', ['a b', 'c"d']]);
  const shell = only("FROM a\nCMD ['a']\n");
  assert.ok(shell.keyword === 'CMD');
  assert.equal(shell.form, 'shell');
});

test('flags keep their values and end at the first other word', () => {
  const run = only('FROM a\nRUN --mount=type=secret,id=t,env=TOKEN --network=none make --fast\n');
  assert.ok(run.keyword === 'RUN');
  assert.deepEqual(
    run.flags.map(({ name, value }) => [name, value?.value]),
    [
      ['mount', 'type=secret,id=t,env=TOKEN'],
      ['network', 'none'],
    ],
  );
  assert.equal(run.mounts[0]?.options.get('env')?.value, 'TOKEN');
  assert.equal(run.argumentsText, 'make --fast');
});

test('ONBUILD is followed by what it holds back', () => {
  const { instructions, stages } = readDockerfile('FROM a\nONBUILD USER root\nONBUILD COPY --chown=1 a b\n');
  assert.deepEqual(
    instructions.map(({ keyword, onbuild }) => [keyword, onbuild]),
    [
      ['FROM', false],
      ['ONBUILD', false],
      ['USER', true],
      ['ONBUILD', false],
      ['COPY', true],
    ],
  );
  assert.equal(stages[0]?.user.source, 'base');
});

test('comments directly above belong to an instruction', () => {
  const run = only('FROM a\n# far\n\n# one\n#two\nRUN x\n');
  assert.deepEqual(
    run.comments.map(({ text }) => text),
    ['one', 'two'],
  );
});

for (const [name, eol, bom] of [
  ['CRLF', '\r\n', ''],
  ['CR alone', '\r', ''],
  ['byte order mark', '\n', '\uFEFF'],
] as const) {
  test(`${name}: the same instructions at the right places`, () => {
    const text = `${bom}FROM a AS b${eol}RUN one \\${eol} two${eol}COPY <<E /x${eol}t${eol}E${eol}USER c${eol}`;
    const { instructions } = readDockerfile(text);
    assert.deepEqual(
      instructions.map((found) => [found.keyword, text.slice(found.keywordSpan.start, found.keywordSpan.end)]),
      ['FROM', 'RUN', 'COPY', 'USER'].map((keyword) => [keyword, keyword]),
    );
    const user = instructions.at(-1);
    assert.ok(user?.keyword === 'USER');
    assert.equal(user.name, 'c');
  });
}

const pieces = [
  'RUN a \\\n',
  '  b\n',
  '# c\n',
  '# escape=`\n',
  'RUN <<E\n',
  'E\n',
  'ENV A=1',
  '\n',
  '\r\n',
  '\r',
  ' ',
  'FROM x',
  '\uFEFF',
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
const edit = fc.record({ at: fc.nat(40), remove: fc.nat(4), put: fc.constantFrom(...pieces, '') });

test('an edited text is cut as if it had never been another', () => {
  const cut = (split: SplitDockerfile) => ({
    ...split,
    instructions: split.instructions.map(({ place, ...rest }) => ({ ...rest, placed: place(0, rest.text.length) })),
  });
  fc.assert(
    fc.property(text, fc.array(edit, { minLength: 1, maxLength: 4 }), (first, edits) => {
      let known = splitDockerfile(first);
      for (const { at, remove, put } of edits) {
        const edited = known.text.slice(0, at) + put + known.text.slice(at + remove);
        known = splitDockerfile(edited, known);
        assert.deepEqual(cut(known), cut(splitDockerfile(edited)));
      }
    }),
    { numRuns: 2000, seed: 4 },
  );
});
