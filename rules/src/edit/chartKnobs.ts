import type { ChartView } from '../model/chart';
import {
  blockAt,
  linesFor,
  rootAt,
  type TemplateDocument,
  type TemplateLine,
  templateDocuments,
} from '../model/templateDocuments';
import type { FileEdit, Fix } from '../rule';
import { lineStart } from '../text/lines';
import { addKeys } from './valuesEdit';
import type { Data } from './yamlEdit';

/** Documents of a chart's own templates that say they have pods. */
export function podTemplates(chart: ChartView): TemplateDocument[] {
  return chart.templates.flatMap(templateDocuments).filter(hasPods);
}

function hasPods({ kind }: TemplateDocument): boolean {
  return /^(Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod)$/.test(kind ?? '');
}

/** Lets the pods of a chart take fields from keys of the values, which are empty: the same is rendered. */
export function addKnobs(chart: ChartView, knobs: { readonly [key: string]: Data }): Fix | undefined {
  const edits: FileEdit[] = [];
  // Custom resources have pod templates as well; what a ConfigMap holds is somebody else's.
  for (const document of chart.templates.flatMap(templateDocuments)) {
    if (/^(ConfigMap|Secret)$/.test(document.kind ?? '')) continue;
    const lines = document.lines.filter((line) => isOfPod(line, document.kind));
    if ((lines.length === 0 && hasPods(document)) || lines.some(({ start }) => !blockAt(document.template, start)))
      return undefined;
    edits.push(...lines.map((line) => withFields(document, line, knobs)));
  }
  const keys = addKeys(chart, knobs);
  const names = Object.keys(knobs).join(', ');
  return keys && edits.length > 0
    ? {
        title: `Let the values give the pods ${names}, empty for now`,
        safety: 'review',
        edits: [...edits, ...keys],
        renders: (kinds) => kinds.size === 0,
      }
    : undefined;
}

function isOfPod({ key, parents }: TemplateLine, kind: string | undefined): boolean {
  return key === 'containers' && parents.at(-1) === 'spec' && (kind === 'Pod' || parents.at(-2) === 'template');
}

/** Above the containers, and above what is said of them. */
function withFields(
  { template }: TemplateDocument,
  line: TemplateLine,
  knobs: { readonly [key: string]: Data },
): FileEdit {
  const { file, text } = template;
  let at = line.start;
  for (let above = at; above > 0; ) {
    above = lineStart(text, above - 1);
    if (!/^[ \t]*#/.test(text.slice(above, at))) break;
    at = above;
  }
  const pad = ' '.repeat(line.column);
  const root = rootAt(template, line.start);
  const lines = Object.entries(knobs).flatMap(([key, data]) => [
    `{{- with ${root}.Values.${key} }}`,
    ...(typeof data === 'string' ? [`${key}: {{ . }}`] : [`${key}:`, `  {{- toYaml . | nindent ${pad.length + 2} }}`]),
    '{{- end }}',
  ]);
  const written = lines.map((one) => pad + one);
  // Without a name of what it adds: nothing else may be put in the same place in the same round.
  return { file, span: { start: at, end: at }, text: linesFor(template, written) };
}
