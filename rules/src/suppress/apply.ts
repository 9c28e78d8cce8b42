import type { Context } from '../context';
import type { Finding } from '../rule';
import { lineStart } from '../text/lines';
import { contains, type Span } from '../text/span';
import { type ForeignMark, isMeant } from './foreign';
import type { IgnoreComment } from './read';

/** An ignore comment as rules about ignore comments see it: what it says, and whether it did anything. */
export interface Suppression {
  readonly text: string;
  readonly comment: IgnoreComment;
  /** Whether each rule it names exists, spoke here at all, and was silenced by it. */
  readonly rules: readonly {
    readonly id: string;
    readonly span: Span;
    readonly known: boolean;
    readonly ran: boolean;
    readonly used: boolean;
  }[];
  /** Its date has passed, so it silences nothing any more. */
  readonly expired: boolean;
}

/** A finding that somebody decided to live with. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

export interface Marks {
  readonly text: string;
  /** Where `text` starts in the file; findings count from the file's start. */
  readonly start: number;
  readonly own: readonly IgnoreComment[];
  readonly foreign: readonly ForeignMark[];
  /** Marks that hold for one object only, by the object's span. */
  readonly objects?: readonly { readonly span: Span; readonly marks: readonly ForeignMark[] }[];
}

export interface Sorted {
  readonly kept: Finding[];
  readonly suppressed: SuppressedFinding[];
  readonly suppressions: Suppression[];
}

/** Parts findings into those to show and those that a comment or annotation silences. */
export function applyMarks(
  marks: Marks,
  findings: readonly Finding[],
  context: Context,
  rules: { readonly known: ReadonlySet<string>; readonly active: ReadonlySet<string> },
): Sorted {
  const used = new Set<string>();
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const isExpired = (comment: IgnoreComment) =>
    comment.until !== undefined && context.today !== '' && comment.until < context.today;
  const own = byTarget(marks.own.filter((comment) => !isExpired(comment)));
  const foreign = byTarget(
    context.suppressions.foreign ? marks.foreign.filter((mark) => isInForce(mark, context)) : [],
  );
  for (const finding of findings) {
    const comment = about(own, finding, marks).find((c) => names(c, finding));
    if (comment) used.add(`${comment.span.start} ${finding.rule}`);
    const reason = comment
      ? comment.reason
      : context.suppressions.foreign
        ? foreignReason(foreign, marks, finding, context)
        : undefined;
    if (reason === undefined) kept.push(finding);
    else suppressed.push({ finding, reason });
  }
  const suppressions = marks.own.map(
    (comment): Suppression => ({
      text: marks.text,
      comment,
      expired: isExpired(comment),
      rules: comment.rules.map((rule) => ({
        ...rule,
        known: rules.known.has(rule.id),
        ran: rules.active.has(rule.id),
        used: used.has(`${comment.span.start} ${rule.id}`),
      })),
    }),
  );
  return { kept, suppressed, suppressions };
}

function names(comment: IgnoreComment, finding: Finding): boolean {
  return comment.rules.some((rule) => rule.id === finding.rule);
}

interface Targeted {
  readonly target: 'file' | 'everything' | number | Span;
  readonly narrow?: boolean;
}

/** Marks by what they are about: the file, some lines of it, or the one that begins there. */
type Table<M> = ReadonlyMap<'file' | 'everything' | 'lines' | number, readonly M[]>;

/** Thousands of findings are not held against each of thousands of marks. */
function byTarget<M extends Targeted>(marks: readonly M[]): Table<M> {
  const table = new Map<'file' | 'everything' | 'lines' | number, M[]>();
  for (const mark of marks) {
    const key = typeof mark.target === 'object' ? 'lines' : mark.target;
    const list = table.get(key);
    if (list) list.push(mark);
    else table.set(key, [mark]);
  }
  return table;
}

/**
 * The marks about the file, and those about a line on which the finding or the container, object, stage or instruction it
 * is in starts.
 */
function about<M extends Targeted>(table: Table<M>, finding: Finding, { text, start }: Marks): readonly M[] {
  if (table.size === 0) return [];
  const found: M[] = [...(table.get('file') ?? []), ...(table.get('everything') ?? [])];
  for (const mark of table.get('lines') ?? []) {
    const { target } = mark;
    if (typeof target === 'object' && contains(target, finding.span)) found.push(mark);
  }
  const near = [finding.span, ...finding.scope.slice(-1)].map((s) => lineStart(text, s.start - start));
  const lines = new Set([...near, ...finding.scope.map((s) => lineStart(text, s.start - start))]);
  for (const line of lines) {
    for (const mark of table.get(line) ?? []) if (!mark.narrow || near.includes(line)) found.push(mark);
  }
  return found;
}

function isInForce({ until }: ForeignMark, { today }: Context): boolean {
  return until === undefined || today === '' || until > today;
}

function foreignReason(
  table: Table<ForeignMark>,
  marks: Marks,
  finding: Finding,
  context: Context,
): string | undefined {
  const local = marks.objects?.filter((o) => contains(o.span, finding.span)).flatMap((o) => o.marks) ?? [];
  const inForce = local.filter((mark) => isInForce(mark, context));
  const found = [...about(table, finding, marks), ...about(byTarget(inForce), finding, marks)];
  return found.find((mark) => isMeant(mark, finding.aliases))?.reason;
}
