import { TemplateError } from '../template/run';
import { type Bare, Unknown } from '../value/value';
import { type FunctionTable, float, int, plain, text } from './arguments';

function divide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new TemplateError('This divides by zero.');
  return a / b;
}

/** Ints are 64 bits wide, as in Go. */
function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function fold(args: readonly Bare[], start: bigint, combine: (a: bigint, b: bigint) => bigint): bigint {
  return args.reduce<bigint>((sum, arg) => wrap(combine(sum, int(arg))), start);
}

/** A number as digits and how many of them stand behind the point: Sprig calculates with decimals. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

function decimal(value: number): Decimal {
  const [, whole = '', part = '', exponent = '0'] = /^(-?\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/.exec(String(value)) ?? [];
  const scale = part.length - Number(exponent);
  const digits = BigInt(`${whole}${part}` || '0');
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function foldFloat(args: readonly Bare[], combine: (a: Decimal, b: Decimal) => Decimal): number {
  const [first, ...rest] = args.map((arg) => decimal(float(arg)));
  const { digits, scale } = rest.reduce((a, b) => bounded(combine(a, b)), first ?? { digits: 0n, scale: 0 });
  return Number(`${digits}e${-scale}`);
}

/** More digits than products of real numbers have: a template may multiply for as long as it likes. */
const mostDigits = 10n ** 1500n;

function bounded(value: Decimal): Decimal {
  if (value.digits > mostDigits || value.digits < -mostDigits) throw new TemplateError('This number is too long.');
  return value;
}

function sum(a: Decimal, b: Decimal, sign: 1n | -1n): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const digits = ({ digits: own, scale: has }: Decimal) => own * 10n ** BigInt(scale - has);
  return { digits: digits(a) + sign * digits(b), scale };
}

/** Sixteen places, the last one rounded away from zero. */
function quotient(a: Decimal, b: Decimal): Decimal {
  const scale = 16;
  const shift = scale + b.scale - a.scale;
  const [over, under] = [a.digits * 10n ** BigInt(Math.max(0, shift)), b.digits * 10n ** BigInt(Math.max(0, -shift))];
  if (under === 0n) throw new TemplateError('This divides by zero.');
  const twice = (2n * over) / under;
  return { digits: (twice + (twice < 0n ? -1n : 1n)) / 2n, scale };
}

function pick(args: readonly Bare[], better: (a: bigint, b: bigint) => boolean): bigint {
  const [first = 0n, ...rest] = args.map(int);
  return rest.reduce((best, value) => (better(value, best) ? value : best), first);
}

function round(value: Bare, places: Bare, up = 0.5): number {
  const factor = 10 ** Number(int(places));
  const scaled = float(value) * factor;
  // Sprig rounds whatever is negative down.
  return (scaled % 1 >= up ? Math.ceil(scaled) : Math.floor(scaled)) / factor;
}

function toDecimal(value: Bare): bigint {
  const digits = text(value);
  return /^[0-7]+$/.test(digits) ? BigInt(`0o${digits}`) : 0n;
}

/** Seconds as Go writes them: `1h0m5s`. Of numbers it takes only one width, and which one a number has is not known here. */
function duration(value: Bare): string | Unknown {
  if (typeof value !== 'string') return new Unknown('duration');
  const all = /^[-+]?\d+$/.test(value) ? int(value) : 0n;
  const seconds = all < 0n ? -all : all;
  const parts = [`${seconds / 3600n}h`, `${(seconds / 60n) % 60n}m`, `${seconds % 60n}s`];
  const shown = seconds >= 3600n ? parts : seconds >= 60n ? parts.slice(1) : parts.slice(2);
  return (all < 0n ? '-' : '') + shown.join('');
}

/** Arithmetic and conversion. */
export const mathFunctions: FunctionTable = {
  int: plain((value = null) => int(value)),
  int64: plain((value = null) => int(value)),
  float64: plain((value = null) => float(value)),
  atoi: plain((value = null) => int(value)),
  duration: plain((value = null) => duration(value)),
  toDecimal: plain((value = null) => toDecimal(value)),
  add: plain((...args) => fold(args, 0n, (a, b) => a + b)),
  add1: plain((value = null) => wrap(int(value) + 1n)),
  sub: plain((a = null, b = null) => wrap(int(a) - int(b))),
  mul: plain((first = null, ...rest) => fold(rest, int(first), (a, b) => a * b)),
  div: plain((a = null, b = null) => divide(int(a), int(b))),
  mod: plain((a = null, b = null) => int(a) - divide(int(a), int(b)) * int(b)),
  max: plain((...args) => pick(args, (a, b) => a > b)),
  min: plain((...args) => pick(args, (a, b) => a < b)),
  biggest: plain((...args) => pick(args, (a, b) => a > b)),
  addf: plain((...args) => foldFloat(args, (a, b) => sum(a, b, 1n))),
  add1f: plain((value = null) => foldFloat([value, 1], (a, b) => sum(a, b, 1n))),
  subf: plain((...args) => foldFloat(args, (a, b) => sum(a, b, -1n))),
  mulf: plain((...args) => foldFloat(args, (a, b) => ({ digits: a.digits * b.digits, scale: a.scale + b.scale }))),
  divf: plain((...args) => foldFloat(args, quotient)),
  maxf: plain((...args) => Math.max(...args.map(float))),
  minf: plain((...args) => Math.min(...args.map(float))),
  ceil: plain((value = null) => Math.ceil(float(value))),
  floor: plain((value = null) => Math.floor(float(value))),
  round: plain((value = null, places = null, up = 0.5) => round(value, places, float(up))),
};
