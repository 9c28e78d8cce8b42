/** What is known about a variable. `unset`: declared, but it has no value unless the build is given one. */
export type Lookup = (name: string) => { readonly value: string } | 'unset' | 'unknown';

/** A text with its variables replaced as far as they are known. */
export interface Substituted {
  readonly text: string;
  readonly known: boolean;
}

interface State {
  readonly text: string;
  readonly escapeChar: string;
  readonly lookup: Lookup;
  known: boolean;
  /** How many characters have come from variables. */
  grown: number;
}

const maxDepth = 20;
/** Text that grows by more than this is left as it is written. */
const maxGrowth = 20_000;

/** Removes quotes and replaces `$x`, `${x}`, `${x:-y}` and friends the way BuildKit does for all instructions but RUN. */
export function substitute(text: string, lookup: Lookup, escapeChar: string): Substituted {
  if (!/["'$\\`]/.test(text)) return { text, known: true };
  const state: State = { text, escapeChar, lookup, known: true, grown: 0 };
  const { out } = readUntil(state, 0, '', 0);
  return { text: out, known: state.known };
}

function readUntil(state: State, from: number, stop: string, depth: number): { out: string; at: number } {
  const { text, escapeChar } = state;
  let out = '';
  let at = from;
  let quote = '';
  while (at < text.length) {
    const c = text[at] ?? '';
    if (quote === "'") {
      if (c === "'") quote = '';
      else out += c;
      at++;
    } else if (stop !== '' && c === stop && quote === '') return { out, at };
    else if (c === escapeChar) {
      const next = text[at + 1] ?? '';
      const keeps = quote === '"' && next !== '"' && next !== '$' && next !== escapeChar;
      out += keeps ? c + next : next;
      at += 2;
    } else if (c === '$') {
      const found = readVariable(state, at, depth);
      out += found.out;
      at = found.at;
    } else if (c === '"' || c === "'") {
      if (quote === '') quote = c;
      else if (quote === c) quote = '';
      else out += c;
      at++;
    } else {
      out += c;
      at++;
    }
  }
  return { out, at };
}

const nameForm = /[A-Za-z_][A-Za-z0-9_]*/y;

function nameAt(text: string, at: number): string {
  nameForm.lastIndex = at;
  return nameForm.exec(text)?.[0] ?? '';
}

function readVariable(state: State, from: number, depth: number): { out: string; at: number } {
  const { text } = state;
  if (text[from + 1] !== '{') {
    const name = nameAt(text, from + 1);
    if (name !== '') return { out: plain(state, name, `$${name}`), at: from + 1 + name.length };
    // `$1`, `$@` and the like mean nothing in a build; a lone `$` stays.
    const special = /[0-9@*#?$!-]/.test(text[from + 1] ?? '');
    if (special) state.known = false;
    return { out: text.slice(from, from + (special ? 2 : 1)), at: from + (special ? 2 : 1) };
  }
  const name = nameAt(text, from + 2);
  const after = from + 2 + name.length;
  if (name === '' || depth > maxDepth) return unknownBrace(state, from);
  if (text[after] === '}') return { out: plain(state, name, text.slice(from, after + 1)), at: after + 1 };
  const colon = text[after] === ':';
  const operator = text[after + (colon ? 1 : 0)] ?? '';
  if (!'-+?'.includes(operator) || operator === '') return unknownBrace(state, from);

  const wasKnown = state.known;
  state.known = true;
  const word = readUntil(state, after + (colon ? 2 : 1), '}', depth + 1);
  const wordKnown = state.known;
  state.known = wasKnown;
  const found = valueNow(state, name);
  const end = Math.min(word.at + 1, text.length);
  const give = (out: string, known: boolean) => {
    if (!known) state.known = false;
    return { out, at: end };
  };
  if (found === 'unknown') return give(text.slice(from, end), false);
  const value = found === 'unset' || (colon && found.value === '') ? undefined : found.value;
  if (operator === '-') return value === undefined ? give(word.out, wordKnown) : give(value, true);
  if (operator === '+') return value === undefined ? give('', true) : give(word.out, wordKnown);
  return value === undefined ? give(text.slice(from, end), false) : give(value, true);
}

function valueNow(state: State, name: string): ReturnType<Lookup> {
  const found = state.lookup(name);
  if (typeof found === 'object') state.grown += found.value.length;
  return state.grown > maxGrowth ? 'unknown' : found;
}

function plain(state: State, name: string, written: string): string {
  const found = valueNow(state, name);
  if (found !== 'unknown' && found !== 'unset') return found.value;
  state.known = false;
  return written;
}

/** `${x#y}`, `${x/a/b}` and whatever else: left as it is. */
function unknownBrace(state: State, from: number): { out: string; at: number } {
  state.known = false;
  let depth = 0;
  for (let at = from + 1; at < state.text.length; at++) {
    const c = state.text[at];
    if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return { out: state.text.slice(from, at + 1), at: at + 1 };
  }
  return { out: state.text.slice(from), at: state.text.length };
}
