import { severities } from '@bulkhead/rules';
import type { Checked, Entry, Notice, ReportOptions } from '../result';
import { type Style, styleOf } from '../style';
import { count, firstSentence, oneLine } from '../words';

/** More of them only bury the findings. */
const mostNotices = 20;

/** The report for a person: where, how bad, what, why; then how much of it can be fixed. */
export function textReport(checked: Checked, options: ReportOptions): string {
  const style = styleOf(options.colours);
  const whys = new Map(options.rules.map((rule) => [rule.id, firstSentence(rule.why)]));
  const blocks = checked.entries.map((entry) => findingText(entry, whys.get(entry.rule) ?? '', style));
  // What could not be read goes to standard error, whatever the format.
  const told = checked.notices.filter((n) => n.kind !== 'unreadable');
  const notices = told.slice(0, mostNotices).map((notice) => noticeText(notice, style));
  if (told.length > mostNotices) notices.push(`${told.length - mostNotices} more notes; --format json lists them all.`);
  const parts = [...blocks, ...(notices.length > 0 ? [`${notices.join('\n')}\n`] : []), summary(checked, style)];
  return parts.join('\n');
}

function findingText(entry: Entry, why: string, style: Style): string {
  const { line, column } = entry.range.start;
  const place = style.bold(`${oneLine(entry.path)}:${line}:${column}`);
  const fix = entry.fix ? style.dim(entry.fix.safety === 'safe' ? ' [fix]' : ' [fix, review]') : '';
  const lines = [`${place} ${style.severity(entry.severity)} ${entry.rule}${fix}`, `  ${oneLine(entry.message)}`];
  if (why) lines.push(style.dim(`  ${why}`));
  return `${lines.join('\n')}\n`;
}

/** One notice as a line: also for commands that only have notices to tell. */
export function noticeText(notice: Notice, style: Style): string {
  const at = notice.range ? `:${notice.range.start.line}:${notice.range.start.column}` : '';
  const place = notice.path === '' ? '' : `${oneLine(notice.path)}${at}${notice.range ? ':' : ''} `;
  return `${style.dim('note:')} ${place}${oneLine(notice.message)}`;
}

/** What was asked for and could not be read or written, for standard error. */
export function unreadableText({ path, message }: Notice): string {
  return `bulkhead: ${oneLine(`${path} ${message}`)}.\n`;
}

function summary(checked: Checked, style: Style): string {
  const files = count(checked.files.length, 'file');
  if (checked.files.length === 0) return 'No Dockerfile or Kubernetes manifest was found.\n';
  if (checked.entries.length === 0) return `${style.bold('No findings')} in ${files}.\n`;
  // A chart is one thing that was checked; its findings are told in several files.
  const whole = checked.files.map((file) => (file === '' ? '' : `${file}/`));
  const unitOf = (path: string) => whole.find((start) => `${path}/`.startsWith(start)) ?? path;
  const told = new Set(checked.entries.map((e) => e.path));
  const affected = new Set([...told].map(unitOf)).size;
  const bySeverity = severities
    .map((severity) => [checked.entries.filter((e) => e.severity === severity).length, severity] as const)
    .filter(([n]) => n > 0)
    .map(([n, severity]) => `${n} ${severity}`);
  const total = style.bold(count(checked.entries.length, 'finding'));
  return `${total} (${bySeverity.join(', ')}) in ${affected} of ${files}.\n${fixable(checked.entries)}`;
}

function fixable(entries: readonly Entry[]): string {
  const safe = entries.filter((e) => e.fix?.safety === 'safe').length;
  const review = entries.filter((e) => e.fix?.safety === 'review').length;
  if (safe + review === 0) return 'None of them can be fixed automatically.\n';
  const parts = [
    ...(safe > 0 ? [`${safe} with "bulkhead fix"`] : []),
    ...(review > 0 ? [`${review}${safe > 0 ? ' more' : ''} with "bulkhead fix --review"`] : []),
  ];
  return `${safe + review} can be fixed: ${parts.join(', ')}.\n`;
}
