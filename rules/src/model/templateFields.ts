import type { Span } from '../text/span';
import type { ChartTemplate } from './chart';
import { remember } from './commands/remember';
import { type TemplateLine, templateDocuments } from './templateDocuments';

/** A line of a template that gives a field what one action prints: `key: {{ .Values.x }}`, or an item of a list. */
export interface TemplateField {
  /** Undefined for an item of a list. */
  readonly key: string | undefined;
  /** The keys it is in, the outermost first. Lines that are only actions do not count. */
  readonly parents: readonly string[];
  /** The `kind` of the document, when it is written there. */
  readonly kind: string | undefined;
  /** What is in the braces. */
  readonly expression: string;
  readonly span: Span;
  /** Where the expression ends in the file. */
  readonly end: number;
  /** The action is all there is, with no quotes around it. */
  readonly isBare: boolean;
}

/** The fields of a template that an action fills. */
export const templateFields = remember((template: ChartTemplate): readonly TemplateField[] =>
  templateDocuments(template).flatMap(({ kind, lines }) =>
    lines.flatMap((line) => (line.rest.includes('{{') ? [...actionsIn(line, kind)] : [])),
  ),
);

function* actionsIn({ rest, end, key, parents }: TemplateLine, kind: string | undefined): Iterable<TemplateField> {
  for (const match of rest.matchAll(/\{\{-?[ \t]*([^{}]*?)[ \t]*-?\}\}/g)) {
    const [whole, expression = ''] = match;
    const from = end - rest.length + match.index;
    yield {
      key,
      parents,
      kind,
      expression,
      span: { start: from, end: from + whole.length },
      end: from + whole.indexOf(expression) + expression.length,
      isBare: rest.replace(/\s+#.*$/, '').trim() === whole,
    };
  }
}

/** The paths of values that an expression reads directly. */
export function valuesIn(expression: string): string[] {
  return [...expression.matchAll(/\.Values((?:\.[A-Za-z_]\w*)+)/g)].map(([, path = '']) => path.slice(1));
}
