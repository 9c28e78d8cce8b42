import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { readPlain } from '../parse/scalar';
import type { YamlDocument } from '../parse/yaml';
import { lineStart } from '../text/lines';

/** What a fix may write: plain data, with keys in the order they shall stand. */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/** A field, and the value it is made to hold. */
export interface FieldChange {
  readonly path: readonly (string | number)[];
  readonly value: Data;
  /** Whether there was a value before. */
  readonly existed: boolean;
}

/** How a document writes its blocks, so that what is added looks like what is there. */
export interface Style {
  /** Blanks per level of maps. */
  readonly step: number;
  /** Blanks between a key and the dashes of the list below it. */
  readonly dash: number;
  /** The quote its strings use, when most of them are quoted. */
  readonly quote: '"' | "'" | undefined;
}

const styles = new WeakMap<Node, Style>();

/** Reads the style off the document; kept per tree, because every fix of a file asks. */
export function styleOf(document: YamlDocument): Style {
  const root = document.root;
  if (!root) return { step: 2, dash: 0, quote: undefined };
  const known = styles.get(root);
  if (known) return known;
  const steps = new Map<number, number>();
  const dashes = new Map<number, number>();
  const look = (node: unknown): void => {
    if (isSeq(node)) for (const item of node.items) look(item);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      if (isScalar(key) && key.range && (isMap(value) || isSeq(value)) && !value.flow && value.range) {
        const from = columnOf(document.text, key.range[0]);
        const to = columnOf(document.text, value.range[0]);
        if (isSeq(value) && to >= from) count(dashes, to - from);
        else if (to > from) count(steps, to - from);
      }
      // Where two styles are as common, the outer one is the author's.
      look(value);
    }
  };
  look(root);
  const style: Style = { step: mostCommon(steps) ?? 2, dash: mostCommon(dashes) ?? 0, quote: undefined };
  styles.set(root, style);
  return style;
}

/** The column a node starts in. Dashes and question marks before it count as columns. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

function count(table: Map<number, number>, key: number): void {
  table.set(key, (table.get(key) ?? 0) + 1);
}

function mostCommon(table: Map<number, number>): number | undefined {
  let best: number | undefined;
  for (const [key, n] of table) if (best === undefined || n > (table.get(best) ?? 0)) best = key;
  return best;
}

/** A scalar as a plain YAML text where that reads back as the same value, else quoted. */
export function writeScalar(value: string | number | boolean | null, quote?: '"' | "'"): string {
  if (typeof value !== 'string') return String(value);
  const plainWorks =
    /^[A-Za-z0-9_./$][^#\n\r\t]*$/.test(value) &&
    !/[:,[\]{}&*!|>'"%@`]\s|: |:$| #|\s$/.test(value) &&
    !/[,[\]{}]/.test(value) &&
    typeof readPlain(value) === 'string' &&
    (!/^\d/.test(value) || /^\d+(Ki|Mi|Gi|Ti|m)$/.test(value));
  if (plainWorks && !quote) return value;
  if (quote === "'" && !/[\n\r\t\\]/.test(value)) return `'${value.replace(/'/g, "''")}'`;
  return JSON.stringify(value);
}

/** How a document writes maps in braces. */
export interface Flow {
  /** As JSON wants it. */
  readonly quoteKeys: boolean;
  /** `{ a: b }`, not `{a: b}`. */
  readonly padded: boolean;
  /** No blank after a colon or a comma, as JSON is written by machines. */
  readonly tight: boolean;
}

export const plainFlow: Flow = { quoteKeys: false, padded: true, tight: false };

/** Reads the style off a map in braces that holds something. */
export function flowOf({ items, range }: YAMLMap, text: string): Flow {
  const key = items[0]?.key;
  const quoteKeys = isScalar(key) && key.type === 'QUOTE_DOUBLE';
  return {
    quoteKeys,
    padded: !range || /\s/.test(text[range[0] + 1] ?? ''),
    tight: quoteKeys && key.range ? /^:\S/.test(text.slice(key.range[1], key.range[1] + 2)) : false,
  };
}

/** What stands between two entries of the same line. */
export function separatorOf(flow: Flow): string {
  return flow.tight ? ',' : ', ';
}

/** A key or a text as it stands between such braces. */
export function writeFlowScalar(value: string | number | boolean | null, flow: Flow): string {
  return writeScalar(value, flow.quoteKeys && typeof value === 'string' ? '"' : undefined);
}

/** Data in flow style, as it stands between braces. */
export function writeFlow(data: Data, flow: Flow = plainFlow): string {
  const separator = separatorOf(flow);
  if (isList(data)) return `[${data.map((item) => writeFlow(item, flow)).join(separator)}]`;
  if (data === null || typeof data !== 'object') return writeFlowScalar(data, flow);
  const pairs = Object.entries(data).map(([key, value]) => writeFlowPair(key, value, flow));
  if (pairs.length === 0) return '{}';
  const inside = pairs.join(separator);
  return flow.padded ? `{ ${inside} }` : `{${inside}}`;
}

export function writeFlowPair(key: string, data: Data, flow: Flow): string {
  return `${writeFlowScalar(key, flow)}${flow.tight ? ':' : ': '}${writeFlow(data, flow)}`;
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

/**
 * `key: value` as block lines. The first line has no indentation (the caller stands at the right column), the others
 * have `indent` columns more.
 */
export function writePair(key: string, data: Data, indent: number, style: Style): string[] {
  return [`${writeScalar(key)}:${writeAfterColon(data, indent, style)}`].flatMap((text) => text.split('\n'));
}

function writeAfterColon(data: Data, indent: number, style: Style): string {
  if (isList(data)) {
    if (data.length === 0) return ' []';
    return `\n${data.flatMap((item) => writeItem(item, indent + style.dash, style)).join('\n')}`;
  }
  if (data !== null && typeof data === 'object') {
    const keys = Object.entries(data);
    if (keys.length === 0) return ' {}';
    return `\n${writeMap(data, indent + style.step, style)
      .map((line) => pad(indent + style.step) + line)
      .join('\n')}`;
  }
  return ` ${writeScalar(data)}`;
}

/** The lines of a map; the first at the caller's column, nested ones indented from `indent`. */
export function writeMap(data: { readonly [key: string]: Data }, indent: number, style: Style): string[] {
  return Object.entries(data).flatMap(([key, value]) =>
    writePair(key, value, indent, style).map((line, i) => (i === 0 ? line : line.slice(indent))),
  );
}

/** The lines of one list item, dash included, fully indented. */
export function writeItem(data: Data, indent: number, style: Style): string[] {
  const dash = pad(indent);
  if (isList(data)) return [`${dash}- ${writeFlow(data)}`];
  if (data !== null && typeof data === 'object') {
    const lines = writeMap(data, indent + 2, style);
    if (lines.length === 0) return [`${dash}- {}`];
    return lines.map((line, i) => (i === 0 ? `${dash}- ${line}` : `${dash}  ${line}`));
  }
  return [`${dash}- ${writeScalar(data)}`];
}

export function pad(columns: number): string {
  return ' '.repeat(columns);
}
