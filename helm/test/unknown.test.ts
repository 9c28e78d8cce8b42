import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUncertain, originsOf, PLACEHOLDER, type RenderedTemplate, renderChart, type Scenario } from '../src/index';
import { chartOf } from './charts';

function render(template: string, values = '', scenario: Scenario = {}): RenderedTemplate {
  const chart = chartOf({ 'values.yaml': values, 'templates/a.yaml': template });
  const [rendered] = renderChart(chart, scenario).templates;
  assert.ok(rendered);
  return rendered;
}

test('what cannot be known is marked, and stays unknown in what is made of it', () => {
  const rendered = render(
    'a: {{ randAlphaNum 8 | b64enc | quote }}\nb: {{ printf "x-%s" uuidv4 }}\nc: {{ now }}\nd: ok\n',
  );
  assert.deepEqual(rendered.problems, []);
  assert.equal(rendered.text, `a: "${PLACEHOLDER}"\nb: x-${PLACEHOLDER}\nc: ${PLACEHOLDER}\nd: ok\n`);
  const at = rendered.text.indexOf('x-');
  assert.deepEqual(
    originsOf(rendered, { start: at, end: at + 5 }).map((origin) => origin.kind),
    ['literal', 'unknown'],
  );
  assert.equal(isUncertain(rendered, { start: at, end: at + 5 }), true);
  assert.equal(isUncertain(rendered, { start: rendered.text.indexOf('d: ok'), end: rendered.text.length }), false);
});

test('a map that may hold more is marked, however it is written', () => {
  for (const write of ['toYaml', 'toJson', 'toPrettyJson']) {
    const rendered = render(
      `a: 1\nb: {{ merge (dict "x" 1) (lookup "v1" "Secret" "n" "s") | ${write} | nindent 2 }}\n`,
    );
    assert.equal(isUncertain(rendered, { start: rendered.text.indexOf('b:'), end: rendered.text.length }), true, write);
    assert.equal(isUncertain(rendered, { start: 0, end: 3 }), false, write);
  }
});

test('an unknown condition is a fork: one side is shown, the other can be asked for', () => {
  const template = 'a: 1\n{{ if lookup "v1" "Secret" "n" "s" }}found: true\n{{ else }}found: false\n{{ end }}b: 2\n';
  const chart = chartOf({ 'templates/a.yaml': template });
  const [rendered] = renderChart(chart).templates;
  assert.ok(rendered);
  assert.match(rendered.text, /found: false/);
  assert.deepEqual(
    rendered.forks.map((fork) => fork.taken),
    [false],
  );
  const at = rendered.text.indexOf('found');
  assert.equal(isUncertain(rendered, { start: at, end: at + 12 }), true);
  assert.equal(isUncertain(rendered, { start: 0, end: 3 }), false);
  assert.deepEqual(
    rendered.alternatives?.map((other) => other.text.includes('found: true')),
    [true],
  );
});

test('every way in which unknown conditions may turn out is rendered once', () => {
  const ways = (template: string) => {
    const rendered = render(template);
    return rendered.alternatives && [rendered, ...rendered.alternatives].map(({ text }) => text).sort();
  };
  assert.deepEqual(ways('{{ if now }}a{{ end }}{{ if now }}b{{ end }}'), ['', 'a', 'ab', 'b']);
  // What shows only in one branch has branches of its own.
  assert.deepEqual(ways('{{ if now }}a{{ if now }}b{{ else }}c{{ end }}{{ else }}d{{ if now }}e{{ end }}{{ end }}'), [
    'ab',
    'ac',
    'd',
    'de',
  ]);
  assert.deepEqual(ways(`{{ tpl "{{ if now }}a{{ else }}b{{ end }}" . }}`), ['a', 'b']);
  assert.deepEqual(ways('{{ $x := "a" }}{{ if now }}{{ $x = "b" }}{{ end }}{{ $x }}'), ['a', 'b']);
});

test('a template depends on what it reads in any branch', () => {
  const rendered = render('{{ if now }}{{ .Values.a }}{{ else }}{{ .Values.b }}{{ end }}', 'a: 1\nb: 2\n');
  assert.deepEqual(rendered.depends.map(({ key }) => key).sort(), ['a', 'b']);
});

test('too many forks are not tried', () => {
  const rendered = render('{{ if now }}a{{ end }}{{ if now }}b{{ end }}{{ if now }}c{{ end }}{{ if now }}d{{ end }}');
  assert.equal(rendered.alternatives, undefined);
});

test('logic decides as far as it can', () => {
  const say = (condition: string) => render(`{{ if ${condition} }}yes{{ else }}no{{ end }}`);
  assert.deepEqual([say('and now false').text, say('and now false').forks.length], ['no', 0]);
  assert.deepEqual([say('or now true').text, say('or now true').forks.length], ['yes', 0]);
  assert.equal(say('and now true').forks.length, 1);
  assert.equal(say('eq (randAlpha 3) "abc"').forks.length, 1);
  assert.equal(say('not (lookup "v1" "Pod" "" "")').forks.length, 1);
});

test('a missing template and an unknown function leave the rest of the file readable', () => {
  const rendered = render('a: {{ include "common.names" . }}\nb: {{ frobnicate 1 }}\nc: 3\n');
  assert.equal(rendered.text, `a: ${PLACEHOLDER}\nb: ${PLACEHOLDER}\nc: 3\n`);
  assert.deepEqual(
    rendered.problems.map((problem) => problem.kind),
    ['missing', 'unsupported'],
  );
  assert.equal(rendered.complete, false);
});

test('what Helm refuses is a problem with a place', () => {
  const source = 'a: {{ .Values.x.y }}\nb: {{ required "say b" .Values.b }}\nc: {{ fail "no" }}\n';
  const rendered = render(source);
  assert.deepEqual(
    rendered.problems.map((problem) => problem.kind),
    ['error', 'required', 'fail'],
  );
  const [first] = rendered.problems;
  assert.equal(source.slice(first?.span.start, first?.span.end), '.Values.x.y');
  assert.equal(rendered.text, `a: \nb: ${PLACEHOLDER}\nc: \n`);
});

test('a map with unknown parts is open', () => {
  const template =
    '{{ $m := fromYaml (printf "a: 1\\n%s: 2" uuidv4) }}{{ if hasKey $m "b" }}x{{ end }}{{ if hasKey $m "a" }}y{{ end }}';
  const rendered = render(template);
  assert.equal(rendered.forks.length, 1);
  assert.match(rendered.text, /y/);
});
