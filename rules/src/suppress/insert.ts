import type { FileKind } from '../report';
import type { Finding } from '../rule';
import type { Edit } from '../text/edits';
import { indentOf, lineEnding, lineStart, nextLine } from '../text/lines';
import { span } from '../text/span';
import { readIgnoreComments } from './read';

/**
 * The edit that silences a finding where it stands: its rule joins an ignore comment that is about the same line, else a
 * comment comes above. The reason is left to the author: an ignore comment without one is a finding itself. Undefined
 * where no comment can stand.
 */
export function ignoreEdit(text: string, finding: Finding, kind: FileKind | undefined): Edit | undefined {
  if (kind === undefined || /^\s*[[{]/.test(text)) return undefined;
  // An instruction may span lines, and a comment inside it is none: the innermost scope of a Dockerfile is the instruction.
  const start = kind === 'dockerfile' ? (finding.scope.at(-1) ?? finding.span).start : finding.span.start;
  const line = lineStart(text, start);
  const known = readIgnoreComments(text, () => true).find((comment) => comment.target === line);
  const last = known?.rules.at(-1);
  if (known?.rules.some((rule) => rule.id === finding.rule)) return undefined;
  if (last) return { span: span(last.span.end, last.span.end), text: `, ${finding.rule}` };
  if (isInsideText(text, line)) return undefined;
  const mark = `bulkhead-ignore ${finding.rule}: `;
  const comment = kind === 'helm-template' ? `{{/* ${mark}*/}}` : `# ${mark}`;
  const at = text.startsWith('\uFEFF', line) ? line + 1 : line;
  return { span: span(at, at), text: `${indentOf(text, start)}${comment}${lineEnding(text)}` };
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
