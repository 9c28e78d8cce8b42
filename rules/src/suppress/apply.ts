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
  for (const finding of findings) {
    const own = marks.own.find((c) => !isExpired(c) && names(c, finding) && isAbout(c.target, finding, marks));
    if (own) used.add(`${own.span.start} ${finding.rule}`);
    const reason = own ? own.reason : context.suppressions.foreign ? foreignReason(marks, finding, context) : undefined;
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

/** The finding starts on the line, or the container, object, stage or instruction it is in does. */
function isAbout(target: IgnoreComment['target'], finding: Finding, marks: Marks, narrow = false): boolean {
  if (target === 'file') return true;
  const scope = narrow ? finding.scope.slice(-1) : finding.scope;
  const starts = [finding.span, ...scope].map((s) => lineStart(marks.text, s.start - marks.start));
  return starts.includes(target);
}

function foreignReason(marks: Marks, finding: Finding, { today }: Context): string | undefined {
  const local = marks.objects?.filter((o) => contains(o.span, finding.span)).flatMap((o) => o.marks) ?? [];
  const found = [...marks.foreign, ...local].find(
    (mark) =>
      isMeant(mark, finding.aliases) &&
      !(mark.until !== undefined && today !== '' && mark.until <= today) &&
      isAbout(mark.target === 'everything' ? 'file' : mark.target, finding, marks, mark.narrow),
  );
  return found?.reason;
}
