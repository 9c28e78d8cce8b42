import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isUncertain,
  originsOf,
  PLACEHOLDER,
  type RenderedTemplate,
  renderAlternatives,
  renderChart,
  renderTemplate,
  type Scenario,
} from '../src/index';
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
  const { prepared, templates } = renderChart(chart);
  const [rendered] = templates;
  assert.ok(rendered);
  assert.match(rendered.text, /found: false/);
  assert.deepEqual(
    rendered.forks.map((fork) => fork.taken),
    [false],
  );
  const at = rendered.text.indexOf('found');
  assert.equal(isUncertain(rendered, { start: at, end: at + 12 }), true);
  assert.equal(isUncertain(rendered, { start: 0, end: 3 }), false);
  const others = renderAlternatives(prepared, rendered);
  assert.deepEqual(
    others?.map((other) => other.text.includes('found: true')),
    [true],
  );
});

test('too many forks are not tried', () => {
  const template =
    '{{ if now }}a{{ end }}{{ if now }}b{{ end }}{{ if now }}c{{ end }}{{ if now }}d{{ end }}{{ if now }}e{{ end }}';
  const { prepared, templates } = renderChart(chartOf({ 'templates/a.yaml': template }));
  const [rendered] = templates;
  assert.equal(rendered && renderAlternatives(prepared, rendered), undefined);
});

test('logic decides as far as it can', () => {
  const say = (condition: string) => render(`{{ if ${condition} }}yes{{ else }}no{{ end }}`);
  assert.deepEqual([say('and now false').text, say('and now false').forks.length], ['no', 0]);
  assert.deepEqual([say('or now true').text, say('or now true').forks.length], ['yes', 0]);
  assert.equal(say('and now true').forks.length, 1);
  assert.equal(say('eq (randAlpha 3) "abc"').forks.length, 1);
  assert.equal(say('not (lookup "v1" "Pod" "" "")').forks.length, 1);
});

test('a branch can be assumed, whatever its condition says', () => {
  const template = 'a: 1\n{{ if .Values.on }}guarded: {{ .Values.what }}\n{{ end }}';
  const chart = chartOf({ 'values.yaml': 'on: false\nwhat: seen\n', 'templates/a.yaml': template });
  const assume = new Map([[`templates/a.yaml:${template.indexOf('{{ if')}`, true]]);
  assert.equal(renderTemplate(chart, {}, 'templates/a.yaml')?.text, 'a: 1\n');
  assert.equal(renderTemplate(chart, { assume }, 'templates/a.yaml')?.text, 'a: 1\nguarded: seen\n');
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
