import type { Span } from '../text/span';
import type { ChartTemplate } from './chart';

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

interface Above {
  readonly column: number;
  readonly key: string;
}

const known = new WeakMap<ChartTemplate, readonly TemplateField[]>();

/** The fields of a template that an action fills, found by lines: templates are no YAML before they are rendered. */
export function templateFields(template: ChartTemplate): readonly TemplateField[] {
  const before = known.get(template);
  if (before) return before;
  const fields = [...fieldsIn(template.text)];
  known.set(template, fields);
  return fields;
}

function* fieldsIn(text: string): Iterable<TemplateField> {
  let above: Above[] = [];
  let kind: string | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const at = start;
    start += line.length + 1;
    if (/^---/.test(line)) [above, kind] = [[], undefined];
    const found = /^([ \t]*(?:- +)*)(?:(["']?)([\w./-]+)\2[ \t]*:(?=\s|$))?(.*)$/.exec(line.replace(/\r$/, ''));
    const [, lead = '', , key, rest = ''] = found ?? [];
    // Blank lines, comments and actions on lines of their own have no place in the tree.
    if (!found || (key === undefined && !lead.includes('-')) || /^\s*(#|\{\{)/.test(line)) continue;
    above = above.filter(({ column }) => column < lead.length);
    if (key === 'kind' && lead === '') kind = /^\s*["']?(\w+)/.exec(rest)?.[1];
    yield* actionsIn(rest, at + line.length - rest.length - (line.endsWith('\r') ? 1 : 0), key, above, kind);
    if (key !== undefined) above = [...above, { column: lead.length, key }];
  }
}

function* actionsIn(
  rest: string,
  at: number,
  key: string | undefined,
  above: readonly Above[],
  kind: string | undefined,
): Iterable<TemplateField> {
  for (const match of rest.matchAll(/\{\{-?[ \t]*([^{}]*?)[ \t]*-?\}\}/g)) {
    const [whole, expression = ''] = match;
    const from = at + match.index;
    yield {
      key,
      parents: above.map((one) => one.key),
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
