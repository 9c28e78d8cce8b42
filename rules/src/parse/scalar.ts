/** What a plain scalar means to Kubernetes, whose YAML reader follows version 1.1 (yes, on, 0777, 1_000 and friends). */
export type Plain = string | number | boolean | null;

const booleans = new Map<string, boolean>();
for (const word of ['y', 'yes', 'on', 'true']) for (const form of casings(word)) booleans.set(form, true);
for (const word of ['n', 'no', 'off', 'false']) for (const form of casings(word)) booleans.set(form, false);

function casings(word: string): string[] {
  return [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)];
}

export function isNullWord(source: string): boolean {
  return source === '' || source === '~' || source === 'null' || source === 'Null' || source === 'NULL';
}

/** Reads an unquoted scalar. */
export function readPlain(source: string): Plain {
  if (isNullWord(source)) return null;
  const boolean = booleans.get(source);
  if (boolean !== undefined) return boolean;
  return readNumber(source) ?? source;
}

function readNumber(source: string): number | undefined {
  if (!/^[-+.\d]/.test(source)) return undefined;
  const plain = source.includes('_') ? source.replace(/_/g, '') : source;
  if (/^[-+]?0b[01]+$/.test(plain)) return signed(plain, 2, 2);
  if (/^[-+]?0x[\da-fA-F]+$/.test(plain)) return signed(plain, 16, 2);
  if (/^[-+]?0o[0-7]+$/.test(plain)) return signed(plain, 8, 2);
  if (/^[-+]?0[0-7]+$/.test(plain)) return signed(plain, 8, 1);
  if (/^[-+]?\d+$/.test(plain)) return Number(plain);
  if (/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(plain)) return Number(plain);
  if (/^[-+]?\.(inf|Inf|INF)$/.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(nan|NaN|NAN)$/.test(plain)) return Number.NaN;
  return undefined;
}

function signed(text: string, radix: number, prefix: number): number {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '').slice(prefix);
  const value = Number.parseInt(digits, radix);
  return negative ? -value : value;
}

/**
 * Whether a text still has a hole that some other program fills: Go or Jinja templates, shell-style variables of
 * envsubst, @TOKEN@ and the like. Its value is not known here, so nothing is said about it.
 */
export function hasHole(text: string): boolean {
  return /__unknown__|\{\{|\$\{[A-Za-z_]|\$\{\{|<%|%\{|@@?[A-Z][A-Z0-9_]+@@?|\$\([A-Z_]+\)|^\$[A-Za-z_]\w*$|^<[A-Za-z][\w -]*>$|\[\[ /.test(
    text,
  );
}
