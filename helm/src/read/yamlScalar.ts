import { plainValue } from './yaml';

/** How go-yaml writes a string. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/** The style go-yaml v2 chooses for a string in block context, as a value or as a key. */
export function scalarStyle(text: string, place: 'value' | 'key'): ScalarStyle {
  const shape = analyze(text);
  if (text.includes('\n')) return shape.block && place === 'value' ? 'literal' : 'double';
  if (typeof plainValue(text) !== 'string' || isTimestamp(text) || isBase60(text)) return 'double';
  if (shape.plain && !(text === '' && place === 'key')) return 'plain';
  return shape.single ? 'single' : 'double';
}

const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}($|[Tt ]\s*\d{1,2}:\d{2}:\d{2}(\.\d+)?\s*(Z|[-+]\d{1,2}(:\d{2})?)?$)/;

function isTimestamp(text: string): boolean {
  return TIMESTAMP.test(text);
}

function isBase60(text: string): boolean {
  return /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/.test(text);
}

const STARTERS = new Set([...'#,[]{}&*!|>\'"%@`']);

/** Nothing in it means anything to YAML: most names and paths. */
const ORDINARY = /^[A-Za-z0-9_/][A-Za-z0-9_./-]*$/;

interface Shape {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

/** What libyaml's analysis of a scalar allows in block context. */
function analyze(text: string): Shape {
  if (text === '') return { plain: true, single: true, block: false };
  if (ORDINARY.test(text)) return { plain: true, single: true, block: true };
  let indicators = text.startsWith('---') || text.startsWith('...');
  let special = false;
  let breakSpace = false;
  let spaceBreak = false;
  let previous = '';
  const chars = [...text];
  chars.forEach((char, i) => {
    const next = chars[i + 1];
    const blankNext = next === undefined || ' \t\n\r\u0085\u2028\u2029'.includes(next);
    const blankBefore = i === 0 || ' \t\n\r\u0085\u2028\u2029'.includes(previous);
    if (i === 0 && (STARTERS.has(char) || ('?:-'.includes(char) && blankNext))) indicators = true;
    if (i > 0 && ((char === ':' && blankNext) || (char === '#' && blankBefore))) indicators = true;
    if (!isPrintable(char)) special = true;
    if (char === ' ' && isBreak(previous)) breakSpace = true;
    if (isBreak(char) && previous === ' ') spaceBreak = true;
    previous = char;
  });
  const first = chars[0] ?? '';
  const last = chars.at(-1) ?? '';
  const edges = first === ' ' || isBreak(first) || last === ' ' || isBreak(last);
  const broken = chars.some(isBreak);
  const never = spaceBreak || special;
  return {
    plain: !(indicators || edges || breakSpace || never || broken),
    single: !(breakSpace || never),
    block: !(last === ' ' || never),
  };
}

function isBreak(char: string): boolean {
  return char === '\n' || char === '\r' || char === '\u0085' || char === '\u2028' || char === '\u2029';
}

function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) return true;
  return code >= 0xa0 && code <= 0xfffd && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfeff;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

/** A string in YAML's double quotes. */
export function doubleQuoted(text: string): string {
  let out = '"';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (isPrintable(char) && char !== '"' && char !== '\\' && code !== 0x0a && !isBreak(char)) out += char;
    else if (Object.hasOwn(ESCAPES, char)) out += ESCAPES[char];
    else if (code <= 0xff) out += `\\x${hex(code, 2)}`;
    else if (code <= 0xffff) out += `\\u${hex(code, 4)}`;
    else out += `\\U${hex(code, 8)}`;
  }
  return `${out}"`;
}

function hex(code: number, size: number): string {
  return code.toString(16).toUpperCase().padStart(size, '0');
}

/** A string in YAML's single quotes. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The header of a literal block: when it begins with space the indentation is told, then how it ends. */
export function literalHeader(text: string): string {
  const hint = text.startsWith(' ') || text.startsWith('\n') ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  return `|${hint}${chomp}`;
}

/** Where go-yaml breaks a line: at the first single space past this column. */
const BEST_WIDTH = 80;

/**
 * The places of a one-line scalar, as written, where go-yaml breaks the line. `column` is where it begins, `pad` the
 * indentation after a break. The space at each place becomes the break.
 */
export function foldPlaces(written: string, column: number, pad: number, style: ScalarStyle): number[] {
  if (column + written.length <= BEST_WIDTH || style === 'literal') return [];
  const places: number[] = [];
  let at = column;
  let previous = '';
  let index = 0;
  const quoted = style === 'plain' ? 0 : 1;
  for (const char of written) {
    const next = written[index + 1] ?? '';
    const inner = quoted === 0 || (index > 1 && index < written.length - 2);
    if (char === ' ' && previous !== ' ' && at > BEST_WIDTH && inner && next !== ' ') {
      places.push(index);
      at = pad;
    } else at++;
    previous = char;
    index += char.length;
  }
  return places;
}
