import type { Finding, SourceFile } from '@bulkhead/rules';
import { type Locator, locatorOf } from './locate';
import type { Change, Entry } from './result';

/** The locator of a file whose text is at hand. */
export type FindLocator = (path: string) => Locator | undefined;

/** Locators by path, each made when it is first asked for. */
export function fileLocators(files: readonly SourceFile[]): FindLocator {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const known = new Map<string, Locator>();
  return (path) => {
    const text = texts.get(path);
    if (text === undefined) return undefined;
    const locator = known.get(path) ?? locatorOf(text);
    known.set(path, locator);
    return locator;
  };
}

/** A finding with everything computed, so that nothing of the file needs to be kept. */
export function entryOf(finding: Finding, find: FindLocator, mayFix: boolean): Entry {
  const locator = find(finding.file) ?? locatorOf('');
  return {
    path: finding.file,
    rule: finding.rule,
    message: finding.message,
    severity: finding.severity,
    level: finding.level,
    control: finding.control,
    aliases: finding.aliases,
    range: locator.range(finding.span),
    lineText: locator.lineText(finding.span.start),
    related: finding.related.flatMap((r) => {
      const path = r.file ?? finding.file;
      const range = find(path)?.range(r.at);
      return range ? [{ path, range, message: r.message }] : [];
    }),
    fix: mayFix ? fixOf(finding, find) : null,
  };
}

function fixOf(finding: Finding, find: FindLocator): Entry['fix'] {
  const fix = finding.fix();
  if (!fix) return null;
  const changes: Change[] = [];
  for (const edit of fix.edits) {
    const path = edit.file ?? finding.file;
    const range = (edit.creates ? locatorOf('') : find(path))?.range(edit.span);
    if (!range) return { title: fix.title, safety: fix.safety };
    changes.push({ path, range, text: edit.text });
  }
  return { title: fix.title, safety: fix.safety, changes };
}
