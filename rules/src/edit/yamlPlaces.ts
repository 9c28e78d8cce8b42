import { isScalar, type Node, type Pair, visit, type YAMLMap } from 'yaml';
import type { Value } from '../model/value';
import type { Edit } from '../text/edits';
import { lineStart } from '../text/lines';
import type { FieldChange } from './yamlStyle';

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

/** The end of a pair inside a flow map. */
export function endOfPair(pair: Pair): number | undefined {
  const value = pair.value as Node | null;
  return value?.range?.[1] ?? (pair.key as Node).range?.[1];
}
