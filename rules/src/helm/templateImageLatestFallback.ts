import { versionOf } from '../model/chart';
import { fallbacksIn } from '../model/templateActions';
import { defineRule } from '../rule';

const versioned = { 'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: 1.4.2\n' };

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
  fixable: 'sometimes', // `.Chart.AppVersion` is only right where the chart names one and the template can reach it.
  subject: 'chart',
  why: 'Whoever leaves the tag empty runs whatever was pushed last, and another thing after each restart.',
  remedy: 'Fall back to `.Chart.AppVersion`, or ask for the tag with `required`.',

  *check(chart) {
    for (const { file, tree } of chart.templates) {
      for (const { text, name, conditions, root, start, end } of tree ? fallbacksIn(tree) : []) {
        if (text !== 'latest' || !/tag|version|image/i.test(name)) continue;
        // Where a digest may say which image, the tag is only what is left.
        if (conditions.some((condition) => /digest|sha/i.test(condition))) continue;
        const at = { start, end };
        const isKnown = root !== undefined && versionOf(chart.metadata.root) !== undefined;
        yield {
          at,
          file,
          message: 'Without a tag in the values, this runs whatever was pushed last.',
          fix: () =>
            isKnown
              ? {
                  title: "Fall back to the chart's appVersion",
                  safety: 'review',
                  edits: [{ span: at, text: `${root}.Chart.AppVersion` }],
                }
              : undefined,
        };
      }
    }
  },

  examples: [
    {
      file: 'templates/_helpers.tpl',
      bad: '{{- define "shop.image" -}}\n{{ .Values.image.repository }}:{{ .Values.image.tag | default «"latest"» }}\n{{- end }}\n',
      good: '{{- define "shop.image" -}}\n{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\n{{- end }}\n',
      files: versioned,
    },
    {
      file: 'templates/_helpers.tpl',
      bad: '{{- define "shop.image" -}}\n{{- with .image }}{{ .name }}:{{ default «"latest"» $.root.Values.tag }}{{ end }}\n{{- end }}\n',
      good: '{{- define "shop.image" -}}\n{{- with .image }}{{ .name }}:{{ default $.root.Chart.AppVersion $.root.Values.tag }}{{ end }}\n{{- end }}\n',
      files: versioned,
    },
    {
      file: 'templates/pod.yaml',
      bad: '{{- range .Values.images }}\n# {{ .name }}:{{ .tag | default «"latest"» }}\n{{- end }}\n',
      good: '{{- range .Values.images }}\n# {{ .name }}:{{ .tag | default $.Chart.AppVersion }}\n{{- end }}\n',
      files: versioned,
    },
    {
      file: 'templates/_helpers.tpl',
      bad: '{{- define "shop.image" -}}\n{{ .name }}:{{ .tag | default «"latest"» }}\n{{- end }}\n', // whatever it is called with
      files: versioned,
    },
    {
      file: 'templates/_helpers.tpl',
      bad: '{{- define "shop.image" -}}\n{{ .Values.image.tag | default «"latest"» }}\n{{- end }}\n', // a chart without appVersion
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
    "Fall back to the chart's appVersion": 'Auf die appVersion des Charts ausweichen',
  },
};
