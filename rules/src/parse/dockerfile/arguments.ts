// The library's parts hang on each other in a circle, and this is the end to begin at.
import 'dockerfile-ast';
import { Instruction } from 'dockerfile-ast/lib/instruction';
import { JSONInstruction } from 'dockerfile-ast/lib/jsonInstruction';
import { Property } from 'dockerfile-ast/lib/property';
import { PropertyInstruction } from 'dockerfile-ast/lib/propertyInstruction';

export type EscapeChar = '\\' | '`';

/** A piece of the joined text by its offsets. */
export interface RawWord {
  readonly start: number;
  readonly end: number;
}

/** An element of an exec form; the offsets are those of its quotes. */
export interface RawString extends RawWord {
  readonly value: string;
}

/** A name with its value, as ENV, LABEL and ARG have them. */
export interface RawProperty extends RawWord {
  readonly name: RawWord;
  readonly value: RawWord | undefined;
}

/** A text that is longer than this was not written by anybody; it is read as if it had no arguments. */
const longest = 100_000;

/**
 * The arguments of one instruction as `dockerfile-ast` reads them, each way of reading when it is first asked for. It is
 * given what stands behind the flags in the joined text: lines, comments inside, quoted flags and here-documents are read
 * in front of it (`split.ts`, `flags.ts`, `heredoc.ts`), because it reads those otherwise than BuildKit does.
 */
export class RawArguments {
  readonly #text: string;
  #words: readonly RawWord[] | undefined;
  #strings: readonly RawString[] | false | undefined;
  #properties: readonly RawProperty[] | undefined;

  constructor(
    text: string,
    private readonly from: number,
    private readonly keyword: string,
    readonly escapeChar: EscapeChar,
  ) {
    this.#text = text.length - from > longest ? text.slice(0, from) : text;
  }

  /** What stands between blanks, quotes or not: FROM, COPY, EXPOSE, VOLUME. */
  get words(): readonly RawWord[] {
    // Lines are joined, so nothing is escaped here any more; the library would end a word at an escape sign.
    this.#words ??= nodeOf(Instruction, this.#text, this.from, '').getArguments().map(wordOf);
    return this.#words;
  }

  /** The exec form; undefined when it is anything else. */
  get strings(): readonly RawString[] | undefined {
    this.#strings ??= stringsFrom(this.#text, this.from) ?? false;
    return this.#strings || undefined;
  }

  /** What ENV and LABEL set, or ARG names. */
  get properties(): readonly RawProperty[] {
    if (!this.#properties) {
      const kind = this.keyword === 'ARG' ? Names : Pairs;
      const node = nodeOf(kind, withoutQuoted(this.#text, this.escapeChar), this.from, '');
      this.#properties = node.getProperties().map(propertyOf);
    }
    return this.#properties;
  }
}

/** The strings of `["a", "b"]` from an offset to the end. */
export function stringsFrom(text: string, from: number): RawString[] | undefined {
  if (text.length - from > longest || !/^\s*\[/.test(text.slice(from, from + 100))) return undefined;
  // Of the library only the places: it forgets the blanks in a string, and takes `["a",]` for a list.
  const values = listOf(text.slice(from));
  const places = values && nodeOf(JSONInstruction, text, from, '').getJSONStrings().map(wordOf);
  if (places?.length !== values?.length) return undefined;
  return places?.map((place, index) => ({ ...place, value: values?.[index] ?? '' }));
}

function listOf(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

const quoted = {
  '\\': /"(?:\\.|[^"\\])*"|'[^']*'|\\./g,
  '`': /"(?:`.|[^"`])*"|'[^']*'|`./g,
};

/**
 * A text with the same words, but nothing in quotes and nothing escaped: for the library an escaped quote opens a string,
 * and an escape sign in single quotes keeps one open.
 */
function withoutQuoted(text: string, escapeChar: EscapeChar): string {
  if (!/["'\\`]/.test(text)) return text;
  return text.replace(quoted[escapeChar], (found) => {
    const [first = ''] = found;
    return first === escapeChar ? 'xx' : first + 'x'.repeat(found.length - 2) + first;
  });
}

/** The library takes a word without `=` among pairs for a name; a build refuses it. */
class Pairs extends PropertyInstruction {
  override getProperties(): Property[] {
    const all = super.getProperties();
    return all.length > 1 ? all.filter((one) => one.getValueRange()) : all;
  }
}

/** The library takes the second name of an ARG for the value of the first. */
class Names extends PropertyInstruction {
  override getProperties(): Property[] {
    return this.getPropertyArguments().map((word) => new Property(this.document, this.escapeChar, word));
  }
}

type Parts = ConstructorParameters<typeof Instruction>;
type Place = Parts[1];
type Node<T> = new (...parts: Parts) => T;

/** A node of the library for a text on one line, where a column is an offset; what stands before `from` is its keyword. */
function nodeOf<T>(kind: Node<T>, text: string, from: number, escapeChar: string): T {
  // It knows fewer blanks than BuildKit.
  const spaced = text.replace(/[\t-\r]/g, ' ');
  const document = {
    getText: () => spaced,
    offsetAt: ({ character }: Place['start']) => character,
    positionAt: (character: number) => ({ line: 0, character }),
  };
  const until = (end: number) => ({ start: document.positionAt(0), end: document.positionAt(end) });
  return new kind(
    document as Parts[0],
    until(text.length),
    undefined as unknown as Parts[2],
    escapeChar,
    '',
    until(from),
  );
}

const rangeOf = ({ start, end }: Place): RawWord => ({ start: start.character, end: end.character });

const wordOf = (word: { getRange(): Place }): RawWord => rangeOf(word.getRange());

function propertyOf(property: Property): RawProperty {
  const value = property.getValueRange();
  return { ...wordOf(property), name: rangeOf(property.getNameRange()), value: value ? rangeOf(value) : undefined };
}
