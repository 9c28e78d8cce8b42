import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runThrough } from '@bulkhead/helm';
import { createEngine, defaultContext } from '../../src';
import { valueFactsAt, valueNamesAt } from '../../src/chart/language';
import { helperAt } from '../../src/chart/templateWords';
import { chartYaml, podTemplate } from './chart';

const files = {
  'Chart.yaml': chartYaml,
  'values.yaml': 'api:\n  privileged: false\n  tag: "1.4"\nquiet: true\n',
  'values-dev.yaml': 'api:\n  privileged: true\n',
  'templates/pod.yaml': `{{ if .Values.quiet }}${podTemplate('securityContext:\n  privileged: {{ .Values.api.privileged }}')}{{ end }}`,
};
const open = (given: Record<string, string>) =>
  runThrough(
    createEngine().renderingInSteps({ folder: 'chart', files: new Map(Object.entries(given)) }, defaultContext),
  );
const chart = open(files);

/** Asks about the first place of a word in a file. */
function ask(file: keyof typeof files, word: string) {
  return valueFactsAt(chart, file, files[file].indexOf(word) + word.length - 1);
}

test('a values key knows its value in every scenario and where it lands', () => {
  const facts = ask('values.yaml', 'privileged');
  assert.deepEqual(facts?.path, ['api', 'privileged']);
  assert.deepEqual(facts?.scenarios, [
    { overlay: undefined, value: false },
    { overlay: 'values-dev.yaml', value: true },
  ]);
  const [use] = facts?.uses ?? [];
  assert.equal(use?.file, 'templates/pod.yaml');
  assert.equal(files['templates/pod.yaml'].slice(use?.span.start, use?.span.end), '.Values.api.privileged');
  assert.deepEqual(facts?.landings, [{ object: 'Pod shop', container: 'api', field: 'securityContext.privileged' }]);
});

test('a value in a template leads to the files that set it', () => {
  const facts = ask('templates/pod.yaml', '.Values.api.privileged');
  assert.deepEqual(facts?.path, ['api', 'privileged']);
  assert.deepEqual(facts?.settings.map((place) => place.file).sort(), ['values-dev.yaml', 'values.yaml']);
});

test('on a name in the middle, the value up to there is meant', () => {
  assert.deepEqual(ask('templates/pod.yaml', '.Values.api')?.path, ['api']);
});

test('a value that only decides is known to be read', () => {
  const facts = ask('values.yaml', 'quiet');
  assert.deepEqual(
    facts?.uses.map(({ file }) => file),
    ['templates/pod.yaml'],
  );
  assert.deepEqual(facts?.landings, []);
  assert.deepEqual(facts?.readBy, ['templates/pod.yaml']);
});

test('beside keys and values there is nothing to tell', () => {
  assert.equal(ask('templates/pod.yaml', 'apiVersion'), undefined);
  assert.equal(valueFactsAt(chart, 'gone.yaml', 0), undefined);
  assert.equal(valueFactsAt(chart, 'values.yaml', 10_000), undefined);
});

const umbrella = {
  'Chart.yaml': `${chartYaml}dependencies:\n  - name: db\n    version: 1.0.0\n    alias: store\n`,
  'values.yaml': 'store:\n  image:\n    tag: "2"\n    security: {runAsNonRoot: true, runAsUser: 1}\n',
  'charts/db/Chart.yaml': chartYaml.replace('shop', 'db'),
  'charts/db/values.yaml': 'image:\n  name: db\n  tag: "1"\n',
  'charts/db/templates/_image.tpl': '{{ define "db.image" }}{{ printf "%s:%s" .name .tag }}{{ end }}',
  'charts/db/templates/pod.yaml': podTemplate(
    'command: [{{ include "db.image" .Values.image | quote }}]\n{{- with .Values.image.security }}\nsecurityContext: {{ toYaml . | nindent 8 }}\n{{- end }}',
  ),
};
const parent = open(umbrella);
const inUmbrella = (file: keyof typeof umbrella, word: string) =>
  valueFactsAt(parent, file, umbrella[file].indexOf(word) + word.length - 1);

test('values of subcharts lead to their templates and back, under the name the parent gives them', () => {
  const facts = inUmbrella('charts/db/templates/pod.yaml', '.Values.image.security');
  assert.deepEqual(facts?.path, ['store', 'image', 'security']);
  assert.deepEqual(facts?.landings, [{ object: 'Pod shop', container: 'api', field: 'securityContext' }]);
  assert.deepEqual(
    inUmbrella('charts/db/values.yaml', 'tag')?.settings.map(({ file }) => file),
    ['values.yaml', 'charts/db/values.yaml'],
  );
});

test('what a helper was handed is known by what it read', () => {
  const facts = inUmbrella('charts/db/templates/_image.tpl', '.tag');
  assert.deepEqual(facts?.path, ['store', 'image', 'tag']);
  assert.equal(facts?.scenarios[0]?.value, '2');
});

test('the name of a helper leads to its definition', () => {
  const pod = umbrella['charts/db/templates/pod.yaml'];
  const place = helperAt(parent, 'charts/db/templates/pod.yaml', pod.indexOf('db.image'));
  assert.equal(place?.file, 'charts/db/templates/_image.tpl');
  assert.equal(helperAt(parent, 'charts/db/templates/pod.yaml', 0), undefined);
});

test('the names that may follow a path are those of all scenarios', () => {
  assert.deepEqual([...valueNamesAt(chart, ['api']).keys()], ['privileged', 'tag']);
  assert.deepEqual([...valueNamesAt(chart, ['api', 'tag']).keys()], []);
});

const odd = {
  'Chart.yaml': `${chartYaml}dependencies:\n  - {name: db, version: 1.0.0, alias: store}\n  - {name: lib, version: 1.0.0}\n`,
  'values.yaml':
    'global: {registry: a.example}\napi:\n  image: {name: shop/api, tag: "1"}\n  my-key: dashed\n  note: "{{ .Values.api.image.tag }}!"\n  ports: [80, 81]\n',
  'charts/db/Chart.yaml': chartYaml.replace('shop', 'db'),
  'charts/db/templates/pod.yaml': podTemplate('').replace('shop/api:1.4', '{{ .Values.global.registry }}/db'),
  'charts/lib/Chart.yaml': `${chartYaml.replace('shop', 'lib')}type: library\n`,
  'charts/lib/templates/_h.tpl':
    '{{ define "image" }}{{ .img.name }}{{ end }}{{ define "tag" }}{{ .Values.api.image.tag }}{{ end }}',
  'templates/pod.yaml': podTemplate(
    [
      'image: {{ include "image" (dict "img" .Values.api.image) }}:{{ include "tag" . }}',
      'workingDir: {{ index .Values.api "my-key" }}',
      'args: [{{ tpl .Values.api.note . }}, {{ index .Values.api.ports 0 | quote }}, "{{ .Values.api.image.name }}:1"]',
      '{{- with .Values.api }}',
      'command: [{{ .image.name }}]',
      '{{- end }}',
    ].join('\n'),
  ).replace('      image: shop/api:1.4\n', ''),
} as const;

test('odd names lead to the value that they mean', () => {
  const chart = open(odd);
  for (const [file, word, path] of [
    ['charts/db/templates/pod.yaml', '.Values.global.registry', 'global.registry'],
    ['charts/lib/templates/_h.tpl', '.Values.api.image.tag', 'api.image.tag'],
    ['charts/lib/templates/_h.tpl', '.img.name', 'api.image.name'],
    ['charts/lib/templates/_h.tpl', '.img', 'api.image'],
    ['templates/pod.yaml', '"my-key', 'api.my-key'],
    ['templates/pod.yaml', '"{{ .Values.api.image.name', 'api.image.name'],
    ['templates/pod.yaml', '[{{ .image', 'api.image'],
    ['templates/pod.yaml', '[{{ .image.name', 'api.image.name'],
    ['templates/pod.yaml', '"img', undefined],
  ] as const) {
    const facts = valueFactsAt(chart, file, odd[file].indexOf(word) + word.length - 1);
    assert.equal(facts?.path.join('.'), path, `${file} ${word}`);
    if (facts) assert.ok(facts.settings.length > 0 && facts.uses.length > 0, word);
  }
});

test('what tpl runs is used where tpl is called, and what is taken out of a list lands by itself', () => {
  const chart = open(odd);
  const values = odd['values.yaml'];
  const tag = valueFactsAt(chart, 'values.yaml', values.indexOf('tag:'));
  const template = odd['templates/pod.yaml'];
  const words = tag?.uses
    .filter(({ file }) => file === 'templates/pod.yaml')
    .map(({ span }) => template.slice(span.start, span.end));
  assert.deepEqual(words, ['tpl']);
  const ports = valueFactsAt(chart, 'values.yaml', values.indexOf('ports:'));
  assert.deepEqual(
    ports?.landings.map(({ field }) => field),
    ['args[1]'],
  );
});
