import { type TemplateField, templateFields } from '../model/templateFields';
import { defineRule } from '../rule';

/** Fields that take text and nothing else. */
function wantsText({ key, parents, kind }: TemplateField): boolean {
  const inside = parents.at(-1);
  if (key === undefined) return false;
  if (inside === 'env') return key === 'value';
  if (kind === 'ConfigMap' && parents[0] === 'data' && parents.length === 1) return true;
  return /^(annotations|podAnnotations|labels|matchLabels|nodeSelector)$/.test(inside ?? '');
}

/** A value as it is, or with a fallback: what else a function makes of it may well be text. */
const isPlainValue = /^\$?\.Values(\.\w+)+(\s*\|\s*default\s+[\w."$-]+)?$/;

export const templateUnquotedValue = defineRule({
  id: 'template-unquoted-value',
  title: 'Value printed without quotes',
  control: 'helm-values-trusted',
  level: 'advice',
  severity: 'medium',
  stride: ['T'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'always',
  subject: 'chart',
  why: 'A value with a line break or a colon adds fields of its own to the manifest, and one like `yes` or `1.10` is no text any more.',
  remedy: 'Pipe it through `quote`.',

  *check(chart) {
    for (const template of chart.templates) {
      for (const field of templateFields(template)) {
        if (!field.isBare || !wantsText(field) || !isPlainValue.test(field.expression)) continue;
        yield {
          at: field.span,
          file: template.file,
          message: `${field.key} takes text, and ${field.expression} may be anything.`,
          fix: () => ({
            title: 'Quote the value',
            safety: 'review',
            edits: [{ span: { start: field.end, end: field.end }, text: ' | quote' }],
          }),
        };
      }
    }
  },

  examples: [
    {
      file: 'templates/pod.yaml',
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    team: «{{ .Values.team }}» # who to call\nspec:\n  containers:\n    - name: api\n      env:\n        - name: MODE\n          value: «{{- .Values.mode | default "fast" -}}»\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    team: {{ .Values.team | quote }} # who to call\nspec:\n  containers:\n    - name: api\n      env:\n        - name: MODE\n          value: {{- .Values.mode | default "fast" | quote -}}\n',
    },
  ],
  accepts: [
    {
      file: 'templates/pod.yaml',
      text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n  labels:\n    a: {{ .Values.a | quote }}\n    b: "{{ .Values.b }}"\n    {{- toYaml .Values.labels | nindent 4 }}\n    c: {{ include "shop.name" . }}\nspec:\n  replicas: {{ .Values.replicas }}\n',
      files: { 'templates/_h.tpl': '{{ define "shop.name" }}shop{{ end }}' },
    },
  ],
});

export const german = {
  title: 'Wert ohne Anführungszeichen ausgegeben',
  why: 'Ein Wert mit Zeilenumbruch oder Doppelpunkt fügt dem Manifest eigene Felder hinzu, und einer wie `yes` oder `1.10` ist kein Text mehr.',
  remedy: 'Durch `quote` leiten.',
  says: {
    '{0} takes text, and {1} may be anything.': '{0} nimmt Text, und {1} kann alles sein.',
    'Quote the value': 'Den Wert in Anführungszeichen setzen',
  },
};
