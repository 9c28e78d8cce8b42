import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, visit, type YAMLMap } from 'yaml';
import type { Value } from '../model/value';
import type { Edit } from '../text/edits';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import { type Span, span } from '../text/span';
import { columnOf, type FieldChange } from './yamlStyle';

/** Edits, and whether they touch text that other places of the document share. */
export interface YamlChange {
  readonly edits: readonly Edit[];
  readonly shared: boolean;
  /** The fields it sets, when that is all it does. */
  readonly sets?: readonly FieldChange[];
}

/** Whether the value, or something it stands in, is repeated elsewhere by an alias. */
export function isShared(value: Value): boolean {
  for (let here: Value | undefined = value; here; here = here.parent) {
    if (here.node && here.document.isShared(here.node)) return true;
  }
  return false;
}

/** Whether an alias elsewhere repeats something in this text: without it the alias would stand for nothing. */
export function holdsAnchor(value: Value): boolean {
  let found = false;
  if (value.written) {
    visit(value.written, {
      Node(_, node) {
        if (!value.document.isShared(node)) return undefined;
        found = true;
        return visit.BREAK;
      },
    });
  }
  return found;
}

/** The anchored maps that a merge key takes over into this one. */
export function mergedInto({ node, document }: Value): Span[] {
  if (!isMap(node)) return [];
  const sources = node.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || key.value !== '<<') return [];
    return isSeq(value) ? value.items : [value];
  });
  return sources.flatMap((source) => {
    const range = isAlias(source) ? document.target(source)?.range : undefined;
    return range ? [span(document.start + range[0], document.start + range[1])] : [];
  });
}

/** A key that stands alone on its line before the colon: no `? ` form, no multi-line key. */
export function isSimpleKey(text: string, range: readonly [number, number, number]): boolean {
  return (
    text.slice(range[1]).match(/^[ \t]*:(\s|$)/) !== null &&
    !/^\?/.test(text.slice(lineStart(text, range[0])).trimStart())
  );
}

/** `- &x name: a` or `- !tag name: a`: the properties belong to the first key or the map; nothing may come between. */
export function hasAnchorBefore(node: YAMLMap, first: Pair): boolean {
  const key = first.key as Node;
  return Boolean((node.anchor || (isScalar(key) && key.anchor)) && node.range?.[0] !== key.range?.[0]);
}

/** Where a key begins with the comments right above it, which speak of it; those at the head of a document speak of that. */
export function withCommentsAbove(text: string, key: number): number {
  const column = columnOf(text, key);
  let start = key;
  for (let line = lineStart(text, key); line > 0 && column > 0; ) {
    const above = lineStart(text, line - 1);
    const indent = /^ *(?=#)/.exec(text.slice(above, line))?.[0].length;
    if (indent !== column || /\S/.test(text.slice(line, start))) break;
    start = above + column;
    line = above;
  }
  return start;
}

/** The end of a pair inside a flow map. */
export function endOfPair(pair: Pair): number | undefined {
  const value = pair.value as Node | null;
  return value?.range?.[1] ?? (pair.key as Node).range?.[1];
}

/** The line below `metadata`, where the fields of an object go on; undefined when more than blanks stand there. */
export function belowMetadata({ items, range }: YAMLMap, text: string): number | undefined {
  const named = (name: string) => items.findIndex(({ key }) => isScalar(key) && key.value === name);
  const at = named('metadata');
  const value = items[at]?.value;
  if (named('apiVersion') < 0 || !isMap(value) || !value.range) return undefined;
  const end = value.range[1];
  const next = (items[at + 1]?.key as Node | undefined)?.range?.[0] ?? range?.[2] ?? end;
  if (/\S/.test(text.slice(end, next))) return undefined;
  return lineStart(text, end) === end ? end : nextLine(text, end);
}

/** The line below the first pair that is one line; in a container below its image, with what names it. */
export function belowPlainLine({ items }: YAMLMap, text: string, column: number): number | undefined {
  const isPlace = (pair: Pair | undefined): pair is Pair =>
    pair !== undefined && isPlainLine(text, pair) && columnOf(text, (pair.key as Node).range?.[0] ?? 0) === column;
  const image = items.findIndex((pair) => keyOf(pair) === 'image' && isPlace(pair));
  let at = image < 0 ? items.findIndex(isPlace) : image;
  while (image >= 0 && /^(name|imagePullPolicy)$/.test(keyOf(items[at + 1])) && isPlace(items[at + 1])) at++;
  const after = items[at];
  const value = after?.value as Node | null | undefined;
  return after && nextLine(text, value?.range?.[1] ?? (after.key as Node).range?.[1] ?? 0);
}

function keyOf(pair: Pair | undefined): string {
  return isScalar(pair?.key) ? String(pair.key.value) : '';
}

/** `key: scalar` on one line with nothing but a comment after it: a line can be put below without touching anything. */
function isPlainLine(text: string, pair: Pair): boolean {
  const key = pair.key as Node | null;
  const value = pair.value as Node | null;
  if (!key?.range || !value?.range || !isScalar(value)) return false;
  if (value.type === 'BLOCK_FOLDED' || value.type === 'BLOCK_LITERAL') return false;
  if (value.range[1] === value.range[0]) return false;
  if (!isSimpleKey(text, key.range)) return false;
  const stop = lineEnd(text, key.range[0]);
  return value.range[1] <= stop && /^\s*(#.*)?$/.test(text.slice(value.range[1], stop));
}
