import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultContext } from '../../src/context';
import { createEngine } from '../../src/engine';
import { mostFindings } from '../../src/engine/enough';
import { readDockerfile } from '../../src/model/dockerfile';

/** Looks at everything a rule could look at, and checks that every place lies in the file. */
function visit(text: string): number {
  const { instructions, stages, comments, problems } = readDockerfile(text);
  const spans = [...comments, ...problems, ...instructions].map(({ span }) => span);
  for (const instruction of instructions) {
    spans.push(instruction.keywordSpan, instruction.argumentsSpan, instruction.lines);
    if (!('script' in instruction)) continue;
    for (const { span, words, redirects } of instruction.commands) {
      spans.push(span, ...words.map((word) => word.span), ...redirects.map((redirect) => redirect.span));
    }
  }
  for (const stage of stages) {
    spans.push(stage.span, stage.nameSpan);
    void [stage.user, stage.os, stage.shell, stage.label, stage.cmd, stage.entrypoint, stage.healthcheck, stage.base];
  }
  for (const { start, end } of spans) assert.ok(start >= 0 && start <= end && end <= text.length, `${start}-${end}`);
  return instructions.length;
}

test('an unclosed here-document is reported, and ends in front of the next instruction', () => {
  const { instructions, problems, target } = readDockerfile('FROM a\nRUN <<EOF\nmake\nUSER b\nRUN <<-"E" cat\nmake\n');
  assert.deepEqual(
    instructions.map(({ keyword, heredocs }) => [keyword, ...heredocs.map(({ content }) => content)]),
    [['FROM'], ['RUN', 'make\n'], ['USER'], ['RUN', 'make\n']],
  );
  assert.equal(problems.length, 2);
  assert.equal(target?.user.name, 'b');
});

test('here-documents that never end are not looked for without an end', () => {
  const { instructions } = readDockerfile(`FROM a\n${'RUN <<EOF\n'.repeat(200_000)}`);
  assert.ok(instructions.length < 100);
});

test('of more than anybody writes it is said from where on it was not read or told', () => {
  const told = (text: string) => {
    const { findings, notes } = createEngine().check({ path: 'Dockerfile', text }, defaultContext);
    return { findings: findings.length, incomplete: notes.find(({ kind }) => kind === 'incomplete')?.span?.start };
  };
  const many = told(`FROM a\n${'CMD x\n'.repeat(60_000)}`);
  assert.ok(many.findings >= mostFindings && many.findings < 2 * mostFindings);
  assert.ok((many.incomplete ?? 0) >= 6 * mostFindings);
  const long = told(`FROM a\n${'# x\n'.repeat(60_000)}`);
  assert.ok((long.incomplete ?? 0) > 4 * 40_000);
  assert.equal(told(`FROM a\n${'# x\n'.repeat(40_000)}`).incomplete, undefined);
});

test('an instruction without end ends the reading, and no stage is then the last', () => {
  for (const line of ['b \\\n', '# b\n']) {
    const text = `FROM debian:13.1 AS a\nUSER root\nRUN a \\\n${line.repeat(100_000)}c\nUSER 1000\n`;
    const { instructions, target } = readDockerfile(text);
    assert.deepEqual([instructions.length, target], [2, undefined]);
    const { findings, notes } = createEngine().check({ path: 'Dockerfile', text }, defaultContext);
    assert.deepEqual(
      notes.map(({ kind, span }) => [kind, span?.start]),
      [['incomplete', text.indexOf('RUN')]],
    );
    assert.ok(
      !findings.some(({ rule }) => /^final-stage|healthcheck/.test(rule)),
      findings.map(({ rule }) => rule).join(),
    );
  }
});

test('what stands in front of and behind broken lines is read', () => {
  const { instructions, target } = readDockerfile('FROM a\nRUN "x\nENV\n\u0000\u0001\nCOPY\nUSER app\n');
  assert.equal(instructions.length, 6);
  assert.equal(target?.user.name, 'app');
});

test('a stray NUL breaks its line alone, and a file full of them holds no instruction', () => {
  const rules = (text: string) =>
    createEngine()
      .check({ path: 'Dockerfile', text }, defaultContext)
      .findings.map(({ rule }) => rule);
  assert.ok(
    rules('FROM a:1\nRUN x\0y\nRUN curl -k https://x.example/a\n').includes('tls-verification-disabled-download'),
  );
  assert.deepEqual(rules(`FROM a:1\n${'\0x'.repeat(10)}\nRUN curl -k https://x.example/a\n`), []);
  assert.deepEqual(readDockerfile(`FROM a\n${'\0x'.repeat(10)}`).instructions, []);
});

test('a value too long to be real is unknown, and what stands around it is known', () => {
  const { target } = readDockerfile(`FROM a\nENV x=${'y'.repeat(3000)} z=1\nUSER $x\nUSER $z\n`);
  const users = target?.instructions.flatMap((found) => (found.keyword === 'USER' ? [found.name] : []));
  assert.deepEqual(users, [undefined, '1']);
});

const size = 5_000_000;
for (const [name, text] of [
  ['one line of 5 MB', `FROM a\nRUN ${'a '.repeat(size / 2)}`],
  ['5 MB of variables', `FROM a\nENV x=${'${a:-'.repeat(size / 5)}`],
  ['5 MB of words', `FROM a\nCOPY ${'a '.repeat(size / 2)}`],
  ['a JSON array of 5 MB', `FROM a\nCMD [${'"a",'.repeat(size / 4)}`],
  ['5 MB of flags', `FROM a\nRUN ${'--mount=a '.repeat(size / 10)}`],
  ['a reference of 5 MB', `FROM ${'a/'.repeat(size / 2)}`],
  ['nested substitutions', `FROM a\nRUN ${'$('.repeat(90_000)}`],
  ['nested quotes and substitutions', `FROM a\nRUN ${'"$('.repeat(60_000)}`],
  ['nested groups', `FROM a\nRUN ${'( '.repeat(90_000)}`],
  ['many here-documents', `FROM a\nRUN ${'<<a '.repeat(40_000)}`],
  ['nested shells', `FROM a\nRUN ${'sh -c "'.repeat(20_000)}`],
  [
    'a long row of stages',
    `FROM a AS s0\n${Array.from({ length: 3000 }, (_, i) => `FROM s${i} AS s${i + 1}\n`).join('')}`,
  ],
  ['PowerShell blocks', `FROM a\nSHELL ["pwsh"]\nRUN ${'({'.repeat(90_000)}`],
  [
    'variables that double',
    `ARG a=xx\n${'ARG a=$a$a\n'.repeat(300)}FROM b:$a\nENV c=xx\n${'ENV c=$c$c\n'.repeat(300)}RUN $c`,
  ],
  ['variables that double in a script', `FROM a\nRUN x=yy; ${'x=$x$x; '.repeat(5000)} echo $x`],
  [
    'a value used again and again',
    `FROM a\nENV x="${'y '.repeat(900)}"\nENV z=${'$x'.repeat(50_000)}\nRUN ${'$x '.repeat(50_000)}`,
  ],
  ['a row of folders', `FROM a\n${'WORKDIR b\n'.repeat(3000)}`],
  ['noise', Array.from({ length: 200_000 }, (_, i) => String.fromCharCode(1 + ((i * 7919 + i * i) % 255))).join('')],
] as const) {
  test(`${name}: read to the end`, () => {
    assert.ok(visit(text) > 0);
  });
}

const piece = fc.constantFrom(
  ...[
    'FROM a',
    'FROM a AS b',
    'RUN ',
    'CMD ',
    'COPY ',
    'ENV a=',
    'USER ',
    '\\',
    '\n',
    '\r\n',
    '\r',
    '#',
    '# escape=`\n',
    '`',
    '"',
    "'",
  ],
  ...[
    '$',
    '${',
    '}',
    '$(',
    ')',
    '(',
    '{',
    '<<E',
    '<<-"E"',
    'E',
    '&&',
    '|',
    ';',
    ' ',
    '\t',
    '[',
    ']',
    ',',
    '--a=b',
    'if x; then ',
    'fi',
  ],
  ...[
    'case x in ',
    'esac',
    'sh -c ',
    'ONBUILD ',
    'SHELL ["cmd"]',
    'SHELL ["powershell"]',
    '\u0000',
    '\uFEFF',
    '漢',
    'ä',
    '>',
    '<(',
  ],
);

test('any mixture of pieces is read without a crash', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      visit(pieces.join(''));
    }),
    { numRuns: 1500, seed: 4 },
  );
});
