import { isMap, type Node } from 'yaml';
import { at, rootValue, toData, type Value } from '../model/value';
import { readYaml } from '../parse/yaml';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import { isSimpleKey } from './yamlPlaces';
import { columnOf, type Data } from './yamlStyle';

/** A commented-out line, and where what it says would stand without its mark. */
interface Example {
  readonly column: number;
  readonly text: string;
}

/** What a field is in an example that the author left in a comment where it belongs; undefined where there is none. */
export function exampleAt(root: Value, path: readonly (string | number)[]): Data | undefined {
  let map = root;
  let depth = 0;
  for (; depth < path.length; depth++) {
    const next = at(map, path[depth] ?? '');
    if (next.kind === 'absent') break;
    map = next;
  }
  const place = depth < path.length ? placeOf(map) : undefined;
  if (!place) return undefined;
  const { lines, column } = place;
  // Below a key that has nothing an example may stand no further to the right than the key.
  const outermost = column ?? Math.min(...lines.filter(({ text }) => entry.test(text)).map((line) => line.column));
  if (outermost < place.least) return undefined;
  const found = chain(lines, path.slice(depth).map(String), (line) => line.column === outermost);
  return found && fieldIn(found);
}

/** The value of the field that the first of the lines names. */
function fieldIn(lines: readonly Example[]): Data | undefined {
  const text = lines.map((line) => `${' '.repeat(line.column)}${line.text}\n`).join('');
  const [document, more] = readYaml(text);
  if (!document || more || document.problems.length > 0) return undefined;
  const [value] = Object.values(toData(rootValue(document)) ?? {});
  return value as Data | undefined;
}

interface Place {
  readonly lines: readonly Example[];
  /** Where the keys stand beside which the example must stand; undefined where there are none yet. */
  readonly column: number | undefined;
  readonly least: number;
}

/** The comments in and behind a map, or below a key that has nothing. */
function placeOf(map: Value): Place | undefined {
  const { document, node, pair } = map;
  const { text } = document;
  const key = (pair?.key as Node | undefined)?.range;
  if (map.origin !== 'own' || (key && !isSimpleKey(text, key))) return undefined;
  if (isMap(node) && !node.flow) {
    const first = (node.items[0]?.key as Node | undefined)?.range;
    if (!first || !node.range) return undefined;
    const column = columnOf(text, first[0]);
    return { lines: [...examples(text, key ? nextLine(text, key[1]) : 0, node.range[1])], column, least: column };
  }
  if (!key || !(map.kind === 'null' || (isMap(node) && node.items.length === 0))) return undefined;
  const stop = lineEnd(text, key[0]);
  return { lines: [...examples(text, nextLine(text, stop), stop)], column: undefined, least: columnOf(text, key[0]) };
}

/** The commented-out lines from an offset on: all up to `end`, and those that follow each other from there. */
function* examples(text: string, start: number, end: number): Generator<Example> {
  for (let at = start; at < text.length; at = nextLine(text, at)) {
    const [, indent = '', mark, blanks = '', rest = ''] =
      /^( *)(# ?)( *)(.*)$/.exec(text.slice(at, lineEnd(text, at))) ?? [];
    if (mark !== undefined) yield { column: indent.length + blanks.length, text: rest.trimEnd() };
    else if (lineStart(text, at) >= end) return;
  }
}

const entry = /^(["']?)([\w.-]+)\1:(?:\s+(.*))?$/;

/** The lines of the last key in an example that has the keys of a path one inside the other. */
function chain(
  lines: readonly Example[],
  [key, ...inner]: readonly string[],
  isPlaced: (line: Example) => boolean,
): readonly Example[] | undefined {
  for (const [i, line] of lines.entries()) {
    const said = isPlaced(line) ? entry.exec(line.text) : null;
    if (said?.[2] !== key) continue;
    const hasValue = !/^(#.*)?$/.test(said?.[3] ?? '');
    const below = belowOf(lines, i);
    if (inner.length > 0) {
      const rest = hasValue ? undefined : chain(below, inner, (one) => one.column > line.column);
      if (rest) return rest;
    } else return hasValue ? [line] : [line, ...below];
  }
  return undefined;
}

/** The lines that follow one and stand inside it. */
function belowOf(lines: readonly Example[], i: number): readonly Example[] {
  const column = lines[i]?.column ?? 0;
  const rest = lines.slice(i + 1);
  const end = rest.findIndex((line) => line.column < column || (line.column === column && !line.text.startsWith('- ')));
  return end < 0 ? rest : rest.slice(0, end);
}
