import { commonEnds } from '@bulkhead/helm/read/commonEnds';
import { applyEdits, type Finding, type Fix, findFacts, type RuleFacts, type Severity } from '@bulkhead/rules';
import { longestCommon } from '@bulkhead/rules/text/lineEdits';
import { type Hover, type MarkupContent, MarkupKind, type Position } from 'vscode-languageserver';
import type { Analysis } from './analysis';
import { toOffset, toRange } from './convert';
import type { PageOf } from './documentLinks';
import type { Language } from './language';
import type { RuleText, RuleTexts } from './ruleTexts';
import { strideNames } from './stride';

/** In which words rules are explained, and where there is more. */
export interface WordStyle {
  readonly language: Language;
  readonly pageOf: PageOf;
}

export interface HoverStyle extends WordStyle {
  readonly texts: RuleTexts;
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
    here.map(async (finding) =>
      explain(finding, heading(finding), document.text, await style.texts.of(finding.rule), style),
    ),
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

/** What is known about the value under the cursor comes first, for it is what one points at. */
export function withValue(hover: Hover | null, value: Hover | undefined): Hover | null {
  if (!value || !hover) return value ?? hover;
  const parts = [value, hover].map(({ contents }) => (contents as MarkupContent).value);
  return { ...value, contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') } };
}

/** One finding in Markdown. */
function explain(
  finding: Finding,
  heading: string,
  document: string,
  text: RuleText | undefined,
  style: WordStyle,
): string {
  const { t, tell } = style.language;
  const words = style.language.rule(finding.rule) ?? text;
  const parts = heading ? [`**${asPlainText(heading)}**`] : [];
  if (words) parts.push(asPlainText(words.why));
  const fix = finding.fix();
  if (fix) {
    const title = asPlainText(tell(fix.title, finding.rule));
    parts.push(fix.safety === 'review' ? t('Fix: {0} (review the change)', title) : t('Fix: {0}', title));
  } else if (words) parts.push(asPlainText(words.remedy));
  const rule = findFacts(finding.rule);
  const change = (fix && changeBy(fix, document)) ?? exampleOf(text, style);
  if (rule) parts.push(change, aboutRule(rule, finding.severity, text, style));
  return parts.filter(Boolean).join('\n\n');
}

/** What the rule is called here and elsewhere: the last thing one reads, and the first one searches for. */
export function aboutRule(
  rule: RuleFacts,
  severity: Severity,
  text: RuleText | undefined,
  { language: { t }, pageOf }: WordStyle,
): string {
  const page = pageOf(rule.id);
  const name = page ? `[\`${rule.id}\`](${page})` : `\`${rule.id}\``;
  const lines = [[name, severity, rule.level, t('control {0}', `\`${rule.control}\``)].join(' · ')];
  lines.push(`STRIDE: ${rule.stride.map((letter) => t(strideNames[letter])).join(', ')}`);
  if (rule.aliases.length) lines.push(t('Other tools: {0}', rule.aliases.join(', ')));
  if (text?.references.length) lines.push(t('Standards: {0}', text.references.join(', ')));
  return lines.join('  \n');
}

/** The rule's first example as a change; empty when it has none. */
export function exampleOf(text: RuleText | undefined, { language: { t } }: WordStyle): string {
  if (text?.bad === undefined || text.good === undefined) return '';
  return `${t('For example:')}\n\n${asDiff(difference(text.bad.split('\n'), text.good.split('\n')))}`;
}

/** What a box takes without being scrolled far. */
const mostLines = 14;
/** The person has the file in front. */
const ownLinesAround = 1;

/** What a fix does to the file in front; undefined where it changes others, or more than a box can show. */
function changeBy({ edits }: Fix, text: string): string | undefined {
  if (edits.some(({ file }) => file !== undefined)) return undefined;
  const before = text.split(/\r?\n/);
  const after = applyEdits(text, edits).split(/\r?\n/);
  const { head, tail } = commonEnds(before, after);
  const changed = (lines: readonly string[]) =>
    lines.slice(Math.max(0, head - ownLinesAround), lines.length - Math.max(0, tail - ownLinesAround));
  const lines = difference(changed(before), changed(after), ownLinesAround);
  return lines.length > 0 && lines.length <= mostLines ? asDiff(lines) : undefined;
}

function asDiff(lines: readonly string[]): string {
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

/** The changed lines with a little of what is around them; an empty line where more is left out. */
export function difference(before: readonly string[], after: readonly string[], linesAround = 2): string[] {
  const lines: string[] = [];
  let [i, j] = [0, 0];
  for (const [sameBefore, sameAfter] of [...longestCommon(before, after), [before.length, after.length] as const]) {
    lines.push(...before.slice(i, sameBefore).map((line) => `- ${line}`));
    lines.push(...after.slice(j, sameAfter).map((line) => `+ ${line}`));
    lines.push(...before.slice(sameBefore, sameBefore + 1).map((line) => `  ${line}`));
    [i, j] = [sameBefore + 1, sameAfter + 1];
  }
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - linesAround), at + linesAround + 1).some((line) => !line.startsWith('  '));
  const shown = lines.flatMap((line, at) => (isNear(at) ? [line] : at > 0 && isNear(at - 1) ? [''] : []));
  return shown.at(-1) === '' ? shown.slice(0, -1) : shown;
}

/** Messages quote names from the file: they must not become formatting. */
export function asPlainText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
