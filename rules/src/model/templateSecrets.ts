import type { ChartTemplate, ChartView } from './chart';
import { remember } from './commands/remember';
import { blockAt, lineOf, rootAt, type TemplateDocument, templateDocuments } from './templateDocuments';
import { type TemplateField, templateFields, valuesIn } from './templateFields';

/** A key of a Secret that a chart's template writes. */
export interface SecretEntry {
  readonly document: TemplateDocument;
  readonly field: TemplateField;
  readonly key: string;
  /** What the template writes as its name and, where it does, its namespace. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly isEncoded: boolean;
}

/** The entries of the Secrets in a template that one action fills. */
export const secretEntries = remember((template: ChartTemplate): readonly SecretEntry[] =>
  templateDocuments(template).flatMap((document) => {
    const kind = lineOf(document, 'kind');
    const name = lineOf(document, 'metadata', 'name');
    if (document.kind !== 'Secret' || !kind || !name) return [];
    const block = blockAt(template, kind.start);
    const namespace = lineOf(document, 'metadata', 'namespace');
    if (!block || [name, ...(namespace ? [namespace] : [])].some(({ start }) => blockAt(template, start) !== block))
      return [];
    return templateFields(template).flatMap((field): SecretEntry[] => {
      const [part, ...deeper] = field.parents;
      const { key, span } = field;
      if (span.start < document.start || span.end > document.end || key === undefined || deeper.length > 0) return [];
      if (part !== 'data' && part !== 'stringData') return [];
      const isEncoded = part === 'data';
      return [
        { document, field, key, name: written(name.rest), namespace: namespace && written(namespace.rest), isEncoded },
      ];
    });
  }),
);

function written(rest: string): string {
  return rest.replace(/\s+#.*$/, '').trim();
}

/** Where a chart puts a value into a Secret that is there whenever the chart is, and how it names that. */
export function entryFor(chart: ChartView, value: string): SecretEntry | undefined {
  const all = chart.templates.flatMap(secretEntries).filter(({ document: { template, start }, field, isEncoded }) => {
    const values = valuesIn(field.expression);
    const isWhole =
      /^(required\s+"[^"]*"\s+)?\$?\.Values\.[\w.]+(\s*\|\s*(b64enc|quote|toString|trim|default\s[^|]+))*$/.test(
        field.expression,
      );
    const isAlways = blockAt(template, field.span.start)?.end === Number.POSITIVE_INFINITY;
    return (
      isWhole &&
      isAlways &&
      rootAt(template, start) === '' &&
      values[0] === value &&
      /b64enc/.test(field.expression) === isEncoded
    );
  });
  const [entry, more] = all;
  return more || !entry || /\$\w/.test(entry.name + (entry.namespace ?? '')) ? undefined : entry;
}
