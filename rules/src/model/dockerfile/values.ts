import type { RawString } from '../../parse/dockerfile/arguments';
import type { RawInstruction } from '../../parse/dockerfile/raw';
import { type Lookup, substitute } from '../../parse/dockerfile/substitute';
import type { Value, Word } from '../../parse/shell/ast';
import type { Flag, Variable } from '../dockerfile';

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

/** The strings of an exec form as words, without substitution: that is what CMD, ENTRYPOINT, RUN and SHELL do. */
export function execWords(raw: RawInstruction, strings: readonly RawString[] | undefined): Word[] | undefined {
  return strings?.map(({ start, end, value }) => {
    const written = raw.text.slice(start, end);
    return { span: raw.place(start, end), raw: written, text: value, value, quoted: true };
  });
}

/** Words of COPY, ADD, VOLUME, EXPOSE: an exec form or blanks between, with substitution in both. */
export function listValues(reading: Reading): { form: 'shell' | 'exec'; values: Value[] } {
  const { raw, escapeChar, lookup } = reading;
  const strings = execWords(raw, raw.arguments.strings);
  if (!strings) {
    const values = raw.arguments.words.map(({ start, end }) => valueAt(reading, start, end));
    return { form: 'shell', values };
  }
  const values = strings.map((word) => {
    const { text, known } = substitute(word.text, lookup, escapeChar);
    return { ...word, text, value: known ? text : undefined };
  });
  return { form: 'exec', values };
}

/** What ENV, LABEL and ARG name. */
export function readVariables(reading: Reading): Variable[] {
  const { raw } = reading;
  return raw.arguments.properties.map(({ name, value, start, end }) => ({
    name: valueAt(reading, name.start, name.end).text,
    nameSpan: raw.place(name.start, name.end),
    value: value && valueAt(reading, value.start, value.end),
    span: raw.place(start, end),
  }));
}

/** `--name=value` words. */
export function readFlags(reading: Reading): Flag[] {
  const { raw } = reading;
  return raw.flags.map(({ name, start, end, valueFrom }) => ({
    name,
    value: valueFrom === undefined ? undefined : valueAt(reading, valueFrom, end),
    span: raw.place(start, end),
  }));
}
