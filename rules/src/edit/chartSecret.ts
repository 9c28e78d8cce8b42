import type { ChartTemplate, ChartView } from '../model/chart';
import { lineOf, type TemplateDocument, type TemplateLine, templateDocuments } from '../model/templateDocuments';
import { at, isAbsent, items } from '../model/value';
import { readPods } from '../model/workload';
import type { FileEdit, Fix } from '../rule';
import { lineEnding, nextLine } from '../text/lines';

interface Reference {
  readonly document: TemplateDocument;
  readonly source: TemplateLine;
  readonly name: TemplateLine;
}

/**
 * Makes a Secret of a ConfigMap that pods only mount, and mounts that: the program finds the same files. Its group may read
 * them; where a pod has none, or anything else refers to the ConfigMap or may do so, nothing is offered.
 */
export function secretInstead(chart: ChartView, template: ChartTemplate, offset: number): Fix | undefined {
  const all = chart.templates.flatMap(templateDocuments);
  const document = templateDocuments(template).find(({ start, end }) => start <= offset && offset < end);
  const [kind, data, name] = [['kind'], ['data'], ['metadata', 'name']].map(
    (path) => document && lineOf(document, ...path),
  );
  if (document?.kind !== 'ConfigMap' || !kind || !name || data?.rest.trim() !== '') return undefined;
  const names = all.filter((one) => /^(ConfigMap|Secret)$/.test(one.kind ?? '')).map(nameOf);
  const own = nameOf(document);
  const uses = all.flatMap(usesIn);
  if (lineOf(document, 'binaryData') || names.filter((one) => one === own).length !== 1 || uses.includes(undefined))
    return undefined;
  const edits: FileEdit[] = [rewrite(document, kind, 'kind: Secret'), rewrite(document, data, 'stringData:')];
  for (const use of uses) {
    if (!use) return undefined;
    const used = written(use.name);
    // What the values name lies elsewhere, what another ConfigMap is called is that one, and all else might be ours.
    if (used !== own && !names.includes(used) && !/^\{\{-?\s*\$?\.Values\.[\w.]+\s*-?\}\}$/.test(used))
      return undefined;
    if (used === own) edits.push(...mounting(use));
  }
  if (edits.length === 2 || !chart.objects().every(hasGroup)) return undefined;
  return {
    title: 'Make a Secret of this ConfigMap, and mount it in the same places',
    safety: 'review',
    edits,
    renders: (kinds) => kinds.has('Secret'),
  };
}

function written({ rest }: TemplateLine): string {
  return rest.replace(/\s+#.*$/, '').trim();
}

function nameOf(document: TemplateDocument): string {
  const line = lineOf(document, 'metadata', 'name');
  return line ? written(line) : '';
}

/** Where a template names ConfigMaps; undefined for each place that is no volume written on lines of its own. */
function usesIn(document: TemplateDocument): (Reference | undefined)[] {
  return document.lines
    .filter(({ key }) => /^configMap(Ref|KeyRef)?$/.test(key ?? ''))
    .map((source) => {
      const inside = document.lines.filter(
        ({ start, parents }) => start > source.start && parents.at(-1) === source.key,
      );
      const name = inside.find(({ key, parents }) => key === 'name' && parents.length === source.parents.length + 1);
      const isVolume = source.key === 'configMap' && source.parents.at(-1) === 'volumes' && source.rest.trim() === '';
      return isVolume && name ? { document, source, name } : undefined;
    });
}

function mounting({ document, source, name }: Reference): FileEdit[] {
  const { template, lines } = document;
  const hasMode = lines.some(
    ({ key, column, start, parents }) =>
      key === 'defaultMode' && column === name.column && start > source.start && parents.at(-1) === 'configMap',
  );
  const after = nextLine(template.text, name.start);
  const mode = `${' '.repeat(name.column)}defaultMode: 288 # 0440${lineEnding(template.text)}`;
  return [
    rewrite(document, source, 'secret:'),
    rewrite(document, name, 'secretName:'),
    ...(hasMode ? [] : [{ file: template.file, span: { start: after, end: after }, text: mode }]),
  ];
}

/** Another text for the key of a line, or for all of `kind: ConfigMap`. */
function rewrite({ template }: TemplateDocument, line: TemplateLine, text: string): FileEdit {
  const start = line.start + line.column;
  const stop = text.endsWith(':') ? ':' : 'ConfigMap';
  return { file: template.file, span: { start, end: template.text.indexOf(stop, start) + stop.length }, text };
}

function hasGroup(object: Parameters<typeof readPods>[0]): boolean {
  return readPods(object).every(
    ({ spec }) =>
      items(at(spec, 'volumes')).every((volume) => isAbsent(at(volume, 'configMap'))) ||
      !isAbsent(at(spec, 'securityContext', 'fsGroup')),
  );
}
