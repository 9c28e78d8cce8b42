/** Whether a character belongs to a class. */
export type CharTest = (code: number) => boolean;

/** A word character, as \w has it; -1 stands for the edge of the text. */
export function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

const isDigit: CharTest = (code) => code >= 48 && code <= 57;
const isSpace: CharTest = (code) => code === 32 || code === 9 || code === 10 || code === 12 || code === 13;
const not =
  (test: CharTest): CharTest =>
  (code) =>
    !test(code);

const PERL: ReadonlyMap<string, CharTest> = new Map([
  ['d', isDigit],
  ['D', not(isDigit)],
  ['w', isWord],
  ['W', not(isWord)],
  ['s', isSpace],
  ['S', not(isSpace)],
]);

const between =
  (...ranges: readonly [number, number][]): CharTest =>
  (code) =>
    ranges.some(([low, high]) => code >= low && code <= high);

const POSIX: ReadonlyMap<string, CharTest> = new Map([
  ['alnum', between([48, 57], [65, 90], [97, 122])],
  ['alpha', between([65, 90], [97, 122])],
  ['ascii', between([0, 127])],
  ['blank', between([9, 9], [32, 32])],
  ['cntrl', between([0, 31], [127, 127])],
  ['digit', isDigit],
  ['graph', between([33, 126])],
  ['lower', between([97, 122])],
  ['print', between([32, 126])],
  ['punct', between([33, 47], [58, 64], [91, 96], [123, 126])],
  ['space', between([9, 13], [32, 32])],
  ['upper', between([65, 90])],
  ['word', isWord],
  ['xdigit', between([48, 57], [65, 70], [97, 102])],
]);

const SIMPLE: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

/** Lets a class match either case of a letter. */
export function foldCase(test: CharTest): CharTest {
  return (code) => {
    if (test(code)) return true;
    if (code < 0) return false;
    const char = String.fromCodePoint(code);
    return test(char.toLowerCase().codePointAt(0) ?? 0) || test(char.toUpperCase().codePointAt(0) ?? 0);
  };
}

/** What an escape at `at` matches, and the single character it stands for if it is one. */
export function escapeClass(source: string, at: number): { test: CharTest; end: number; code?: number } | undefined {
  const char = source[at + 1] ?? '';
  const perl = PERL.get(char);
  if (perl) return { test: perl, end: at + 2 };
  if (char === 'p' || char === 'P') return unicodeClass(source, at);
  const code = escapedCode(source, at);
  return code && { test: (c) => c === code.code, ...code };
}

function escapedCode(source: string, at: number): { code: number; end: number } | undefined {
  const shape = /\\(?:x\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([0-7]{1,3})|([^A-Za-z0-9])|([afnrtv]))/y;
  shape.lastIndex = at;
  const match = shape.exec(source);
  if (!match) return undefined;
  const [, braced, short, octal, literal, simple] = match;
  const hex = braced ?? short;
  if (hex !== undefined) return { code: Number.parseInt(hex, 16), end: shape.lastIndex };
  if (octal !== undefined) return { code: Number.parseInt(octal, 8), end: shape.lastIndex };
  const code = literal === undefined ? SIMPLE.get(simple ?? '') : literal.codePointAt(0);
  return code === undefined ? undefined : { code, end: shape.lastIndex };
}

function unicodeClass(source: string, at: number): { test: CharTest; end: number } | undefined {
  const shape = /\\([pP])(?:\{(\^?)(\w+)\}|(\w))/y;
  shape.lastIndex = at;
  const match = shape.exec(source);
  if (!match) return undefined;
  const [, letter, caret, long, short] = match;
  const name = long ?? short ?? '';
  const tester = unicodeTester(name);
  if (!tester) return undefined;
  const negative = (letter === 'P') !== (caret === '^');
  return { test: negative ? not(tester) : tester, end: shape.lastIndex };
}

function unicodeTester(name: string): CharTest | undefined {
  for (const property of [name, `Script=${name}`]) {
    try {
      const pattern = new RegExp(`^\\p{${property}}$`, 'u');
      return (code) => code >= 0 && pattern.test(String.fromCodePoint(code));
    } catch {
      // Not a category: it may be a script.
    }
  }
  return undefined;
}

/** Parses a class that opens at `at`. */
export function parseClass(source: string, at: number): { test: CharTest; end: number } | undefined {
  let i = at + 1;
  const negative = source[i] === '^';
  if (negative) i++;
  const tests: CharTest[] = [];
  for (let first = true; i < source.length; first = false) {
    if (source[i] === ']' && !first) {
      const test: CharTest = (code) => tests.some((one) => one(code));
      return { test: negative ? not(test) : test, end: i + 1 };
    }
    const posix = /\[:(\^?)(\w+):\]/y;
    posix.lastIndex = i;
    const named = posix.exec(source);
    const known = named && POSIX.get(named[2] ?? '');
    if (known) {
      tests.push(named[1] ? not(known) : known);
      i = posix.lastIndex;
      continue;
    }
    const low = classItem(source, i);
    if (!low) return undefined;
    i = low.end;
    if (low.code === undefined || source[i] !== '-' || source[i + 1] === ']') {
      tests.push(low.test);
      continue;
    }
    const high = classItem(source, i + 1);
    if (high?.code === undefined) return undefined;
    tests.push(between([low.code, high.code]));
    i = high.end;
  }
  return undefined;
}

function classItem(source: string, at: number): { test: CharTest; end: number; code?: number } | undefined {
  if (source[at] === '\\') return escapeClass(source, at);
  const code = source.codePointAt(at);
  if (code === undefined) return undefined;
  return { test: (c) => c === code, end: at + (code > 0xffff ? 2 : 1), code };
}
