import type { Block, Node, TemplateTree } from '@bulkhead/helm';
import { readYaml } from '../parse/yaml';
import { lineEnding, lineStart, nextLine } from '../text/lines';
import type { Span } from '../text/span';
import type { ChartTemplate } from './chart';
import { remember } from './commands/remember';

/** A line of a template that has a key or is an item of a list. */
export interface TemplateLine {
  /** Where the line starts in the file, and where its text ends. */
  readonly start: number;
  readonly end: number;
  readonly column: number;
  /** Undefined for an item of a list that is no map. */
  readonly key: string | undefined;
  /** The keys it is in, the outermost first. Lines that are only actions do not count. */
  readonly parents: readonly string[];
  /** What stands behind the key. */
  readonly rest: string;
}

/** A document of a template as it is written, found by lines: templates are no YAML before they are rendered. */
export interface TemplateDocument extends Span {
  readonly template: ChartTemplate;
  readonly kind: string | undefined;
  readonly lines: readonly TemplateLine[];
}

export const templateDocuments = remember((template: ChartTemplate): readonly TemplateDocument[] => {
  const documents: TemplateDocument[] = [];
  let lines: TemplateLine[] = [];
  let above: TemplateLine[] = [];
  let from = 0;
  let start = 0;
  const close = (end: number) => {
    const kind = lines.find(({ key, parents }) => key === 'kind' && parents.length === 0);
    documents.push({ template, kind: /^\s*["']?(\w+)/.exec(kind?.rest ?? '')?.[1], lines, start: from, end });
  };
  for (const whole of template.text.split('\n')) {
    const text = whole.replace(/\r$/, '');
    const at = start;
    start += whole.length + 1;
    if (text.startsWith('---')) {
      close(at);
      [lines, above, from] = [[], [], start];
    }
    const found = /^([ \t]*(?:- +)*)(?:(["']?)([\w./-]+)\2[ \t]*:(?=\s|$))?(.*)$/.exec(text);
    const [, lead = '', , key, rest = ''] = found ?? [];
    // Blank lines, comments and actions on lines of their own have no place in the tree.
    if (!found || (key === undefined && !lead.includes('-')) || /^\s*(#|\{\{)/.test(text)) continue;
    while ((above.at(-1)?.column ?? -1) >= lead.length) above.pop();
    const parents = above.flatMap((one) => one.key ?? []);
    const line = { start: at, end: at + text.length, column: lead.length, key, parents, rest };
    lines.push(line);
    if (key !== undefined) above = [...above, line];
  }
  close(template.text.length);
  return documents;
});

/** A template that has actions for values only can be read by tools that know YAML: it stays so. */
export function isYaml(text: string): boolean {
  return readYaml(text).every(({ problems }) => problems.length === 0);
}

/** Lines for a template, in its line ending: where it is YAML, actions on lines of their own stand in comments. */
export function linesFor({ text }: ChartTemplate, lines: readonly string[]): string {
  const shown = isYaml(text) ? lines.map((line) => line.replace(/^([ \t]*)(?=\{\{-)/gm, '$1# ')) : lines;
  const eol = lineEnding(text);
  return shown.map((line) => line.replace(/\r?\n/g, eol) + eol).join('');
}

/** The line of a field, by the keys it is in and its own. */
export function lineOf({ lines }: TemplateDocument, ...path: readonly string[]): TemplateLine | undefined {
  const name = path.join('.');
  return lines.find(({ key, parents }) => [...parents, key].join('.') === name);
}

/**
 * The lines below a key, as they are written: deeper ones, and actions at the margin that indent what they print. Undefined
 * when a branch is among them.
 */
export function blockBelow({ template, lines }: TemplateDocument, line: TemplateLine): string | undefined {
  // An action behind the key prints what is below it.
  if (line.rest.trim() !== '') return /^\s*\{\{.*\bnindent\b.*\}\}\s*$/.test(line.rest) ? '' : undefined;
  const next = lines.find(({ start, column }) => start > line.start && column <= line.column)?.start;
  const below = template.text.slice(line.end, next).split('\n').slice(1);
  const end = below.findIndex((text) => text.trim() !== '' && !isWithin(text, line.column));
  const block = (end < 0 ? below : below.slice(0, end)).join('\n').trimEnd();
  return block !== '' && isPortable(block) ? block : undefined;
}

function isWithin(text: string, column: number): boolean {
  const own = text.length - text.trimStart().length;
  return own > column || (own === 0 && /^\{\{.*\bindent\b.*\}\}\s*$/.test(text));
}

/** Whether a piece of a template says the same wherever the dot is what it is there. */
export function isPortable(text: string): boolean {
  return !/\{\{-?\s*(if|with|range|else|end|define|block|break|continue)\b|:=/.test(text);
}

/** The innermost block of a template that a place stands in, all of it when that is none. Undefined in a definition. */
export function blockAt({ tree }: ChartTemplate, offset: number): Block | undefined {
  if (!tree || tree.defines.some(({ start, end }) => start <= offset && offset < end)) return undefined;
  return blocksAt(tree, offset).at(-1)?.block;
}

/** What the chart's root is called there: nothing, or `$` where the dot may be something else. */
export function rootAt({ tree }: ChartTemplate, offset: number): string {
  return tree && blocksAt(tree, offset).every(({ node }) => node === undefined || node.kind === 'if') ? '' : '$';
}

interface Inside {
  readonly block: Block;
  readonly node: Branching | undefined;
}

type Branching = Extract<Node, { then: Block }>;

const whole = remember((tree: TemplateTree): Block => ({ nodes: tree.body, start: 0, end: Number.POSITIVE_INFINITY }));

function blocksAt(tree: TemplateTree, offset: number): Inside[] {
  const found: Inside[] = [{ block: whole(tree), node: undefined }];
  for (let inner: Inside | undefined = found[0]; inner; ) {
    const inside: Inside[] = inner.block.nodes.flatMap((node) =>
      'then' in node ? [node.then, ...(node.otherwise ? [node.otherwise] : [])].map((block) => ({ block, node })) : [],
    );
    inner = inside.find(({ block: { start, end } }) => start <= offset && offset < end);
    if (inner) found.push(inner);
  }
  return found;
}

/**
 * The lines of a document that stand in the block of its kind: what a branch can be written around, and below which another
 * document can stand. A branch beside it that holds the next `---` is no part of it.
 */
export function linesOfDocument(document: TemplateDocument): Span | undefined {
  const { template } = document;
  const kind = lineOf(document, 'kind');
  const block = kind && blockAt(template, kind.start);
  if (!kind || !block) return undefined;
  let { start, end } = document;
  if (block.start > start) start = nextLine(template.text, block.start);
  if (block.end < end) end = lineStart(template.text, block.end);
  for (const node of block.nodes) {
    if (!('then' in node)) continue;
    const stop = template.text.indexOf('}}', (node.otherwise ?? node.then).end) + 2;
    if (node.start < kind.start && node.start < start && stop > start) start = nextLine(template.text, stop);
    if (node.start > kind.start && node.start < end && stop > end) end = lineStart(template.text, node.start);
  }
  return start <= kind.start && kind.end <= end ? { start, end } : undefined;
}

/** A value in a template as an operand of a pipe below it: a string, or the action that writes it in brackets. */
export function asOperand(written: string): string | undefined {
  const text = written.replace(/\s+#.*$/, '').trim();
  const bare = /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
  const parts = bare.split(/(\{\{.*?\}\})/).filter((part) => part !== '');
  const args = parts.flatMap((part) => (part.startsWith('{{') ? [operandOf(part)] : []));
  if (parts.length === 0 || args.includes(undefined) || /["\\]/.test(bare.replace(/\{\{.*?\}\}/g, '')))
    return undefined;
  if (args.length === 0) return `"${bare}"`;
  if (parts.length === 1) return args[0];
  const format = parts.map((part) => (part.startsWith('{{') ? '%s' : part.replace(/%/g, '%%'))).join('');
  return `(printf "${format}" ${args.join(' ')})`;
}

function operandOf(action: string): string | undefined {
  const inside = /^\{\{-?\s*(.*?)\s*-?\}\}$/s.exec(action)?.[1]?.replace(/^template\b/, 'include');
  if (inside === undefined || inside === '' || !isPortable(action)) return undefined;
  // Quotes are for the manifest.
  const plain = inside.replace(/\s*\|\s*quote$/, '').replace(/^quote\s+(?=\S+$)/, '');
  return /^\$?\w*[\w.]+$/.test(plain) && /^[.$]/.test(plain) ? plain : `(${plain})`;
}
