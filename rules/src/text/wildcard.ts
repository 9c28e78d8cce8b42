/** A part of a pattern between slashes: what each character position accepts. `never` for a broken one. */
type Segment = readonly Token[] | 'never' | 'folders';
type Token = '*' | ((character: string) => boolean);

/** A pattern with git's wildcards, matched against paths with forward slashes. */
export interface Pattern {
  readonly segments: readonly Segment[];
}

/**
 * Reads `*`, `?`, `[...]`, `\` and, as a whole segment, `**`. Matching never backtracks over more than the last star, so
 * a hostile pattern costs no more than pattern length times path length.
 */
export function readPattern(text: string): Pattern {
  return { segments: text.split('/').map((part) => (part === '**' ? 'folders' : readSegment(part))) };
}

/** Whether the whole path matches. A `**` at the end needs at least one segment, one elsewhere none. */
export function matches(pattern: Pattern, path: string): boolean {
  const names = path.split('/');
  const { segments } = pattern;
  let s = 0;
  let n = 0;
  let lastFolders = -1;
  let resume = 0;
  while (n < names.length) {
    const segment = segments[s];
    if (segment === 'folders') {
      if (s === segments.length - 1) return true;
      lastFolders = s++;
      resume = n;
    } else if (segment !== undefined && matchesName(segment, names[n] ?? '')) {
      s++;
      n++;
    } else if (lastFolders >= 0) {
      s = lastFolders + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  return s === segments.length;
}

function matchesName(segment: Segment, name: string): boolean {
  if (segment === 'never' || segment === 'folders') return false;
  let t = 0;
  let c = 0;
  let lastStar = -1;
  let resume = 0;
  while (c < name.length) {
    const token = segment[t];
    if (token === '*') {
      lastStar = t++;
      resume = c;
    } else if (token?.(name[c] ?? '')) {
      t++;
      c++;
    } else if (lastStar >= 0) {
      t = lastStar + 1;
      c = ++resume;
    } else {
      return false;
    }
  }
  while (segment[t] === '*') t++;
  return t === segment.length;
}

function readSegment(text: string): Segment {
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else if (character === '?') {
      tokens.push(() => true);
    } else if (character === '[') {
      const set = readSet(text, i);
      if (set === undefined) return 'never';
      tokens.push(set.accepts);
      i = set.end;
    } else if (character === '\\') {
      const escaped = text[++i];
      if (escaped === undefined) return 'never';
      tokens.push((c) => c === escaped);
    } else {
      tokens.push((c) => c === character);
    }
  }
  return tokens;
}

const namedSets: Readonly<Record<string, RegExp>> = {
  alnum: /[a-z0-9]/i,
  alpha: /[a-z]/i,
  digit: /\d/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  space: /\s/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[0-9a-f]/i,
};

/** Reads `[...]` that starts at `start`; undefined when it is never closed, which matches nothing. */
function readSet(text: string, start: number): { accepts: (character: string) => boolean; end: number } | undefined {
  const parts: ((character: string) => boolean)[] = [];
  let i = start + 1;
  const negated = text[i] === '!' || text[i] === '^';
  if (negated) i++;
  for (let first = true; first || text[i] !== ']'; first = false) {
    const named = /^\[:(\w+):\]/.exec(text.slice(i));
    const set = named ? namedSets[named[1] ?? ''] : undefined;
    if (named) {
      if (!set) return undefined;
      parts.push((c) => set.test(c));
      i += named[0].length;
      continue;
    }
    const low = text[i] === '\\' ? text[++i] : text[i];
    if (low === undefined) return undefined;
    i++;
    if (text[i] !== '-' || text[i + 1] === ']' || text[i + 1] === undefined) {
      parts.push((c) => c === low);
      continue;
    }
    const high = text[++i] === '\\' ? text[++i] : text[i];
    if (high === undefined) return undefined;
    i++;
    parts.push((c) => low <= c && c <= high);
  }
  return { accepts: (c) => parts.some((part) => part(c)) !== negated, end: i };
}

/** `a.{yaml,yml}` -> `a.yaml`, `a.yml`. A pattern with more than `most` results is taken as it stands: nobody means that. */
export function expandBraces(pattern: string, most = 1000): string[] {
  let open = [pattern];
  for (;;) {
    const next = open.flatMap(expandFirst);
    if (next.length === open.length) return open;
    if (next.length > most) return [pattern];
    open = next;
  }
}

function expandFirst(pattern: string): string[] {
  const group = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (!group) return [pattern];
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + group[0].length);
  return (group[1] ?? '').split(',').map((choice) => before + choice + after);
}
