import type { RawInstruction } from '../../parse/dockerfile/raw';
import { type Lookup, substitute } from '../../parse/dockerfile/substitute';
import { blankSeparated, type JsonWord, parseJsonWords, quotedWords } from '../../parse/dockerfile/words';
import type { Value, Word } from '../../parse/shell/ast';
import type { Variable } from '../dockerfile';

/** What is needed to turn a piece of an instruction into a value. */
export interface Reading {
  readonly raw: RawInstruction;
  readonly escapeChar: string;
  readonly lookup: Lookup;
}

/** The value of a range of the joined text. */
export function valueAt({ raw, escapeChar, lookup }: Reading, start: number, end: number): Value {
  const written = raw.text.slice(start, end);
  const { text, known } = substitute(written, lookup, escapeChar);
  return { span: raw.place(start, end), raw: written, text, value: known ? text : undefined };
}

/** The rest of the instruction as one value. */
export function restValue(reading: Reading): Value {
  return valueAt(reading, reading.raw.rest, reading.raw.text.length);
}

/** An element of an exec form as a word, without substitution: that is what CMD, ENTRYPOINT, RUN and SHELL do. */
export function jsonWord(raw: RawInstruction, word: JsonWord): Word {
  const written = word.plain ? `"${word.value}"` : JSON.stringify(word.value);
  void raw;
  return { span: word.span, raw: written, text: word.value, value: word.value, quoted: true };
}

/** The strings of an exec form, when the instruction has one. */
export function jsonWords(raw: RawInstruction, from: number = raw.rest): Word[] | undefined {
  return parseJsonWords(raw.text, from, raw.place)?.map((word) => jsonWord(raw, word));
}

/** Words of COPY, ADD, VOLUME, EXPOSE: an exec form or blanks between, with substitution in both. */
export function listValues(reading: Reading): { form: 'shell' | 'exec'; values: Value[] } {
  const { raw, escapeChar, lookup } = reading;
  const json = parseJsonWords(raw.text, raw.rest, raw.place);
  if (!json) {
    const words = blankSeparated(raw.text, raw.rest);
    return { form: 'shell', values: words.map(({ start, end }) => valueAt(reading, start, end)) };
  }
  const values = json.map((word) => {
    const { text, known } = substitute(word.value, lookup, escapeChar);
    return { ...jsonWord(raw, word), text, value: known ? text : undefined };
  });
  return { form: 'exec', values };
}

/** `name=value` pairs of ENV and LABEL, or the old `name value`. */
export function readPairs(reading: Reading): Variable[] {
  const { raw, escapeChar } = reading;
  const words = quotedWords(raw.text, raw.rest, escapeChar);
  const [first] = words;
  if (!first) return [];
  if (!raw.text.slice(first.start, first.end).includes('=')) {
    const [name, rest] = blankSeparated(raw.text, raw.rest);
    if (!name) return [];
    const nameSpan = raw.place(name.start, name.end);
    const value = rest ? valueAt(reading, rest.start, raw.text.length) : undefined;
    const end = rest ? raw.text.length : name.end;
    return [{ name: nameText(reading, name.start, name.end), nameSpan, value, span: raw.place(name.start, end) }];
  }
  return words.flatMap(({ start, end }) => {
    const equals = raw.text.indexOf('=', start);
    if (equals < 0 || equals >= end) return [];
    return [pair(reading, start, equals, end)];
  });
}

/** `name` or `name=value` words of ARG. */
export function readArguments(reading: Reading): Variable[] {
  const { raw, escapeChar } = reading;
  return quotedWords(raw.text, raw.rest, escapeChar).map(({ start, end }) => {
    const equals = raw.text.indexOf('=', start);
    if (equals >= 0 && equals < end) return pair(reading, start, equals, end);
    const span = raw.place(start, end);
    return { name: nameText(reading, start, end), nameSpan: span, value: undefined, span };
  });
}

function pair(reading: Reading, start: number, equals: number, end: number): Variable {
  const { raw } = reading;
  return {
    name: nameText(reading, start, equals),
    nameSpan: raw.place(start, equals),
    value: valueAt(reading, equals + 1, end),
    span: raw.place(start, end),
  };
}

function nameText({ raw, escapeChar, lookup }: Reading, start: number, end: number): string {
  return substitute(raw.text.slice(start, end), lookup, escapeChar).text;
}
