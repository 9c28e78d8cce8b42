import type { Span } from '../../text/span';
import type { Place } from '../place';
import type { RawArguments } from './arguments';

/** A comment line, as the model shows it. */
export interface RawComment {
  readonly span: Span;
  readonly text: string;
}

/** `# name=value` at the top. */
export interface RawDirective {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}

/** Something a build would refuse. */
export interface RawProblem {
  readonly span: Span;
  readonly message: string;
}

/** A flag by its offsets in the joined text. */
export interface RawFlag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Start of the value; undefined without `=`. */
  readonly valueFrom: number | undefined;
}

/** A here-document with its lines. */
export interface RawHeredoc {
  readonly name: string;
  readonly content: string;
  readonly span: Span;
  readonly marker: Span;
  readonly expands: boolean;
  readonly stripsTabs: boolean;
  readonly closed: boolean;
}

/** One instruction before its arguments are read. */
export interface RawInstruction {
  /** In capitals. */
  readonly keyword: string;
  /** Lines joined and comments inside removed, without blanks at the end. */
  readonly text: string;
  readonly place: Place;
  readonly keywordSpan: Span;
  /** Offsets in `text`: end of the keyword, first argument or flag, first argument after the flags. */
  readonly keywordTo: number;
  readonly argumentsFrom: number;
  readonly flags: readonly RawFlag[];
  readonly rest: number;
  readonly arguments: RawArguments;
  readonly span: Span;
  /** All its lines, from the start of the first to after the line break of the last. */
  readonly lines: Span;
  readonly comments: readonly RawComment[];
  readonly heredocs: readonly RawHeredoc[];
  /** What the model makes of it and keeps until it is cut anew: a new property of an object that lives on would be slow. */
  readonly memory: { fixed: unknown; script: unknown };
}
