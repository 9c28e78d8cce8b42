import { Text } from './text';
import { type Bare, bare, Dict, isUnknown, List, Scalar, Struct, Unknown, type Value } from './value';

/** Stands in the output for what cannot be known; a plain word, so that the output stays YAML. */
export const PLACEHOLDER = '__unknown__';

/** What Go prints for a missing map key; Helm deletes it from the final output. */
export const NO_VALUE = '<no value>';

/** Go's shortest form of a float64 as fmt prints it: with an exponent below 1e-4 and from 1e+06 on. */
export function formatFloat(value: number): string {
  return shortest(value, { low: -4, high: 6, padded: true });
}

/** Go's shortest form of a float64 as JSON has it. */
export function formatJsonNumber(value: number): string {
  return shortest(value, { low: -6, high: 21, padded: false });
}

/** A number as toYaml prints it: JSON first, then YAML, so that whole numbers stay whole. */
export function formatYamlNumber(value: number): string {
  if (value === 0) return '0';
  if (Number.isInteger(value) && Math.abs(value) < 18446744073709552000) return formatJsonNumber(value);
  return formatFloat(value);
}

function shortest(value: number, form: { low: number; high: number; padded: boolean }): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= form.low && power < form.high) return plainDecimal(value);
  const size = String(Math.abs(power));
  return `${mantissa}e${power < 0 ? '-' : '+'}${form.padded ? size.padStart(2, '0') : size}`;
}

function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  const power = Number(exponent);
  return power < 0 ? `${sign}0.${'0'.repeat(-power - 1)}${digits}` : sign + digits.padEnd(power + 1, '0');
}

/** A value as Go's %v prints it. */
export function goString(value: Value): string {
  const plain = bare(value);
  if (plain === null) return '<nil>';
  if (typeof plain === 'number') return formatFloat(plain);
  if (typeof plain !== 'object') return String(plain);
  if (plain instanceof Unknown) return PLACEHOLDER;
  if (plain instanceof List) return `[${plain.all().map(goString).join(' ')}]`;
  if (plain instanceof Dict) {
    const entries = plain.sortedKeys().map((key) => `${key}:${goString(plain.entries.get(key) ?? null)}`);
    return `map[${entries.join(' ')}]`;
  }
  return plain.label ?? `{${[...plain.fields.values()].map(goString).join(' ')}}`;
}

/** A value as Sprig's string functions see it; nil is the empty string to some and "<nil>" to `toString`. */
export function stringOf(value: Value): string {
  const plain = bare(value);
  return typeof plain === 'string' ? plain : goString(plain);
}

/** What Go calls the type of a value. */
export function typeName(value: Value): string {
  const plain = bare(value);
  if (plain === null) return '<nil>';
  if (typeof plain === 'boolean') return 'bool';
  if (typeof plain === 'number') return 'float64';
  if (typeof plain === 'bigint') return 'int';
  if (typeof plain === 'string') return 'string';
  if (plain instanceof Dict) return 'map[string]interface {}';
  if (plain instanceof List) return '[]interface {}';
  return plain instanceof Struct ? plain.type : 'unknown';
}

/** What Go calls the kind of a value. */
export function kindName(value: Value): string {
  const plain = bare(value);
  if (plain === null) return 'invalid';
  if (plain instanceof Dict) return 'map';
  if (plain instanceof List) return 'slice';
  if (plain instanceof Struct) return 'struct';
  return typeName(plain);
}

/** Go's truth: empty and zero are false. Undefined means that it cannot be known. */
export function truth(value: Value): boolean | undefined {
  if (value instanceof Unknown) return undefined;
  if (value instanceof Text && value.unknown) {
    return value.pieces.some((piece) => piece.kind !== 'unknown' && piece.text !== '') ? true : undefined;
  }
  const plain: Bare = value instanceof Scalar || value instanceof Text ? bare(value) : (value as Bare);
  if (plain instanceof Dict) return plain.size > 0 ? true : plain.open ? undefined : false;
  if (plain instanceof List) return plain.items.length > 0;
  if (plain instanceof Struct) return true;
  return Boolean(plain);
}

/** Sprig's `empty`, which is the opposite of Go's truth. */
export function isEmpty(value: Value): boolean {
  return truth(value) === false;
}

/** Whether any argument leaves a result unknowable. */
export function anyUnknown(values: readonly Value[]): boolean {
  return values.some(isUnknown);
}
