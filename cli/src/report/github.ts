import type { Severity } from '@bulkhead/rules';
import type { Checked, ReportOptions } from '../result';

const commands: Record<Severity, string> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** Workflow commands that GitHub Actions shows beside the lines of a pull request. */
export function githubReport(checked: Checked, options: ReportOptions): string {
  const whys = new Map(options.rules.map((rule) => [rule.id, rule.why]));
  const findings = checked.entries.map((e) => {
    const { start, end } = e.range;
    const sameLine = start.line === end.line;
    const place = {
      file: e.path,
      line: start.line,
      endLine: end.line,
      // GitHub refuses columns on a range of several lines.
      ...(sameLine ? { col: start.column, endColumn: end.column } : {}),
      title: `${e.rule} (${e.severity})`,
    };
    const why = whys.get(e.rule);
    return command(commands[e.severity], place, why ? `${e.message}\n${why}` : e.message);
  });
  const notices = checked.notices.map((n) => {
    const place = n.path === '' ? {} : { file: n.path, ...(n.range ? { line: n.range.start.line } : {}) };
    return command(n.kind === 'unreadable' ? 'error' : 'notice', place, `${n.path} ${n.message}`.trim());
  });
  return [...findings, ...notices].map((line) => `${line}\n`).join('');
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
