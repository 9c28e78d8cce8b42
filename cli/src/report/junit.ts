import { type Checked, type Entry, isAtLeast, type Notice, type ReportOptions } from '../result';

/** JUnit XML: a suite per file, a failed case per finding that fails the run, a passed case for the others. */
export function junitReport(checked: Checked, options: ReportOptions): string {
  const byFile = new Map<string, Entry[]>(checked.files.map((path) => [path, []]));
  for (const entry of checked.entries) byFile.set(entry.path, [...(byFile.get(entry.path) ?? []), entry]);
  const whys = new Map(options.rules.map((rule) => [rule.id, rule.why]));
  const fails = (entry: Entry) => isAtLeast(entry.severity, options.failOn);
  const unreadable = checked.notices.filter((n) => n.kind === 'unreadable');

  const suites = [...byFile].map(([path, entries]) => {
    const cases = entries.map((e) => caseOf(e, fails(e), whys.get(e.rule) ?? ''));
    if (cases.length === 0) cases.push(`    <testcase${attributes({ classname: path, name: 'no findings' })}/>`);
    const numbers = { tests: cases.length, failures: entries.filter(fails).length, errors: 0 };
    return suite(path, numbers, cases);
  });
  for (const notice of unreadable)
    suites.push(suite(notice.path, { tests: 1, failures: 0, errors: 1 }, [errorOf(notice)]));

  const tests = [...byFile.values()].reduce((sum, entries) => sum + Math.max(1, entries.length), unreadable.length);
  const total = { name: 'bulkhead', tests, failures: checked.entries.filter(fails).length, errors: unreadable.length };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes(total)}>\n${suites.join('')}</testsuites>\n`;
}

function suite(name: string, numbers: Readonly<Record<string, number>>, cases: readonly string[]): string {
  return `  <testsuite${attributes({ name, ...numbers })}>\n${cases.join('\n')}\n  </testsuite>\n`;
}

function caseOf(entry: Entry, failed: boolean, why: string): string {
  const { line, column } = entry.range.start;
  const head = attributes({
    classname: entry.path,
    name: `${entry.rule} at ${line}:${column}`,
    file: entry.path,
    line,
  });
  const text = escapeXml(`${entry.path}:${line}:${column} ${entry.message}\n${why}`.trim());
  const body = failed
    ? `<failure${attributes({ type: entry.severity, message: entry.message })}>${text}</failure>`
    : `<system-out>${escapeXml(entry.severity)}: ${text}</system-out>`;
  return `    <testcase${head}>\n      ${body}\n    </testcase>`;
}

function errorOf(notice: Notice): string {
  const head = attributes({ classname: notice.path, name: 'can be read' });
  const body = `<error${attributes({ type: notice.kind, message: `${notice.path} ${notice.message}` })}/>`;
  return `    <testcase${head}>\n      ${body}\n    </testcase>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escapeXml(String(value))
          .replace(/"/g, '&quot;')
          .replace(/[\t\r\n]/g, ' ')}"`,
    )
    .join('');
}

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
function escapeXml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
