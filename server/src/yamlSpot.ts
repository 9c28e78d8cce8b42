import type { Span } from '@bulkhead/rules';

/** Where the caret is in YAML that may be half typed: found by indentation, which is there before the syntax is. */
export interface YamlSpot {
  /** The keys above, the outermost first. */
  readonly parents: readonly string[];
  /** The key of the line. Undefined while it is still being typed. */
  readonly key: string | undefined;
  /** Whether the caret stands behind the colon. */
  readonly inValue: boolean;
  /** The word the caret stands in. */
  readonly word: Span;
  /** The `kind` of the document. */
  readonly kind: string | undefined;
}

interface Line {
  readonly column: number;
  readonly key: string | undefined;
}

/** Undefined in a comment, and in flow style, which indentation says nothing about. */
export function yamlSpotAt(text: string, offset: number): YamlSpot | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = endOfLine(text, offset);
  const before = text.slice(start, offset);
  if (/(?:^|\s)#/.test(before) || /[{[]/.test(before)) return undefined;
  const line = text.slice(start, end);
  const here = readLine(line);
  const colon = line.indexOf(':');
  const inValue = here.key !== undefined && colon >= 0 && offset > start + colon;
  const wordStart = start + (/[^\s:]*$/.exec(before)?.index ?? before.length);
  const wordEnd = offset + (/^[^\s:#]*/.exec(text.slice(offset, end))?.[0].length ?? 0);
  const above = documentLinesBefore(text, start);
  return {
    parents: parentsOf(above, here.column),
    key: here.key,
    inValue,
    word: { start: wordStart, end: wordEnd },
    kind: kindOf(text, start),
  };
}

function endOfLine(text: string, offset: number): number {
  const end = text.slice(offset).search(/\r|\n/);
  return end < 0 ? text.length : offset + end;
}

function readLine(line: string): Line {
  const found = /^([\s-]*)(?:(["']?)([\w./-]+)\2\s*:(?:\s|$))?/.exec(line);
  return { column: found?.[1]?.length ?? 0, key: found?.[3] };
}

function documentLinesBefore(text: string, offset: number): string[] {
  const above = text.slice(0, offset).split(/\r\n|\n|\r/);
  above.pop();
  const border = above.map((line) => line.startsWith('---')).lastIndexOf(true);
  return above.slice(border + 1);
}

/** Upwards, each key that stands further left than the one before it. */
function parentsOf(above: readonly string[], column: number): string[] {
  const parents: string[] = [];
  let limit = column;
  for (let index = above.length - 1; index >= 0 && limit > 0; index--) {
    const line = above[index] ?? '';
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    const { column: at, key } = readLine(line);
    if (key === undefined || at >= limit) continue;
    parents.unshift(key);
    // A list may stand in the same column as its key: its dash counts, not what follows it.
    limit = Math.min(at, line.search(/\S/));
    if (/^\s*-/.test(line)) limit = line.search(/\S/) + 1;
  }
  return parents;
}

function kindOf(text: string, offset: number): string | undefined {
  const from = text.lastIndexOf('\n---', offset);
  const to = text.indexOf('\n---', offset);
  return /^kind:\s*["']?(\w+)/m.exec(text.slice(Math.max(0, from), to < 0 ? undefined : to))?.[1];
}
