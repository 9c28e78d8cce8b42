import type { Nesting, Word } from './ast';
import { maxDepth } from './build';
import type { Reader } from './reader';

/** A word under construction. One written word becomes several when a variable with blanks stands outside quotes. */
interface Draft {
  text: string;
  known: boolean;
  quoted: boolean;
  readonly done: { text: string; known: boolean }[];
}

const metacharacters = new Set([' ', '\t', '\n', '\r', ';', '&', '|', '<', '>', '(', ')']);
const ordinary = /[^\s;&|<>()\\'"`$]+/y;
const ordinaryInQuotes = /[^"\\$`]+/y;

/** Adds the characters up to the next one that means something. */
function takeRun(r: Reader, draft: Draft, form: RegExp): boolean {
  form.lastIndex = r.at;
  const run = form.exec(r.text)?.[0];
  if (run === undefined) return false;
  const length = Math.min(run.length, r.end - r.at);
  draft.text += run.slice(0, length);
  r.at += length;
  return true;
}

/** Reads the word at the reader. Nothing when the reader stands on an operator. */
export function readWords(r: Reader): Word[] {
  const start = r.at;
  const draft: Draft = { text: '', known: true, quoted: false, done: [] };
  readPlain(r, draft);
  if (r.at === start) return [];
  const raw = r.text.slice(start, r.at);
  const span = r.place(start, r.at);
  const fields = draft.text !== '' || draft.quoted || !draft.known ? [...draft.done, draft] : draft.done;
  return fields.map(({ text, known }) => ({ span, raw, text, value: known ? text : undefined, quoted: draft.quoted }));
}

function readPlain(r: Reader, draft: Draft): void {
  const { text } = r;
  while (r.at < r.end) {
    if (takeRun(r, draft, ordinary)) continue;
    const c = text[r.at] ?? '';
    if (c === '<' || c === '>') {
      if (text[r.at + 1] !== '(' || r.at + 1 >= r.end) return;
      nested(r, draft, 'process-substitution', 2);
    } else if (c === '(') {
      // `a=(...)`, `@(a|b)`: not understood, but its end is found.
      if (draft.text === '' || !/[=@?*+!]$/.test(draft.text)) return;
      draft.known = false;
      skipParentheses(r);
    } else if (metacharacters.has(c)) return;
    else if (c === '\\') {
      if (text[r.at + 1] !== '\n') draft.text += text[r.at + 1] ?? '';
      draft.quoted = true;
      r.at = Math.min(r.at + 2, r.end);
    } else if (c === "'") readSingle(r, draft);
    else if (c === '"') readDouble(r, draft);
    else if (c === '`') readBackticks(r, draft);
    else if (c === '$') readDollar(r, draft, false);
    else {
      draft.text += c;
      r.at++;
    }
  }
}

function readSingle(r: Reader, draft: Draft): void {
  const close = r.text.indexOf("'", r.at + 1);
  const end = close < 0 || close >= r.end ? r.end : close;
  if (end === r.end) r.complete = false;
  draft.text += r.text.slice(r.at + 1, end);
  draft.quoted = true;
  r.at = Math.min(end + 1, r.end);
}

function readDouble(r: Reader, draft: Draft): void {
  const { text } = r;
  draft.quoted = true;
  r.at++;
  while (r.at < r.end) {
    if (takeRun(r, draft, ordinaryInQuotes)) continue;
    const c = text[r.at] ?? '';
    if (c === '"') {
      r.at++;
      return;
    }
    if (c === '\\') {
      const next = text[r.at + 1] ?? '';
      if (next !== '\n') draft.text += '$`"\\'.includes(next) ? next : c + next;
      r.at += 2;
    } else if (c === '$') readDollar(r, draft, true);
    else if (c === '`') readBackticks(r, draft);
    else {
      draft.text += c;
      r.at++;
    }
  }
  r.at = r.end;
  r.complete = false;
}

const nameForm = /[A-Za-z_][A-Za-z0-9_]*/y;

function nameAt(text: string, at: number): string {
  nameForm.lastIndex = at;
  return nameForm.exec(text)?.[0] ?? '';
}

function readDollar(r: Reader, draft: Draft, inQuotes: boolean): void {
  const { text } = r;
  const next = text[r.at + 1] ?? '';
  if (next === '(') {
    if (text[r.at + 2] === '(' && skipArithmetic(r, draft)) return;
    nested(r, draft, 'substitution', 2);
  } else if (next === '{') readBraces(r, draft, inQuotes);
  else if (next === "'" && !inQuotes) {
    r.at++;
    readAnsi(r, draft);
  } else {
    const name = nameAt(text, r.at + 1);
    if (name !== '') {
      const end = r.at + 1 + name.length;
      add(r, draft, r.variables.get(name), text.slice(r.at, end), inQuotes);
      r.at = end;
    } else if (/[0-9@*#?$!-]/.test(next)) {
      add(r, draft, undefined, text.slice(r.at, r.at + 2), inQuotes);
      r.at += 2;
    } else {
      draft.text += '$';
      r.at++;
    }
  }
}

/** A script that grows by more than this through its variables was not written by anybody. */
const maxGrowth = 20_000;

/** Adds the value of a variable; outside quotes its blanks separate words. */
function add(r: Reader, draft: Draft, value: string | undefined, written: string, inQuotes: boolean): void {
  r.grown += value?.length ?? 0;
  if (value === undefined || r.grown > maxGrowth) {
    draft.text += written;
    draft.known = false;
    return;
  }
  if (inQuotes || !/\s/.test(value)) {
    draft.text += value;
    return;
  }
  const fields = value.split(/\s+/);
  const last = fields.pop() ?? '';
  for (const field of fields) {
    draft.text += field;
    if (draft.text !== '') draft.done.push({ text: draft.text, known: draft.known });
    draft.text = '';
    draft.known = true;
  }
  draft.text = last;
}

function readBraces(r: Reader, draft: Draft, inQuotes: boolean): void {
  const { text } = r;
  const start = r.at;
  const name = nameAt(text, start + 2);
  let depth = 0;
  let at = start + 1;
  for (; at < r.end; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (c === '{') depth++;
    else if (c === '}' && --depth === 0) break;
  }
  if (at >= r.end) r.complete = false;
  const end = Math.min(at + 1, r.end);
  const written = text.slice(start, end);
  r.at = end;
  const operator = text.slice(start + 2 + name.length, Math.max(end - 1, start + 2 + name.length));
  add(r, draft, name === '' ? undefined : expand(r.variables.get(name), operator), written, inQuotes);
}

/** `${x}`, `${x:-word}`, `${x:+word}`, `${x%...}` as far as it is simple. */
function expand(value: string | undefined, operator: string): string | undefined {
  if (operator === '') return value;
  if (value === undefined) return undefined;
  const colon = operator.startsWith(':') ? 1 : 0;
  const kind = operator[colon];
  const word = operator.slice(colon + 1);
  const set = !(colon === 1 && value === '');
  if (kind === '-' || kind === '=') return set ? value : /[$`"'\\]/.test(word) ? undefined : word;
  if (kind === '?') return set ? value : undefined;
  if (kind === '+') return set ? (/[$`"'\\]/.test(word) ? undefined : word) : '';
  return undefined;
}

function readAnsi(r: Reader, draft: Draft): void {
  let at = r.at + 1;
  while (at < r.end && r.text[at] !== "'") at += r.text[at] === '\\' ? 2 : 1;
  const inner = r.text.slice(r.at + 1, Math.min(at, r.end));
  draft.text += inner.replace(/\\([\\'"nt])/g, (_, c: string) => (c === 'n' ? '\n' : c === 't' ? '\t' : c));
  if (/\\[^\\'"nt]/.test(inner)) draft.known = false;
  if (at >= r.end) r.complete = false;
  draft.quoted = true;
  r.at = Math.min(at + 1, r.end);
}

function nested(r: Reader, draft: Draft, nesting: Nesting, open: number): void {
  const start = r.at;
  r.at += open;
  if (r.depth >= maxDepth) {
    r.complete = false;
    r.at = r.end;
  } else {
    r.depth++;
    for (const command of r.readList(r, ')')) command.nesting ??= nesting;
    r.depth--;
    if (r.at < r.end && r.text[r.at] === ')') r.at++;
    else r.complete = false;
  }
  draft.text += r.text.slice(start, r.at);
  draft.known = false;
}

function readBackticks(r: Reader, draft: Draft): void {
  const start = r.at;
  let close = start + 1;
  while (close < r.end && r.text[close] !== '`') close += r.text[close] === '\\' ? 2 : 1;
  if (close >= r.end || r.depth >= maxDepth) r.complete = false;
  else {
    const { end } = r;
    r.at = start + 1;
    r.end = close;
    r.depth++;
    for (const command of r.readList(r, '')) command.nesting ??= 'substitution';
    r.depth--;
    r.end = end;
  }
  r.at = Math.min(close + 1, r.end);
  draft.text += r.text.slice(start, r.at);
  draft.known = false;
}

/** `$((...))`. Leaves the reader alone when it is a subshell inside a substitution instead. */
function skipArithmetic(r: Reader, draft: Draft): boolean {
  let depth = 0;
  for (let at = r.at + 1; at < r.end; at++) {
    const c = r.text[at];
    if (c === '(') depth++;
    else if (c === ')' && --depth === 0) {
      if (r.text[at - 1] !== ')') return false;
      draft.text += r.text.slice(r.at, at + 1);
      draft.known = false;
      r.at = at + 1;
      return true;
    } else if (c === '\n') return false;
  }
  return false;
}

function skipParentheses(r: Reader): void {
  let depth = 0;
  for (; r.at < r.end; r.at++) {
    const c = r.text[r.at];
    if (c === '\\') r.at++;
    else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) {
      r.at++;
      return;
    }
  }
  r.at = r.end;
  r.complete = false;
}
