import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { gunzip } from '../src/bytes/inflate';
import { sha1, sha256 } from '../src/bytes/sha';
import { decodeUtf8, encodeUtf8 } from '../src/bytes/utf8';
import { createCache, loadChart, parseTemplate, renderChart, type Scenario } from '../src/index';
import { compileRegex } from '../src/regex/compile';
import { matchAll } from '../src/regex/match';
import { chartOf, filesOf } from './charts';

function problemsOf(files: Record<string, string>, scenario: Scenario = {}): string[] {
  return renderChart(chartOf(files), scenario).templates.flatMap((one) => one.problems.map((problem) => problem.kind));
}

test('a chart that never ends is stopped', () => {
  const loop = '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}';
  assert.deepEqual(problemsOf({ 'templates/a.yaml': loop }), ['budget']);
  const doubling = `{{ $s := "xxxxxxxxxxxxxxxx" }}{{ range until 40 }}{{ $s = print $s $s }}{{ end }}{{ $s }}`;
  assert.ok(problemsOf({ 'templates/a.yaml': doubling }, { budget: { output: 1e6 } }).length > 0);
  const slow = '{{ range until 90000 }}{{ range until 90000 }}{{ . }}{{ end }}{{ end }}';
  assert.deepEqual(problemsOf({ 'templates/a.yaml': slow }, { budget: { steps: 20_000 } }), ['budget']);
  assert.deepEqual(problemsOf({ 'templates/a.yaml': '{{ repeat 99999999 "xxxxxxxxxx" }}' }), ['error']);
  assert.deepEqual(problemsOf({ 'templates/a.yaml': '{{ until 99999999 }}' }), ['error']);
  assert.deepEqual(
    problemsOf({
      'templates/a.yaml': '{{ tpl (tpl "{{ .Values.t }}" .) . }}',
      'values.yaml': 't: "{{ tpl .Values.t . }}"',
    }),
    ['budget'],
  );
});

test('a rendering that is not wanted any more stops', () => {
  const files = { 'templates/a.yaml': '{{ range until 5000 }}{{ . }}{{ end }}' };
  assert.deepEqual(problemsOf(files, { isCancelled: () => true }), ['budget']);
});

test('a map that holds itself cannot be printed for ever', () => {
  const source =
    '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d | trunc 10 }}{{ toJson $d | trunc 10 }}{{ deepCopy $d }}';
  assert.ok(problemsOf({ 'templates/a.yaml': source }).length > 0);
  assert.ok(problemsOf({ 'templates/a.yaml': '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ $d }}' }).length > 0);
});

test('names of object properties are only names', () => {
  const chart = chartOf({
    'values.yaml': '__proto__: {polluted: true}\nconstructor: c\n',
    'templates/a.yaml':
      '{{ .Values.__proto__.polluted }} {{ .Values.constructor }} {{ .Values.toString }} {{ get (dict) "hasOwnProperty" }}{{ constructor }}',
  });
  const [rendered] = renderChart(chart).templates;
  assert.match(rendered?.text ?? '', /^true c {2}/);
  assert.deepEqual(
    rendered?.problems.map((problem) => problem.kind),
    ['unsupported'],
  );
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('no environment, no files outside, no links', () => {
  const files = filesOf({ 'templates/a.yaml': '{{ env "HOME" }}{{ .Files.Get "../secret" }}{{ getHostByName "x" }}' });
  const chart = loadChart(new Map([...files, ['../secret', 'leak'], ['/etc/x', 'leak'], ['a/../../b', 'leak']]));
  assert.deepEqual([...chart.files.keys()], []);
  const [rendered] = renderChart(chart).templates;
  assert.doesNotMatch(rendered?.text ?? '', /leak|\/home|\/root/);
});

test('regular expressions take linear time', () => {
  const matches = matchAll(compileRegex('(a*)*(a*)*b'), 'a'.repeat(3000), 1);
  assert.equal(matches.length, 0);
  assert.throws(() => compileRegex('(((x{1000}){1000}){1000})'));
  assert.throws(() => compileRegex('('.repeat(500) + ')'.repeat(500)));
});

test('regular expressions match what JavaScript matches, where both have the same rules', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(?:ab)',
    '\\w',
    'a?',
    'b*',
    'a+?',
    '(b)*',
    '^',
    '$',
    '\\b',
  );
  fc.assert(
    fc.property(
      fc.array(atom, { minLength: 1, maxLength: 5 }),
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 12 }),
      (atoms, text) => {
        const pattern = atoms.join('');
        const expected = new RegExp(pattern).exec(text);
        const [found] = matchAll(compileRegex(pattern), text, 1);
        assert.equal(
          found && text.slice(found.start, found.end),
          expected?.[0],
          `${pattern} on ${JSON.stringify(text)}`,
        );
      },
    ),
    { seed: 3, numRuns: 400 },
  );
});

test('archives are unpacked as zlib does, and damaged ones are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 0, max: 9 }), (bytes, level) => {
      const packed = new Uint8Array(gzipSync(bytes, { level }));
      assert.deepEqual(gunzip(packed, 1e6), new Uint8Array(bytes));
      const damaged = packed.slice();
      damaged[12] = (damaged[12] ?? 0) ^ 0x55;
      gunzip(damaged, 1e6);
      gunzip(packed.slice(0, packed.length >> 1), 1e6);
    }),
    { seed: 5, numRuns: 60 },
  );
  const bomb = new Uint8Array(gzipSync(new Uint8Array(2_000_000)));
  assert.equal(gunzip(bomb, 1_000_000), undefined);
  assert.equal(gunzip(bomb, 3_000_000)?.length, 2_000_000);
  const text = new Uint8Array(gzipSync('the same words, the same words, the same words'.repeat(200)));
  assert.equal(decodeUtf8(gunzip(text, 1e6) ?? new Uint8Array())?.length, 9200);
});

test('checksums and encodings are those of Node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const bytes = encodeUtf8(text);
      assert.deepEqual(bytes, new Uint8Array(Buffer.from(text, 'utf8')));
      assert.equal(decodeUtf8(bytes), Buffer.from(text, 'utf8').toString('utf8'));
      assert.equal(sha256(bytes), createHash('sha256').update(bytes).digest('hex'));
      assert.equal(sha1(bytes), createHash('sha1').update(bytes).digest('hex'));
    }),
    { seed: 9, numRuns: 100 },
  );
});

test('no text makes the parser or the renderer throw', () => {
  const part = fc.constantFrom(
    '{{',
    '}}',
    '{{-',
    '-}}',
    ' if ',
    ' end ',
    ' else ',
    ' range ',
    ' . ',
    '.Values',
    '.a.b',
    '$x',
    ' := ',
    '|',
    '(',
    ')',
    '"s"',
    '`',
    "'",
    '/*',
    '*/',
    ' define ',
    'include ',
    ' 1 ',
    '1e',
    'x',
    '\n',
    ' toYaml ',
    ' tpl ',
    '\\',
    '{{ end }}',
    '{{ if .Values.a }}',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
      const text = parts.join('');
      const { tree, problem } = parseTemplate(text);
      assert.ok((tree === undefined) !== (problem === undefined));
      if (problem)
        assert.ok(problem.span.start >= 0 && problem.span.end <= text.length && problem.span.start <= problem.span.end);
      renderChart(chartOf({ 'templates/a.yaml': text, 'values.yaml': text, 'Chart.yaml': `name: x\n${text}` }), {
        budget: { steps: 5000 },
      });
    }),
    { seed: 11, numRuns: 500 },
  );
});

test('a file with a syntax error keeps its last good tree', () => {
  const cache = createCache();
  const good = filesOf({ 'values.yaml': 'a: 1', 'templates/a.yaml': 'x: {{ .Values.a }}' });
  const before = loadChart(good, { cache });
  assert.deepEqual(before.problems, []);
  const broken = loadChart(new Map([...good, ['templates/a.yaml', 'x: {{ .Values.a'], ['values.yaml', 'a: [1\nb']]), {
    cache,
  });
  assert.deepEqual(
    broken.problems.map((problem) => [problem.kind, problem.file]),
    [
      ['values', 'values.yaml'],
      ['template', 'templates/a.yaml'],
    ],
  );
  const [rendered] = renderChart(broken).templates;
  assert.equal(rendered?.text, 'x: 1');
  assert.equal(rendered?.complete, false);
  const again = loadChart(good, { cache });
  assert.equal(again.templates[0]?.stale, false);
});

test('syntax errors say what is wrong, and where', () => {
  const at = (text: string) => {
    const { problem } = parseTemplate(text);
    return [problem?.message, text.slice(problem?.span.start, problem?.span.end)];
  };
  assert.deepEqual(at('a {{ if .x }} b'), ['This block is never closed with "end".', '{{ if .x }}']);
  assert.deepEqual(at('a {{ end }}'), ['This "end" closes nothing.', '{{ end }}']);
  assert.deepEqual(at('a {{ .x | }}'), ['A value is missing here.', '{{ .x | }}']);
  assert.deepEqual(at('a {{ .x }'), ['Unexpected character "}" in an action.', '}']);
  assert.deepEqual(at('{{ "a }}'), ['This quoted string is never closed.', '"']);
  assert.deepEqual(at('{{ (a b }}'), ['This parenthesis is never closed.', '(']);
  assert.deepEqual(at('{{/* x }}'), ['This comment is never closed.', '{{']);
});
