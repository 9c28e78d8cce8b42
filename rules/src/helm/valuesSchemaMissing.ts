import { at, spanOf } from '../model/value';
import { defineRule } from '../rule';

export const valuesSchemaMissing = defineRule({
  id: 'values-schema-missing',
  title: 'Chart without a schema for its values',
  control: 'helm-values-trusted',
  level: 'advice',
  severity: 'info',
  stride: ['T'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never', // The template helm-schema is a start.
  subject: 'chart',
  why: 'Helm takes every values file: a security key with a typing error is ignored, and one of the wrong type ends up in the manifest.',
  remedy: 'Add values.schema.json that names the keys and forbids others; the template helm-schema is a start.',

  *check(chart) {
    const where = spanOf(at(chart.metadata.root, 'name'));
    if (!where || chart.schema !== undefined || chart.values.length === 0 || chart.templates.length === 0) return;
    if (/^type:\s*library/m.test(chart.metadata.text)) return;
    yield { at: where, message: `Nothing checks the values of chart ${chart.name}.` };
  },

  examples: [
    {
      file: 'Chart.yaml',
      bad: 'apiVersion: v2\nname: «shop»\nversion: 1.0.0\n',
      files: { 'values.yaml': 'a: 1\n', 'templates/a.yaml': 'a: {{ .Values.a }}\n' },
    },
  ],
  accepts: [
    {
      file: 'Chart.yaml',
      text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      files: { 'values.yaml': 'a: 1\n', 'templates/a.yaml': 'a: {{ .Values.a }}\n', 'values.schema.json': '{}' },
    },
    { file: 'Chart.yaml', text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n' },
  ],
});

export const german = {
  title: 'Chart ohne Schema für seine Values',
  why: 'Helm nimmt jede Values-Datei: Ein Sicherheitsschlüssel mit Tippfehler wird übergangen, und einer vom falschen Typ landet im Manifest.',
  remedy:
    'Eine values.schema.json hinzufügen, die die Schlüssel nennt und andere verbietet; die Vorlage helm-schema ist ein Anfang.',
  says: {
    'Nothing checks the values of chart {0}.': 'Nichts prüft die Values von Chart {0}.',
  },
};
