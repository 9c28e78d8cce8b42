import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultContext } from '../../src';
import { openChart, valueFactsAt } from '../../src/chart/language';
import { chartYaml, podTemplate } from './chart';

const files = {
  'Chart.yaml': chartYaml,
  'values.yaml': 'api:\n  privileged: false\n  tag: "1.4"\nquiet: true\n',
  'values-dev.yaml': 'api:\n  privileged: true\n',
  'templates/pod.yaml': `{{ if .Values.quiet }}${podTemplate('securityContext:\n  privileged: {{ .Values.api.privileged }}')}{{ end }}`,
};
const chart = openChart({ folder: 'chart', files: new Map(Object.entries(files)) }, defaultContext);

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
  assert.equal(files['templates/pod.yaml'].slice(use?.span.start, use?.span.end), '{{ .Values.api.privileged }}');
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
  assert.deepEqual(facts?.uses, []);
  assert.deepEqual(facts?.readBy, ['templates/pod.yaml']);
});

test('beside keys and values there is nothing to tell', () => {
  assert.equal(ask('templates/pod.yaml', 'apiVersion'), undefined);
  assert.equal(valueFactsAt(chart, 'gone.yaml', 0), undefined);
  assert.equal(valueFactsAt(chart, 'values.yaml', 10_000), undefined);
});
