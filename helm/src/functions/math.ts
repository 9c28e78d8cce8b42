import { TemplateError } from '../template/run';
import type { Bare } from '../value/value';
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

function foldFloat(args: readonly Bare[], combine: (a: number, b: number) => number): number {
  const [first, ...rest] = args.map(float);
  return rest.reduce(combine, first ?? 0);
}

function pick(args: readonly Bare[], better: (a: bigint, b: bigint) => boolean): bigint {
  const [first = 0n, ...rest] = args.map(int);
  return rest.reduce((best, value) => (better(value, best) ? value : best), first);
}

function round(value: Bare, places: Bare, up = 0.5): number {
  const factor = 10 ** Number(int(places));
  const scaled = float(value) * factor;
  const fraction = scaled % 1;
  return (Math.abs(fraction) >= up ? Math.trunc(scaled) + Math.sign(scaled) : Math.trunc(scaled)) / factor;
}

function toDecimal(value: Bare): bigint {
  const digits = text(value);
  return /^[0-7]+$/.test(digits) ? BigInt(`0o${digits}`) : 0n;
}

/** Arithmetic and conversion. */
export const mathFunctions: FunctionTable = {
  int: plain((value = null) => int(value)),
  int64: plain((value = null) => int(value)),
  float64: plain((value = null) => float(value)),
  atoi: plain((value = null) => int(value)),
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
  addf: plain((...args) => foldFloat(args, (a, b) => a + b)),
  add1f: plain((value = null) => float(value) + 1),
  subf: plain((...args) => foldFloat(args, (a, b) => a - b)),
  mulf: plain((...args) => foldFloat(args, (a, b) => a * b)),
  divf: plain((...args) => foldFloat(args, (a, b) => a / b)),
  maxf: plain((...args) => foldFloat(args, (a, b) => Math.max(a, b))),
  minf: plain((...args) => foldFloat(args, (a, b) => Math.min(a, b))),
  ceil: plain((value = null) => Math.ceil(float(value))),
  floor: plain((value = null) => Math.floor(float(value))),
  round: plain((value = null, places = null, up = 0.5) => round(value, places, float(up))),
};
