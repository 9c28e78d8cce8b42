import type { RenderedTemplate } from './render';
import { type PathKey, pathKeys } from './value/path';
import {
  type Frame,
  isUnsure,
  type Piece,
  type PieceForm,
  type PieceKind,
  type Skipped,
  type Span,
} from './value/text';

/** Where a part of a rendered text came from. */
export interface Origin extends Span {
  readonly kind: PieceKind;
  /** The template (or Chart.yaml, or a file of `.Files`) and the place in it: the text itself, or the action that wrote it. */
  readonly file: string;
  readonly at: Span;
  /** The calls that led there, innermost first; empty when it stands in the rendered template itself. */
  readonly chain: readonly Frame[];
  /** The value it is, or is mainly made of, counted from the root chart's values. */
  readonly path: readonly PathKey[] | undefined;
  /** For a value: which of its characters, and how they are written. */
  readonly offset: number;
  readonly form: PieceForm;
  /** The values that decided over it. */
  readonly reads: readonly (readonly PathKey[])[];
  /** Unknown, or in a branch that may as well not be taken. */
  readonly uncertain: boolean;
  /** For a ghost: the branch that was skipped. */
  readonly skipped: Skipped | undefined;
}

/** The origins of all parts that lie in or touch a range of a rendered text, in order. */
export function originsOf(rendered: RenderedTemplate, span: Span): Origin[] {
  const origins: Origin[] = [];
  for (let i = firstTouching(rendered, span.start); i < rendered.pieces.length; i++) {
    const piece = rendered.pieces[i];
    const start = rendered.starts[i] ?? 0;
    if (!piece || start > span.end) break;
    const end = start + piece.text.length;
    // A piece with text must share a character with the range; a mark may stand at its edge.
    const touches = piece.text === '' ? start >= span.start : end > span.start && start < span.end;
    if (touches) origins.push(originOf(piece, start));
  }
  return origins;
}

/** The origin of the first part that starts in a range and is written. */
export function firstOriginIn(rendered: RenderedTemplate, span: Span): Origin | undefined {
  for (let i = firstTouching(rendered, span.start); i < rendered.pieces.length; i++) {
    const piece = rendered.pieces[i];
    const start = rendered.starts[i] ?? 0;
    if (!piece || start > span.end || (start === span.end && piece.text !== '')) return undefined;
    if (start >= span.start && piece.kind !== 'ghost') return originOf(piece, start);
  }
  return undefined;
}

/** The origin of one piece. */
export function originOf(piece: Piece, start: number): Origin {
  const { site } = piece;
  const { start: from = 0, end: to = 0 } = site ?? {};
  const exact = piece.kind === 'literal';
  return {
    start,
    end: start + piece.text.length,
    kind: piece.kind,
    file: site?.file ?? '',
    at: exact ? { start: piece.offset, end: piece.offset + piece.text.length } : { start: from, end: to },
    chain: chainOf(site?.frame),
    path: piece.path && pathKeys(piece.path),
    offset: piece.offset,
    form: piece.form ?? 'text',
    reads: site?.reads.map(pathKeys) ?? [],
    uncertain: (site?.uncertain ?? false) || isUnsure(piece),
    skipped: piece.skipped,
  };
}

function chainOf(frame: Frame | undefined): Frame[] {
  const chain: Frame[] = [];
  for (let at = frame; at; at = at.parent) chain.push(at);
  return chain;
}

/** The first piece that ends at or after an offset. */
function firstTouching(rendered: RenderedTemplate, offset: number): number {
  const { starts, pieces } = rendered;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = (starts[middle] ?? 0) + (pieces[middle]?.text.length ?? 0);
    if (end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether any part of a range may be different in a real cluster. */
export function isUncertain(rendered: RenderedTemplate, span: Span): boolean {
  return originsOf(rendered, span).some((origin) => origin.uncertain);
}
