import type { FileKind } from '../report';
import type { Finding } from '../rule';
import type { Edit } from '../text/edits';
import { indentOf, lineEnding, lineStart, nextLine } from '../text/lines';
import { span } from '../text/span';
import { type IgnoreComment, readIgnoreComments } from './read';

/**
 * The edits that silence a finding where it stands: its rule joins an ignore comment that is about the same line, else a
 * comment comes above. Without a reason the comment is a finding itself, until its author writes one. Undefined where
 * no comment can stand.
 */
export function ignoreEdits(
  text: string,
  finding: Finding,
  kind: FileKind | undefined,
  given = '',
): readonly Edit[] | undefined {
  // JSON has no comments; two braces begin an action of a template.
  if (kind === undefined || /^\s*(?:\[|\{(?!\{))/.test(text)) return undefined;
  const reason = asReason(given);
  // An instruction may span lines, and a comment inside it is none: the innermost scope of a Dockerfile is the instruction.
  const start = kind === 'dockerfile' ? (finding.scope.at(-1) ?? finding.span).start : finding.span.start;
  const line = lineStart(text, start);
  const known = readIgnoreComments(text, () => true).find((comment) => comment.target === line);
  if (known?.rules.some((rule) => rule.id === finding.rule)) return undefined;
  if (known) return join(text, known, finding.rule, reason);
  if (isInsideText(text, line)) return undefined;
  const mark = `bulkhead-ignore ${finding.rule}: ${reason}`;
  // The comment of a template takes the line break behind it along: it leaves no trace in what is rendered.
  const comment = kind === 'helm-template' ? `{{/* ${mark.trimEnd()} */ -}}` : `# ${mark}`;
  const at = text.startsWith('\uFEFF', line) ? line + 1 : line;
  return [{ span: span(at, at), text: `${indentOf(text, start)}${comment}${lineEnding(text)}` }];
}

/** What may stand in a comment of one line, a template's included. */
function asReason(text: string): string {
  return text.replace(/[\r\n*]+/g, ' ').trim();
}

/** The rule comes behind the others, and its reason behind theirs but before the day until which they hold. */
function join(text: string, known: IgnoreComment, rule: string, reason: string): Edit[] | undefined {
  const last = known.rules.at(-1);
  if (!last) return undefined;
  const rules = { span: span(last.span.end, last.span.end), text: `, ${rule}` };
  if (reason === '' || reason === known.reason) return [rules];
  const { end } = last.span;
  if (known.reason === '') {
    const colon = /^[ \t]*:[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
    return [{ span: span(end, end + colon), text: `${rules.text}: ${reason}${known.untilSpan ? ' ' : ''}` }];
  }
  const at = text.lastIndexOf(known.reason, known.span.end) + known.reason.length;
  return [rules, { span: span(at, at), text: `; ${reason}` }];
}

/** A line in a block scalar or a flow map that goes over lines: a comment there would be text, or is better not tried. */
function isInsideText(text: string, line: number): boolean {
  const own = indentOf(text, line).length;
  let above = '';
  for (let at = 0; at < line; at = nextLine(text, at)) {
    const current = text.slice(at, nextLine(text, at));
    if (current.trim() !== '' && indentOf(text, at).length < own) above = current;
  }
  return /[|>][-+\d]*\s*(#.*)?$/.test(above.trimEnd()) || /[{[,]\s*$/.test(above.trimEnd());
}
