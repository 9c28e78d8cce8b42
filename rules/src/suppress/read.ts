import { lineEnd, lineStart, nextLine } from '../text/lines';
import { type Span, span } from '../text/span';

/** What a `# bulkhead-ignore` comment says, and which line it speaks about. */
export interface IgnoreComment {
  /** The whole comment, from `#` to the end of its line. */
  readonly span: Span;
  /** The rules it names, each with its place. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string;
  /** YYYY-MM-DD, when it is to be looked at again. */
  readonly until: string | undefined;
  readonly untilSpan: Span | undefined;
  /** `file` when it heads the file and a blank line follows; else the line it is about, by its first offset. */
  readonly target: 'file' | number;
}

const mark = /#[ \t]*bulkhead-ignore[ \t]+([a-z0-9-]+(?:[ \t]*,[ \t]*[a-z0-9-]+)*)[ \t]*(?::[ \t]*([^\r\n]*))?/g;

/** More than anybody writes; each costs a look at what stands around it. */
export const mostMarks = 1_000;

/** Reads the ignore comments of a text. `isComment` rejects a `#` that is part of something else. */
export function readIgnoreComments(text: string, isComment: (offset: number) => boolean): IgnoreComment[] {
  if (!text.includes('bulkhead-ignore')) return [];
  const found: IgnoreComment[] = [];
  const targetOf = targets(text);
  for (const match of text.matchAll(mark)) {
    if (found.length === mostMarks) break;
    if (!isComment(match.index)) continue;
    found.push(readComment(text, match, targetOf));
  }
  return found;
}

function readComment(text: string, match: RegExpMatchArray, targetOf: TargetOf): IgnoreComment {
  const start = match.index ?? 0;
  const [whole, names = '', rest = ''] = match;
  const end = start + whole.trimEnd().length;
  const until = /\(until (\d{4}-\d{2}-\d{2})\)\s*$/.exec(rest);
  const restStart = start + whole.length - rest.length;
  const rules: { id: string; span: Span }[] = [];
  const namesStart = text.indexOf(names, start + 1);
  for (const name of names.matchAll(/[a-z0-9-]+/g)) {
    const at = namesStart + name.index;
    rules.push({ id: name[0], span: span(at, at + name[0].length) });
  }
  return {
    span: span(start, end),
    rules,
    reason: (until ? rest.slice(0, until.index) : rest).trim(),
    until: until?.[1],
    untilSpan: until ? span(restStart + until.index, restStart + until.index + until[0].trimEnd().length) : undefined,
    target: targetOf(start),
  };
}

type TargetOf = (start: number) => IgnoreComment['target'];

/** Tells what the comments of a text are about. Those above one another share what stands below them. */
function targets(text: string): TargetOf {
  const head = headEnd(text);
  let below = { target: 0, lastBlank: -1 };
  return (start) => {
    const begin = lineStart(text, start);
    if (text.slice(begin, start).replace('\uFEFF', '').trim() !== '') return begin;
    if (below.target <= start) below = lookBelow(text, start);
    return begin <= head && below.lastBlank > start ? 'file' : below.target;
  };
}

/** The first line that is no comment, blank or a document's start, and the last blank line above it. */
function lookBelow(text: string, start: number): { readonly target: number; readonly lastBlank: number } {
  let at = nextLine(text, start);
  let lastBlank = -1;
  while (at < text.length) {
    const line = text.slice(at, nextLine(text, at)).trim();
    if (line !== '' && !line.startsWith('#') && line !== '---') break;
    if (line === '') lastBlank = at;
    at = nextLine(text, at);
  }
  return { target: at, lastBlank };
}

/** Where the comments and empty lines end that a text begins with. */
function headEnd(text: string): number {
  let at = 0;
  while (at < text.length) {
    const line = text.slice(at, lineEnd(text, at)).replace('\uFEFF', '');
    if (line !== '' && !line.startsWith('#')) break;
    at = nextLine(text, at);
  }
  return at;
}
