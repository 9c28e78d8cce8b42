import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readChart } from '../../scripts/lib/helm-compare.mjs';
import {
  loadChart,
  originOf,
  originsOf,
  type PathKey,
  type Prepared,
  plainValue,
  type Raw,
  type RenderedTemplate,
  renderChart,
  settingsOf,
  valueAt,
} from '../src/index';
import { allCases, chartOf, fixture, scenarioOf } from './charts';

/** Every file whose characters can end up in an output: templates, Chart.yaml, and what `.Files` reads. */
function sources(ready: Prepared): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (chart: Prepared['chart']) => {
    for (const template of chart.templates) found.set(template.file, template.text);
    found.set(chart.metadata.file, chart.metadata.text);
    for (const [path, content] of chart.files) {
      found.set(chart.folder + path, typeof content === 'string' ? content : new TextDecoder().decode(content));
    }
    for (const sub of chart.subcharts) visit(sub);
  };
  visit(ready.chart);
  return found;
}

function lookUp(values: Raw, path: readonly PathKey[]): Raw | undefined {
  let at: Raw | undefined = values;
  for (const key of path) {
    if (at instanceof Map) at = at.get(String(key));
    else at = Array.isArray(at) ? at[Number(key)] : undefined;
  }
  return at;
}

/** The characters a piece claims to be, in the way it writes them. */
function says(text: string, form: string): unknown {
  if (form === 'yaml') return text.startsWith('"') || text.startsWith("'") ? parse(text) : plainValue(text);
  if (form === 'text') return text;
  // Go has escapes that JSON lacks.
  const escapes: Record<string, string> = { a: '\\u0007', v: '\\u000b' };
  return JSON.parse(
    text.replace(/\\(\\|a|v|x(..)|U000(.{5}))/g, (all, name, hex, long) => {
      if (hex) return `\\u00${hex}`;
      return long ? String.fromCodePoint(Number.parseInt(long, 16)) : (escapes[name] ?? all);
    }),
  );
}

function goText(value: Raw): string {
  return typeof value === 'number' && Math.abs(value) >= 1e6 ? value.toExponential() : String(value);
}

function check(rendered: RenderedTemplate, ready: Prepared, texts: Map<string, string>) {
  const count = { literal: 0, value: 0 };
  rendered.pieces.forEach((piece, i) => {
    const origin = originOf(piece, rendered.starts[i] ?? 0);
    assert.equal(rendered.text.slice(origin.start, origin.end), piece.text);
    if (piece.text === '') return;
    assert.ok(origin.file !== '', `a piece without a file: ${JSON.stringify(piece.text)}`);
    if (piece.kind === 'literal') {
      const slice = texts.get(origin.file)?.slice(origin.at.start, origin.at.end);
      assert.equal(piece.text, slice, `${origin.file}:${origin.at.start}`);
      count.literal++;
    }
    if (piece.kind !== 'value' || !origin.path) return;
    const value = lookUp(ready.values, origin.path);
    const where = `${rendered.name} ${origin.path.join('/')}`;
    count.value++;
    if (value instanceof Map || Array.isArray(value)) assert.match(piece.text, /^(\{\}|\[\])$/, where);
    else if (typeof value === 'string' && (origin.form === 'text' || origin.form === 'yaml')) {
      const plain = value.slice(origin.offset, origin.offset + piece.text.length) === piece.text;
      assert.ok(plain || says(piece.text, origin.form) === value, `${where}: ${piece.text} is not in ${value}`);
    } else if (typeof value === 'string') assert.equal(says(piece.text, origin.form), value, where);
    else if (value !== undefined && value !== null && origin.form === 'text') {
      assert.equal(Number(piece.text) || piece.text, Number(goText(value)) || goText(value), where);
    } else if (origin.form !== 'text') assert.equal(says(piece.text, origin.form), value, where);
  });
  return count;
}

test('literal pieces are slices of their file, and value pieces are the values they name', () => {
  const total = { literal: 0, value: 0 };
  for (const one of allCases()) {
    const chart = loadChart(readChart(one.folder));
    const { prepared, templates } = renderChart(chart, scenarioOf(one, 'v1.35.0'));
    const texts = sources(prepared);
    for (const rendered of templates) {
      const count = check(rendered, prepared, texts);
      total.literal += count.literal;
      total.value += count.value;
    }
  }
  assert.ok(total.literal > 1000 && total.value > 800, JSON.stringify(total));
});

test('the same holds for values nobody thought of', () => {
  const scalar = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.string({ maxLength: 6 }), tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  const template = [
    'a: {{ .Values.v | toYaml | nindent 2 }}',
    'b: {{ .Values.v | toJson }}',
    'c: {{ .Values.v | quote }}',
    'd: {{ include "h" (dict "x" .Values.v) | indent 4 | trim }}',
    '{{ define "h" }}[{{ .x }}]{{ with .x }}{{ toYaml . }}{{ end }}{{ end }}',
  ].join('\n');
  fc.assert(
    fc.property(tree, (value) => {
      const chart = chartOf({ 'values.yaml': JSON.stringify({ v: value }), 'templates/a.yaml': template });
      const { prepared, templates } = renderChart(chart);
      const [rendered] = templates;
      assert.ok(rendered);
      assert.deepEqual(rendered.problems, []);
      check(rendered, prepared, sources(prepared));
    }),
    { seed: 7, numRuns: 150 },
  );
});

function originAt(rendered: RenderedTemplate, needle: string) {
  const start = rendered.text.indexOf(needle);
  assert.ok(start >= 0, `no ${needle} in ${rendered.text}`);
  return originsOf(rendered, { start, end: start + needle.length });
}

function render(name: string, file: string, values: readonly { file: string; text: string }[] = []) {
  const { prepared, templates } = renderChart(fixture(name), { values, release: { name: 'rel', namespace: 'ns' } });
  const rendered = templates.find((one) => one.template.file === file || one.name === file);
  assert.ok(rendered);
  return { prepared, rendered };
}

test('an image is put together from its values and the version of the chart', () => {
  const { prepared, rendered } = render('starter', 'templates/deployment.yaml');
  const [repository, colon, tag] = originAt(rendered, 'example/web:2.1.0');
  assert.deepEqual(repository?.path, ['image', 'repository']);
  assert.equal(colon?.kind, 'literal');
  assert.equal(tag?.file, 'Chart.yaml');
  assert.deepEqual(tag?.reads, [['image', 'tag']]);
  const setting = valueAt(prepared, ['image', 'repository']);
  assert.equal(setting?.file.file, 'values.yaml');
  assert.equal(setting?.file.text.slice(setting.valueSpan?.start, setting.valueSpan?.end), 'example/web');
  assert.equal(setting?.file.text.slice(setting.keySpan?.start, setting.keySpan?.end), 'repository');
});

test('a skipped branch leaves a ghost that names the key that would fill it', () => {
  const { rendered } = render('starter', 'templates/deployment.yaml');
  const at = rendered.text.indexOf('image: "example');
  const ghosts = originsOf(rendered, { start: at - 30, end: at }).filter((origin) => origin.kind === 'ghost');
  assert.deepEqual(
    ghosts.map((ghost) => ghost.reads),
    [[['securityContext']]],
  );
  const [ghost] = ghosts;
  const skipped = rendered.template.text.slice(ghost?.skipped?.start, ghost?.skipped?.end);
  assert.match(skipped, /securityContext:\s+\{\{- toYaml/);
});

test('a dumped map names the path of every key, and of itself when empty', () => {
  const { rendered } = render('starter', 'templates/deployment.yaml', [
    { file: 'prod.yaml', text: 'securityContext: {runAsNonRoot: true}' },
  ]);
  const origins = originAt(rendered, 'runAsNonRoot: true');
  assert.deepEqual(origins.find((origin) => origin.kind === 'key')?.path, ['securityContext', 'runAsNonRoot']);
  assert.deepEqual(origins.find((origin) => origin.kind === 'value')?.path, ['securityContext', 'runAsNonRoot']);
  const { rendered: empty } = render('starter', 'templates/deployment.yaml');
  assert.deepEqual(
    originAt(empty, '{}').map((origin) => origin.path),
    [['podSecurityContext']],
  );
});

test('values of a subchart are named by the path a parent can set, wherever they come from', () => {
  const { prepared, rendered } = render('umbrella', 'umbrella/charts/api/templates/deployment.yaml');
  assert.equal(rendered.chart.name, 'api');
  const path = originAt(rendered, 'containerPort: 8080').find((origin) => origin.kind === 'value')?.path;
  assert.deepEqual(path, ['api', 'port']);
  assert.equal(valueAt(prepared, ['api', 'port'])?.file.file, 'values.yaml');
  assert.equal(valueAt(prepared, ['api', 'image', 'tag'])?.file.file, 'charts/backend/values.yaml');
  assert.deepEqual(valueAt(prepared, ['api', 'image', 'tag'])?.path, ['image', 'tag']);
  const registry = originAt(rendered, 'registry.example.com/')[0];
  assert.deepEqual(registry?.path, ['global', 'registry']);
  assert.equal(valueAt(prepared, ['exported'])?.file.file, 'charts/backend/values.yaml');
  assert.equal(settingsOf(prepared, ['imported', 'limits', 'cpu']).length, 2);
});

test('an overlay that sets a value is the file to edit', () => {
  const overlay = { file: 'values-prod.yaml', text: 'replicaCount: 9\n' };
  const { prepared, rendered } = render('starter', 'templates/deployment.yaml', [overlay]);
  assert.match(rendered.text, /replicas: 9/);
  const setting = valueAt(prepared, ['replicaCount']);
  assert.deepEqual([setting?.file.file, setting?.value], ['values-prod.yaml', 9]);
  assert.equal(settingsOf(prepared, ['replicaCount']).length, 2);
});

test('text that tpl runs keeps its place in the value', () => {
  const { rendered } = render('texts', 'templates/config.yaml');
  const [before] = originAt(rendered, 'postgres://');
  assert.deepEqual([before?.kind, before?.path, before?.offset], ['value', ['url'], 0]);
  const [host] = originAt(rendered, 'db.example.com:');
  assert.deepEqual(host?.path, ['host']);
  const [file] = originAt(rendered, 'hello');
  assert.equal(file?.file, 'files/greeting.txt');
});

test('what an action inside such a text prints stands where tpl was called, however deep', () => {
  const template = '# a long first line\nx: {{ tpl .Values.text . }}';
  for (const text of [
    '{{ .Values.num }}',
    '{{ include "h" . }}',
    '{{ tpl "{{ .Values.num }}" . }}',
    '{{ define "i" }}{{ .Values.num }}{{ end }}{{ include "i" . }}',
    '{{ if .Values.gone }}{{ end }}{{ .Values.num }}',
  ]) {
    const chart = chartOf({
      'values.yaml': `num: 5\ntext: '${text}'\n`,
      'templates/_h.tpl': '{{ define "h" }}{{ .Values.num }}{{ end }}',
      'templates/a.yaml': template,
    });
    const { templates } = renderChart(chart);
    const rendered = templates.find(({ name }) => name.endsWith('a.yaml'));
    assert.ok(rendered);
    assert.ok(rendered.text.endsWith('x: 5'), text);
    const origins = originsOf(rendered, { start: rendered.text.length - 1, end: rendered.text.length });
    const origin = origins.find(({ kind }) => kind !== 'ghost');
    assert.deepEqual(origin?.path, ['num'], text);
    const places = [...origin.chain, { file: origin.file, ...origin.at }];
    const own = places.filter(({ file }) => file === 'templates/a.yaml');
    for (const { start, end } of own) assert.match(template.slice(start, end), /^(?:\{\{ )?tpl|tpl .*\}\}$/, text);
  }
});

test('a piece made in a helper tells the way there', () => {
  const { rendered } = render('starter', 'templates/deployment.yaml');
  const [label] = originAt(rendered, 'app.kubernetes.io/name: ');
  assert.equal(label?.file, 'templates/_helpers.tpl');
  assert.deepEqual(
    label?.chain.map((frame) => frame.name),
    ['starter.selectorLabels', 'starter.labels'],
  );
  const call = label?.chain.at(-1);
  assert.match(rendered.template.text.slice(call?.start, call?.end), /include/);
});

test('aliases and merge keys are found, and known to be shared', () => {
  const chart = chartOf({ 'values.yaml': 'base: &b {x: 1}\ncopy: *b\nmore:\n  <<: *b\n  z: 2\n' });
  const { prepared } = renderChart(chart);
  assert.deepEqual([valueAt(prepared, ['copy', 'x'])?.value, valueAt(prepared, ['copy', 'x'])?.shared], [1, true]);
  assert.deepEqual([valueAt(prepared, ['more', 'x'])?.value, valueAt(prepared, ['more', 'x'])?.shared], [1, true]);
  assert.equal(valueAt(prepared, ['more', 'z'])?.shared, false);
  assert.equal(valueAt(prepared, ['none']), undefined);
});
