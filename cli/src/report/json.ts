import { version } from '@bulkhead/server/version';
import type { Checked } from '../result';

/** The report for programs. Fields may be added to it, never renamed. */
export function jsonReport(checked: Checked): string {
  const report = {
    tool: { name: 'bulkhead', version },
    filesChecked: checked.files.length,
    findings: checked.entries.map((e) => ({
      path: e.path,
      rule: e.rule,
      message: e.message,
      severity: e.severity,
      level: e.level,
      control: e.control,
      aliases: e.aliases,
      range: e.range,
      related: e.related,
      fix: e.fix ? { title: e.fix.title, safety: e.fix.safety } : null,
    })),
    notes: checked.notices,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
