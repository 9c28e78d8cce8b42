import { type Run, report, TemplateError } from '../template/run';
import { goString, isEmpty, kindName, truth, typeName } from '../value/print';
import { derived, Text } from '../value/text';
import { bare, Unknown, type Value } from '../value/value';
import { type FunctionTable, plain, string, text, traced } from './arguments';
import { queryEscape } from './encode';
import { formatText, sprintf } from './printf';
import { asText } from './strings';

function fallback([otherwise = null, value]: readonly Value[]): Value {
  if (value === undefined) return otherwise;
  const known = truth(value);
  return known === undefined ? value : known ? value : otherwise;
}

function coalesce(args: readonly Value[]): Value {
  for (const arg of args) {
    const known = truth(arg);
    if (known !== false) return arg;
  }
  return null;
}

function ternary([yes = null, no = null, condition = null]: readonly Value[]): Value {
  if (condition instanceof Unknown) return condition;
  const plainCondition = bare(condition);
  if (typeof plainCondition !== 'boolean') throw new TemplateError('ternary needs a boolean as its last argument.');
  return plainCondition ? yes : no;
}

/** Go's Sprint: a space between two operands when neither is a string. */
function print(args: readonly Value[], gaps: 'all' | 'between values'): Text {
  const pieces = args.flatMap((arg, i) => {
    const before = args[i - 1];
    const gap = i > 0 && (gaps === 'all' || (!isString(arg) && before !== undefined && !isString(before)));
    const text = arg === null ? new Text([derived('<nil>')]) : formatText(arg);
    return gap ? [derived(' '), ...text.pieces] : text.pieces;
  });
  return new Text(pieces);
}

function isString(value: Value): boolean {
  return typeof bare(value) === 'string';
}

function required([message = null, value = null]: readonly Value[], run: Run): Value {
  const plainValue = bare(value);
  if (value instanceof Unknown || (plainValue !== null && plainValue !== '')) return value;
  report(run, 'required', text(message));
  return new Unknown('required');
}

function fail([message = null]: readonly Value[], run: Run): Value {
  report(run, 'fail', text(message));
  return '';
}

function not(value: Value): Value {
  const known = truth(value);
  return known === undefined ? new Unknown('not') : !known;
}

function all(args: readonly Value[]): Value {
  const known = args.map(truth);
  return known.includes(false) ? false : known.includes(undefined) ? new Unknown('all') : true;
}

function any(args: readonly Value[]): Value {
  const known = args.map(truth);
  return known.includes(true) ? true : known.includes(undefined) ? new Unknown('any') : false;
}

function emptyOf(value: Value): Value {
  return truth(value) === undefined ? new Unknown('empty') : isEmpty(value);
}

/** A question about the type of a value: its content may be unknown, only Unknown itself has no type. */
function typeQuestion(ask: (value: Value, name: string) => Value) {
  return traced((args) => {
    const value = args.at(-1) ?? null;
    return value instanceof Unknown ? value : ask(value, args.length > 1 ? string(args[0]) : '');
  });
}

const LIKE: Readonly<Record<string, string>> = { 'map[string]interface {}': 'map', '[]interface {}': 'slice' };

/** Functions that choose, print, and ask for types. */
/** As Go writes a letter that means something in a script or in the page around it. */
function jsEscape(letter: string): string {
  if (/[\\'"]/.test(letter)) return `\\${letter}`;
  return `\\u${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

export const flowFunctions: FunctionTable = {
  default: traced(fallback),
  coalesce: traced(coalesce),
  ternary: traced(ternary),
  empty: traced(([value = null]) => emptyOf(value)),
  not: traced(([value = null]) => not(value)),
  all: traced(all),
  any: traced(any),
  print: traced((args) => print(args, 'between values')),
  println: traced((args) => new Text([...print(args, 'all').pieces, derived('\n')])),
  printf: traced(([format = null, ...args]) => (format instanceof Unknown ? format : sprintf(asText(format), args))),
  required: traced(required),
  fail: traced(fail),
  typeOf: typeQuestion((value) => typeName(value)),
  kindOf: typeQuestion((value) => kindName(value)),
  typeIs: typeQuestion((value, name) => typeName(value) === name),
  typeIsLike: typeQuestion((value, name) => typeName(value) === name || `*${typeName(value)}` === name),
  kindIs: typeQuestion((value, name) => kindName(value) === name || LIKE[typeName(value)] === name),
  hello: plain(() => 'Hello!'),
  html: plain((value = null) => escapeHtml(goString(value))),
  js: plain((value = null) => text(value).replace(/[\\'"<>&=\u0000-\u001f]/g, jsEscape)),
  urlquery: plain((value = null) => queryEscape(text(value))),
};

function escapeHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&#34;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
