import type { PathNode } from './path';

/** A stretch of a file, in UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A call of `include`, `template` or `tpl` that led to a piece, innermost first. */
export interface Frame {
  readonly name: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly parent: Frame | undefined;
}

/** Where in which template a piece was made, and which values were read to make it. */
export interface Site {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly frame: Frame | undefined;
  readonly reads: readonly PathNode[];
  /** Made inside a branch whose condition is Unknown. */
  readonly uncertain: boolean;
}

/**
 * - literal: characters of a template (or of a string literal in one); `offset` is where they stand
 * - value: characters of one value; `offset` counts within the value as `form` writes it
 * - key: a key of a values map that a function such as toYaml wrote out
 * - syntax: indentation and punctuation that a function added; `path` names the container it wrote
 * - derived: computed; `reads` of the site tell from what, `path` names the main source when there is one
 * - unknown: stands for something that only the cluster, the clock or chance can tell
 * - fork: nothing; here a branch was chosen whose condition is Unknown
 * - ghost: nothing; a skipped branch or an empty value, `reads` tell which keys would fill it
 */
export type PieceKind = 'literal' | 'value' | 'key' | 'syntax' | 'derived' | 'unknown' | 'fork' | 'ghost';

/** How a value piece writes its value: as it prints, as a YAML scalar, as JSON, or in Go quotes. */
export type PieceForm = 'text' | 'yaml' | 'json' | 'quoted';

/** A branch that was not taken. */
export interface Skipped extends Span {
  readonly branch: 'then' | 'else' | 'empty';
}

/** A stretch of text with one origin. `site` is filled in when the piece is first printed. */
export interface Piece {
  readonly text: string;
  readonly kind: PieceKind;
  readonly offset: number;
  readonly path?: PathNode | undefined;
  readonly form?: PieceForm | undefined;
  readonly site?: Site | undefined;
  readonly skipped?: Skipped | undefined;
}

/** Whether a piece may be another in a real cluster, or the place of something that may be there. */
export function isUnsure({ kind }: Piece): boolean {
  return kind === 'unknown' || kind === 'fork';
}

/** A string that remembers where each part came from. */
export class Text {
  readonly pieces: readonly Piece[];
  private joined: string | undefined;
  private unsure: boolean | undefined;

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
  }

  /** The characters. */
  get text(): string {
    if (this.joined !== undefined) return this.joined;
    const only = this.pieces.length === 1 ? this.pieces[0] : undefined;
    this.joined = only ? only.text : this.pieces.map((p) => p.text).join('');
    return this.joined;
  }

  /** Whether any part of it is unknown. */
  get unknown(): boolean {
    this.unsure ??= this.pieces.some(isUnsure);
    return this.unsure;
  }
}

/** Text that a function made up. */
export function derived(text: string): Piece {
  return { text, kind: 'derived', offset: 0 };
}

/** Indentation or punctuation that a function added. */
export function syntax(text: string, path?: PathNode): Piece {
  return { text, kind: 'syntax', offset: 0, path };
}

/** The part of a piece between two of its own offsets. */
export function slicePiece(piece: Piece, start: number, end: number): Piece {
  if (start <= 0 && end >= piece.text.length) return piece;
  const from = Math.max(0, start);
  // Half of a quoted scalar is no value any more; half of a plain one is half of the value.
  const broken = piece.kind === 'value' && piece.form !== 'text' && /^["']/.test(piece.text);
  const kind = broken ? 'derived' : piece.kind;
  return { ...piece, kind, text: piece.text.slice(from, end), offset: piece.offset + from };
}

/** The part between two offsets. Ghosts outside it are kept at its edges: what was skipped stays skipped. */
export function slicePieces(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const kept: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const next = at + piece.text.length;
    if (piece.text === '') kept.push(piece);
    else if (next > start && at < end) kept.push(slicePiece(piece, start - at, Math.min(end, next) - at));
    at = next;
  }
  return kept;
}

/** The part of a text between two offsets. */
export function sliceText(text: Text, start: number, end: number): Text {
  if (start <= 0 && end >= text.text.length) return text;
  return new Text(slicePieces(text.pieces, start, end));
}

/** Puts `pad` after every line break, and in front when asked. */
export function padLines(pieces: readonly Piece[], pad: string, where: 'every line' | 'after breaks'): Piece[] {
  const padded: Piece[] = [];
  const filler = syntax(pad);
  if (where === 'every line' && pad !== '') padded.push(filler);
  for (const piece of pieces) {
    let from = 0;
    for (let at = piece.text.indexOf('\n'); at >= 0 && pad !== ''; at = piece.text.indexOf('\n', from)) {
      padded.push(slicePiece(piece, from, at + 1), filler);
      from = at + 1;
    }
    if (from < piece.text.length || piece.text === '') padded.push(slicePiece(piece, from, piece.text.length));
  }
  return padded;
}

/** Replaces every occurrence of `from`, keeping the origin of the rest. */
export function replaceInText(text: Text, from: string, to: string): Text {
  const whole = text.text;
  if (from === '' || !whole.includes(from)) return from === '' ? new Text([derived(whole.replaceAll(from, to))]) : text;
  const pieces: Piece[] = [];
  let done = 0;
  for (let at = whole.indexOf(from); at >= 0; at = whole.indexOf(from, done)) {
    // Ghosts are kept once, by the first slice.
    if (at > done) pieces.push(...slicePieces(text.pieces, done, at).filter((p) => p.text !== ''));
    if (to !== '') pieces.push(derived(to));
    done = at + from.length;
  }
  if (done < whole.length) pieces.push(...slicePieces(text.pieces, done, whole.length).filter((p) => p.text !== ''));
  pieces.push(...text.pieces.filter((p) => p.text === ''));
  return new Text(pieces);
}

/** Changes the letters of each piece; a piece that changes is derived, and still names its source. */
export function mapText(text: Text, change: (part: string) => string): Text {
  return new Text(
    text.pieces.map((piece) => {
      const changed = change(piece.text);
      return changed === piece.text ? piece : { ...piece, text: changed, kind: 'derived' };
    }),
  );
}
