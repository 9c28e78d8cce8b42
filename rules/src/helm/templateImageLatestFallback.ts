import { fallbacksIn } from '../model/templateActions';
import { defineRule } from '../rule';

export const templateImageLatestFallback = defineRule({
  id: 'template-image-latest-fallback',
  title: 'Template falls back to latest',
  control: 'deploy-by-digest',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['CKV_K8S_14', 'KSV-0013'],
  references: [],
  fixable: 'never', // `.Chart.AppVersion` is only right where the chart names one.
  subject: 'chart',
  why: 'Whoever leaves the tag empty runs whatever was pushed last, and another thing after each restart.',
  remedy: 'Fall back to `.Chart.AppVersion`, or ask for the tag with `required`.',

  *check(chart) {
    for (const { file, tree } of chart.templates) {
      for (const { text, name, conditions, start, end } of tree ? fallbacksIn(tree) : []) {
        if (text !== 'latest' || !/tag|version|image/i.test(name)) continue;
        // Where a digest may say which image, the tag is only what is left.
        if (conditions.some((condition) => /digest|sha/i.test(condition))) continue;
        yield { at: { start, end }, file, message: 'Without a tag in the values, this runs whatever was pushed last.' };
      }
    }
  },

  examples: [
    {
      file: 'templates/_helpers.tpl',
      bad: '{{- define "shop.image" -}}\n{{ .Values.image.repository }}:{{ .Values.image.tag | default «"latest"» }}\n{{- end }}\n',
    },
  ],
  accepts: [
    {
      file: 'templates/_helpers.tpl',
      text: '{{- define "shop.image" -}}\n{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\n{{- end }}\n',
    },
    {
      file: 'templates/_helpers.tpl',
      text: '{{- define "shop.image" -}}\n{{- if .digest }}shop/api@{{ .digest }}{{ else }}shop/api:{{ .tag | default "latest" }}{{ end }}\n{{- end }}\n',
    },
    {
      file: 'templates/config.yaml',
      text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  channel: {{ .Values.channel | default "latest" | quote }}\n',
    },
  ],
});

export const german = {
  title: 'Vorlage weicht auf latest aus',
  why: 'Wer den Tag leer lässt, führt das zuletzt Hochgeladene aus und nach jedem Neustart etwas anderes.',
  remedy: 'Auf `.Chart.AppVersion` ausweichen oder den Tag mit `required` verlangen.',
  says: {
    'Without a tag in the values, this runs whatever was pushed last.':
      'Ohne Tag in den Values läuft hier, was zuletzt hochgeladen wurde.',
  },
};
