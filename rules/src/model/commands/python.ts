import { type Place, shifted, whole } from '../../parse/place';
import type { Command } from '../../parse/shell';
import { placeOf } from '../../parse/shell/unwrap';
import { remember } from './remember';

/** Python code given to an interpreter on the command line or by a here-document. */
export interface PythonCode {
  readonly code: string;
  readonly place: Place;
  /** The same length as `code`, with the insides of strings and comments blanked. */
  readonly masked: string;
}

const interpreter = /^(?:python[0-9.]*|pypy3?|ipython)$/;

/** The Python code in a command, if any. */
export const pythonCode: (command: Command) => PythonCode | undefined = remember(readPythonCode);

function readPythonCode(command: Command): PythonCode | undefined {
  if (!interpreter.test(command.name)) return undefined;
  const at = command.args.findIndex((word) => /^-[A-Za-z]*c$/.test(word.text));
  const word = at < 0 ? undefined : command.args[at + 1];
  if (word) return { code: word.text, place: placeOf(word), masked: maskPython(word.text) };
  const body = command.redirects.find((redirect) => redirect.body)?.body;
  if (!body) return undefined;
  const exact = body.span.end - body.span.start === body.text.length;
  return {
    code: body.text,
    place: exact ? shifted(body.span.start) : whole(body.span),
    masked: maskPython(body.text),
  };
}

/** Blanks the insides of strings and comments so that only code is left to look at. */
function maskPython(code: string): string {
  let out = '';
  let at = 0;
  while (at < code.length) {
    const c = code[at] ?? '';
    if (c === '#') {
      const line = code.indexOf('\n', at);
      const end = line < 0 ? code.length : line;
      out += ' '.repeat(end - at);
      at = end;
    } else if (c === '"' || c === "'") {
      const quote = code.startsWith(c.repeat(3), at) ? c.repeat(3) : c;
      const end = endOfString(code, at + quote.length, quote);
      const inner = Math.max(0, end - at - 2);
      out += c + ' '.repeat(inner) + (end - at > 1 ? c : '');
      at = end;
    } else {
      out += c;
      at++;
    }
  }
  return out;
}

function endOfString(code: string, from: number, quote: string): number {
  for (let at = from; at < code.length; at++) {
    if (code[at] === '\\') at++;
    else if (code.startsWith(quote, at)) return at + quote.length;
    else if (quote.length === 1 && code[at] === '\n') return at;
  }
  return code.length;
}

/** A call in the code: where its name stands and the text of its arguments. */
export interface PythonCall {
  /** With the module it was imported from, and as it is written. */
  readonly name: string;
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /** Between the parentheses, as written and with strings blanked, and where that begins. */
  readonly args: string;
  readonly maskedArgs: string;
  readonly argsStart: number;
}

/** What names stand for after `import json, numpy as np` and `from torch import load as l`. */
function importsOf(masked: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [, list = ''] of masked.matchAll(/\bimport[ \t]+([\w., \t]+)/g)) {
    for (const [, module = '', name = ''] of list.matchAll(/([\w.]+)[ \t]+as[ \t]+(\w+)/g)) names.set(name, module);
  }
  for (const [, module = '', list = ''] of masked.matchAll(/\bfrom\s+([\w.]+)\s+import\s+\(?([\w\s,]+)/g)) {
    for (const [, item = '', name = item] of list.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g))
      names.set(name, `${module}.${item}`);
  }
  return names;
}

/** Calls whose dotted name matches, for example `torch.load`, also under the names they were imported by. */
export function* pythonCalls(source: PythonCode, name: RegExp): Iterable<PythonCall> {
  const calls = /([A-Za-z_][\w.]*)\s*\(/g;
  const imports = importsOf(source.masked);
  for (let match = calls.exec(source.masked); match; match = calls.exec(source.masked)) {
    const written = match[1] ?? '';
    const [first = '', ...rest] = written.split('.');
    const called = [imports.get(first) ?? first, ...rest].join('.');
    if (!name.test(called)) continue;
    const open = match.index + match[0].length;
    const close = closingParenthesis(source.masked, open);
    yield {
      name: called,
      written,
      start: match.index,
      end: match.index + written.length,
      args: source.code.slice(open, close),
      maskedArgs: source.masked.slice(open, close),
      argsStart: open,
    };
  }
}

function closingParenthesis(masked: string, from: number): number {
  let depth = 1;
  const limit = Math.min(masked.length, from + 5000);
  for (let at = from; at < limit; at++) {
    const c = masked[at];
    if (c === '(' || c === '[' || c === '{') depth++;
    else if ((c === ')' || c === ']' || c === '}') && --depth === 0) return at;
  }
  return limit;
}

/** The value of a keyword argument, `weights_only=True`, and where it stands in the code. */
export function keywordValue(call: PythonCall, name: string): { text: string; start: number; end: number } | undefined {
  const match = new RegExp(`(?:^|[,(\\s])${name}\\s*=(?!=)\\s*`).exec(call.maskedArgs);
  if (!match) return undefined;
  const from = match.index + match[0].length;
  let depth = 0;
  let to = from;
  for (; to < call.maskedArgs.length; to++) {
    const c = call.maskedArgs[to] ?? '';
    if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) break;
  }
  const text = call.args.slice(from, to).trimEnd();
  return { text, start: call.argsStart + from, end: call.argsStart + from + text.length };
}

export function keywordArgument(call: PythonCall, name: string): string | undefined {
  return keywordValue(call, name)?.text;
}
