import type { Finding } from '@bulkhead/rules';
import { type Hover, type MarkupContent, MarkupKind, type Position } from 'vscode-languageserver';
import type { Analysis } from './analysis';
import { reviewed } from './codeActions';
import { toOffset, toRange } from './convert';
import type { Language } from './language';
import type { RuleText, RuleTexts } from './ruleTexts';

export interface HoverStyle {
  readonly texts: RuleTexts;
  readonly language: Language;
  /** The client shows the messages of the diagnostics in the same box: saying them again would be noise. */
  readonly showsMessages: boolean;
}

/** Explains the findings under the cursor: what is wrong, why it matters, what the fix changes. */
export async function hover(analysis: Analysis, position: Position, style: HoverStyle): Promise<Hover | null> {
  const { document, report } = analysis;
  const at = toOffset(document, position);
  const here = report.findings.filter(({ span }) => span.start <= at && at <= span.end);
  const first = here[0];
  if (!first) return null;
  // One finding needs no heading where its message stands just above.
  const heading = (finding: Finding) =>
    style.showsMessages && here.length === 1 ? '' : style.language.tell(finding.message, finding.rule);
  const parts = await Promise.all(
    here.map(async (finding) => explain(finding, heading(finding), await style.texts.of(finding.rule), style.language)),
  );
  return {
    range: toRange(document, first.span),
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
  };
}

/** What is known about the image under the cursor goes below the findings. */
export function withFacts(hover: Hover | null, facts: string | undefined): Hover | null {
  if (facts === undefined) return hover;
  const explained = hover ? [(hover.contents as MarkupContent).value] : [];
  const contents = { kind: MarkupKind.Markdown, value: [...explained, facts].join('\n\n---\n\n') };
  return hover?.range ? { range: hover.range, contents } : { contents };
}

/** One finding in Markdown. */
export function explain(finding: Finding, heading: string, text: RuleText | undefined, language: Language): string {
  const { tell } = language;
  const words = language.rule(finding.rule) ?? text;
  const parts = heading ? [`**${asPlainText(heading)}**`] : [];
  if (words) parts.push(asPlainText(words.why));
  const fix = finding.fix();
  if (fix) parts.push(asPlainText(tell(`Fix: ${reviewed(fix.title, fix.safety)}`, finding.rule)));
  else if (words) parts.push(asPlainText(words.remedy));
  const example = text ? changeOf(text) : undefined;
  if (example) parts.push(example);
  parts.push(ids(finding, text?.references ?? [], tell));
  return parts.join('\n\n');
}

/** What the finding is called, here and elsewhere: the last thing one reads, and the first one searches for. */
function ids(finding: Finding, references: readonly string[], tell: Language['tell']): string {
  const lines = [`\`${finding.rule}\` · ${finding.severity} · ${finding.level} · control \`${finding.control}\``];
  if (finding.aliases.length) lines.push(tell(`Other tools: ${finding.aliases.join(', ')}`));
  if (references.length) lines.push(tell(`Standards: ${references.join(', ')}`));
  return lines.join('  \n');
}

/** The rule's first example as a change; undefined when it has none. */
function changeOf({ bad, good }: RuleText): string | undefined {
  if (bad === undefined || good === undefined) return undefined;
  const lines = difference(bad.split('\n'), good.split('\n'));
  return ['```diff', ...withoutMargin(lines), '```'].join('\n');
}

/** Takes away the blanks that all lines have after their mark: the box is narrow, the example may be deeply nested. */
function withoutMargin(lines: readonly string[]): string[] {
  const margins = lines
    .filter((line) => line.slice(2).trim())
    .map((line) => /^ */.exec(line.slice(2))?.[0].length ?? 0);
  const margin = Math.min(...margins, 80);
  return lines.map((line) => line.slice(0, 2) + line.slice(2 + margin));
}

const linesAround = 2;

/** The changed lines with a little of what is around them. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const keep = (line: string) => `  ${line}`;
  return [
    ...before.slice(Math.max(0, head - linesAround), head).map(keep),
    ...before.slice(head, before.length - tail).map((line) => `- ${line}`),
    ...after.slice(head, after.length - tail).map((line) => `+ ${line}`),
    ...before.slice(before.length - tail, before.length - tail + linesAround).map(keep),
  ];
}

/** Messages quote names from the file: they must not become formatting. */
function asPlainText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
