import type { Span } from '../text/span';
import type { ChartTemplate } from './chart';
import { remember } from './commands/remember';

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

/** The fields of a template that an action fills, found by lines: templates are no YAML before they are rendered. */
export const templateFields = remember(({ text }: ChartTemplate): readonly TemplateField[] => [...fieldsIn(text)]);

function* fieldsIn(text: string): Iterable<TemplateField> {
  const above: Above[] = [];
  let kind: string | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const at = start;
    start += line.length + 1;
    if (line.startsWith('---')) [above.length, kind] = [0, undefined];
    const found = /^([ \t]*(?:- +)*)(?:(["']?)([\w./-]+)\2[ \t]*:(?=\s|$))?(.*)$/.exec(line.replace(/\r$/, ''));
    const [, lead = '', , key, rest = ''] = found ?? [];
    // Blank lines, comments and actions on lines of their own have no place in the tree.
    if (!found || (key === undefined && !lead.includes('-')) || /^\s*(#|\{\{)/.test(line)) continue;
    while ((above.at(-1)?.column ?? -1) >= lead.length) above.pop();
    if (key === 'kind' && lead === '') kind = /^\s*["']?(\w+)/.exec(rest)?.[1];
    if (rest.includes('{{'))
      yield* actionsIn(rest, at + line.length - rest.length - (line.endsWith('\r') ? 1 : 0), key, above, kind);
    if (key !== undefined) above.push({ column: lead.length, key });
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
