/** A value as a TOML text holds it. Dates are `undefined`: what prints them knows more than a text. */
export type Toml = string | bigint | number | boolean | undefined | Toml[] | TomlTable;

export interface TomlTable extends Map<string, Toml> {}

/** What is wrong with a text, in words. */
export class TomlError extends Error {}

const mostNested = 200;

/** Reads a TOML text. Throws a `TomlError` when it is none. */
export function readToml(text: string): TomlTable {
  const root: TomlTable = new Map();
  const reader: Reader = { text, at: 0, made: new Set() };
  let table = root;
  for (skipBlank(reader); reader.at < text.length; skipBlank(reader)) {
    if (take(reader, /\[\[[ \t]*/y) !== undefined) {
      const path = readKey(reader);
      if (take(reader, /[ \t]*\]\]/y) === undefined) throw wrong(reader, 'a table name that does not end');
      table = appendTable(reader, root, path);
    } else if (take(reader, /\[[ \t]*/y) !== undefined) {
      const path = readKey(reader);
      if (take(reader, /[ \t]*\]/y) === undefined) throw wrong(reader, 'a table name that does not end');
      table = tableAt(reader, root, path);
      if (reader.made.has(table)) throw wrong(reader, `the table ${path.join('.')} twice`);
      reader.made.add(table);
    } else readPair(reader, table, 0);
    if (take(reader, /[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y) === undefined)
      throw wrong(reader, 'more on a line than one thing');
  }
  return root;
}

interface Reader {
  readonly text: string;
  at: number;
  /** Tables that have a header of their own. */
  readonly made: Set<TomlTable>;
}

function wrong({ text, at }: Reader, what: string): TomlError {
  return new TomlError(`toml: line ${text.slice(0, at).split('\n').length}: ${what}`);
}

/** The text that a sticky pattern finds here. */
function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function skipBlank(reader: Reader): void {
  while (take(reader, /\s+|#[^\n]*/y) !== undefined);
}

function readKey(reader: Reader): string[] {
  const path: string[] = [];
  do {
    const quoted = readLine(reader);
    const key = quoted ?? take(reader, /[A-Za-z0-9_-]+/y);
    if (key === undefined) throw wrong(reader, 'a key that is none');
    path.push(key);
  } while (take(reader, /[ \t]*\.[ \t]*/y) !== undefined);
  if (path.length > mostNested) throw wrong(reader, 'too many tables inside each other');
  return path;
}

function readPair(reader: Reader, table: TomlTable, depth: number): void {
  const path = readKey(reader);
  if (take(reader, /[ \t]*=[ \t]*/y) === undefined) throw wrong(reader, 'a key without a value');
  const owner = tableAt(reader, table, path.slice(0, -1));
  const key = path.at(-1) ?? '';
  if (owner.has(key)) throw wrong(reader, `the key ${path.join('.')} twice`);
  owner.set(key, readValue(reader, depth));
}

/** The table of a name, made when it is not there; of a list of tables, the last. */
function tableAt(reader: Reader, from: TomlTable, path: readonly string[]): TomlTable {
  let table = from;
  for (const key of path) {
    const found = table.get(key);
    const next = Array.isArray(found) ? found.at(-1) : found;
    if (table.has(key) && !(next instanceof Map)) {
      throw wrong(reader, `${path.join('.')} inside something else`);
    }
    const inner: TomlTable = next instanceof Map ? next : new Map();
    if (!table.has(key)) table.set(key, inner);
    table = inner;
  }
  return table;
}

function appendTable(reader: Reader, root: TomlTable, path: readonly string[]): TomlTable {
  const owner = tableAt(reader, root, path.slice(0, -1));
  const key = path.at(-1) ?? '';
  const list = owner.get(key) ?? [];
  if (!Array.isArray(list) || !list.every((item) => item instanceof Map))
    throw wrong(reader, `${path.join('.')} is no list of tables`);
  owner.set(key, list);
  const table: TomlTable = new Map();
  list.push(table);
  return table;
}

function readValue(reader: Reader, depth: number): Toml {
  if (depth > mostNested) throw wrong(reader, 'too many values inside each other');
  if (take(reader, /\[/y) !== undefined) return readList(reader, depth);
  if (take(reader, /\{[ \t]*/y) !== undefined) return readInlineTable(reader, depth);
  const text = readBlock(reader) ?? readLine(reader);
  if (text !== undefined) return text;
  const word = take(reader, /\d{4}-\d\d-\d\d[Tt ]\d[\w.:+-]*|[\w.:+-]+/y) ?? '';
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^\d{4}-\d\d-\d\d|^\d\d:\d\d/.test(word)) return undefined;
  return readNumber(word) ?? fail(reader);
}

function fail(reader: Reader): never {
  throw wrong(reader, 'a value that is none');
}

function readNumber(word: string): bigint | number | undefined {
  const plain = word.replace(/(?<=[\dA-Fa-f])_(?=[\dA-Fa-f])/g, '');
  if (/^(?:[+-]?(?:0|[1-9]\d*)|0x[\dA-Fa-f]+|0o[0-7]+|0b[01]+)$/.test(plain)) {
    const number = plain.startsWith('-') ? -BigInt(plain.slice(1)) : BigInt(plain.replace('+', ''));
    return BigInt.asIntN(64, number) === number ? number : undefined;
  }
  if (/^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(plain)) return Number(plain);
  const [, sign, name] = /^([+-]?)(inf|nan)$/.exec(plain) ?? [];
  if (name === undefined) return undefined;
  return name === 'nan' ? Number.NaN : sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function readList(reader: Reader, depth: number): Toml {
  const list: Toml[] = [];
  for (skipBlank(reader); take(reader, /\]/y) === undefined; skipBlank(reader)) {
    list.push(readValue(reader, depth + 1));
    skipBlank(reader);
    if (take(reader, /,/y) === undefined && reader.text[reader.at] !== ']')
      throw wrong(reader, 'a list that does not end');
  }
  return list;
}

function readInlineTable(reader: Reader, depth: number): Toml {
  const table: TomlTable = new Map();
  let more = take(reader, /\}/y) === undefined;
  while (more) {
    readPair(reader, table, depth + 1);
    more = take(reader, /[ \t]*,[ \t]*/y) !== undefined;
    if (!more && take(reader, /[ \t]*\}/y) === undefined) throw wrong(reader, 'a table that does not end');
  }
  return table;
}

/** A text in three quotes. */
function readBlock(reader: Reader): string | undefined {
  const literal = take(reader, /'''(?:[^']+|'(?!''))*'{3,5}/y);
  if (literal !== undefined) return literal.slice(3, -3).replace(/^\r?\n/, '');
  const basic = take(reader, /"""(?:[^"\\]+|\\[\s\S]|"(?!""))*"{3,5}/y);
  return basic === undefined ? undefined : unescaped(reader, basic.slice(3, -3).replace(/^\r?\n/, ''));
}

/** A quoted text on one line. */
function readLine(reader: Reader): string | undefined {
  const literal = take(reader, /'[^'\n]*'/y);
  if (literal !== undefined) return literal.slice(1, -1);
  const basic = take(reader, /"(?:[^"\\\n]+|\\.)*"/y);
  return basic === undefined ? undefined : unescaped(reader, basic.slice(1, -1));
}

const marks: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b' };

function unescaped(reader: Reader, text: string): string {
  return text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|[ \t]*\r?\n\s*|([\s\S]))/g, (_, short, long, mark) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    if (code > 0x10ffff) throw wrong(reader, 'a character that there is not');
    if (!Number.isNaN(code)) return String.fromCodePoint(code);
    if (mark === undefined) return '';
    const meant = mark === '"' || mark === '\\' ? mark : marks[mark];
    if (meant === undefined) throw wrong(reader, `the unknown mark \\${mark}`);
    return meant;
  });
}
