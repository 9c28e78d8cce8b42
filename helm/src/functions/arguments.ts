import { TemplateError, type TemplateFunction } from '../template/run';
import { goString, kindName } from '../value/print';
import { type Bare, bare, Dict, List, type Value } from '../value/value';

/** Functions by name. */
export type FunctionTable = Record<string, TemplateFunction>;

/** A function of bare values: an Unknown argument makes its result Unknown before it is called. */
export function plain(call: (...args: Bare[]) => Value): TemplateFunction {
  return { traced: false, call: (args) => call(...(args as readonly Bare[])) };
}

/** A function that keeps origins, and copes with Unknown itself. */
export function traced(call: TemplateFunction['call']): TemplateFunction {
  return { traced: true, call };
}

/** A string, or the error Go gives for anything else. */
export function string(value: Value | undefined): string {
  const plainValue = bare(value);
  if (typeof plainValue === 'string') return plainValue;
  throw new TemplateError(`A string is needed here, not ${describe(plainValue)}.`);
}

/** A map, or the error Go gives for anything else. */
export function dict(value: Value | undefined): Dict {
  if (value instanceof Dict) return value;
  throw new TemplateError(`A map is needed here, not ${describe(bare(value))}.`);
}

/** A list, or the error Go gives for anything else. */
export function list(value: Value | undefined): List {
  if (value instanceof List) return value;
  throw new TemplateError(`A list is needed here, not ${describe(bare(value))}.`);
}

function describe(value: Bare): string {
  return value === null ? 'nothing' : `a ${kindName(value)}`;
}

/** Any value as text, as Sprig's `strval` does. */
export function text(value: Value | undefined): string {
  const plainValue = bare(value);
  return typeof plainValue === 'string' ? plainValue : goString(plainValue);
}

/** Any value as an int, as Sprig's cast does: what cannot be converted is zero. */
export function int(value: Value | undefined): bigint {
  const plainValue = bare(value);
  if (typeof plainValue === 'bigint') return plainValue;
  if (typeof plainValue === 'boolean') return plainValue ? 1n : 0n;
  if (typeof plainValue === 'number') return Number.isFinite(plainValue) ? BigInt(Math.trunc(plainValue)) : 0n;
  if (typeof plainValue !== 'string') return 0n;
  const number = wholeNumber(plainValue);
  return BigInt.asIntN(64, number) === number ? number : 0n;
}

function wholeNumber(written: string): bigint {
  if (/^[-+]?(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)$/.test(written)) return prefixed(written);
  // cast.ToInt drops a zero fraction, and nothing else.
  const match = /^([-+]?[0-9]+)(\.0*)?$/.exec(written);
  return match ? BigInt(match[1] ?? '0') : 0n;
}

function prefixed(number: string): bigint {
  const digits = number.replace(/^[-+]/, '').toLowerCase();
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return number.startsWith('-') ? -value : value;
}

/** Any value as a float, as Sprig's cast does. */
export function float(value: Value | undefined): number {
  const plainValue = bare(value);
  if (typeof plainValue === 'string') {
    const number = plainValue.trim() === '' ? 0 : Number(plainValue);
    return Number.isNaN(number) ? 0 : number;
  }
  return typeof plainValue === 'object' ? 0 : Number(plainValue);
}

/** A count for something that is built in memory: hostile charts ask for a lot. */
export function size(value: Value | undefined, limit = 1_000_000): number {
  const count = Number(int(value));
  if (count > limit) throw new TemplateError('This count is too large.');
  return count;
}

/** The items of a list, or of nothing; strings where Sprig makes them strings. */
export function items(value: Value | undefined): readonly Value[] {
  if (value instanceof List) return value.all();
  const plainValue = bare(value);
  return plainValue === null ? [] : [plainValue];
}
