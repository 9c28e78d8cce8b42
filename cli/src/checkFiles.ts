import { type Context, createEngine, type Engine, type Finding, type Rule, type SourceFile } from '@bulkhead/rules';
import { readSource } from './files/read';
import { type Locator, locatorOf } from './locate';
import type { Change, Checked, Entry, Notice } from './result';
import type { Sources } from './sources';

/** What to check with. */
export interface CheckOptions {
  readonly context: Context;
  /** All rules when absent. */
  readonly rules?: readonly Rule[];
  /** Also run the rules that need several files. */
  readonly together: boolean;
  /** Called before each file. */
  readonly progress: (done: number) => void;
}

/** Reads and checks files one by one, then together. */
export function checkFiles(input: Sources, options: CheckOptions): Checked {
  const notices: Notice[] = input.unreadable.map((u) => ({ ...u, kind: 'unreadable' as const }));
  const engine = createEngine({
    ...(options.rules ? { rules: options.rules } : {}),
    onRuleFailed: (rule, error) => notices.push(ruleFailed(rule, error)),
  });
  const entries: Entry[] = [];
  const files: SourceFile[] = [];
  const checked: string[] = [];
  let others = 0;

  for (const [i, source] of input.sources.entries()) {
    options.progress(i);
    const content = readSource(source);
    if (content.state !== 'text') {
      notices.push({
        path: source.path,
        kind: content.state === 'unreadable' ? 'unreadable' : content.kind,
        message: content.message,
      });
      continue;
    }
    const file = { path: source.path, text: content.text };
    const report = engine.check(file, options.context);
    if (report.kind === undefined) {
      others++;
      if (source.named) notices.push(notOurs(source.path));
      continue;
    }
    checked.push(source.path);
    if (!content.exact) notices.push(notUtf8(source.path));
    const here = fileLocators([file]);
    for (const finding of report.findings) entries.push(entryOf(finding, here, content.exact));
    for (const note of report.notes)
      notices.push({
        path: source.path,
        kind: note.kind,
        message: note.message,
        ...rangeOf(note.span, here(source.path)),
      });
    if (options.together) files.push(file);
    // Nothing is checked twice, and a repository's worth of syntax trees is what memory would go to.
    engine.forget(source.path);
  }
  if (options.together) addTogether(engine, files, options.context, entries);
  return { entries: sorted(entries, checked), notices, files: checked, others };
}

function addTogether(engine: Engine, files: readonly SourceFile[], context: Context, entries: Entry[]): void {
  const everywhere = fileLocators(files);
  for (const finding of engine.checkTogether(files, context)) entries.push(entryOf(finding, everywhere, true));
}

type FindLocator = (path: string) => Locator | undefined;

/** Locators by path, each made when it is first asked for. */
function fileLocators(files: readonly SourceFile[]): FindLocator {
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

function entryOf(finding: Finding, find: FindLocator, mayFix: boolean): Entry {
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
    const range = find(path)?.range(edit.span);
    if (!range) return { title: fix.title, safety: fix.safety };
    changes.push({ path, range, text: edit.text });
  }
  return { title: fix.title, safety: fix.safety, changes };
}

function rangeOf(span: Finding['span'] | undefined, locator: Locator | undefined) {
  return span && locator ? { range: locator.range(span) } : {};
}

function sorted(entries: readonly Entry[], files: readonly string[]): Entry[] {
  const order = new Map(files.map((path, i) => [path, i]));
  const place = (e: Entry) => order.get(e.path) ?? files.length;
  return [...entries].sort(
    (a, b) =>
      place(a) - place(b) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.column - b.range.start.column ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

function notOurs(path: string): Notice {
  const message = 'was not checked: it is neither a Dockerfile nor a Kubernetes manifest (with apiVersion and kind).';
  return { path, kind: 'not-ours', message };
}

function notUtf8(path: string): Notice {
  return { path, kind: 'not-utf8', message: 'is not valid UTF-8; it was checked, but it is never changed.' };
}

/** What to tell about a rule that threw: the files were checked without it. */
export function ruleFailed(rule: string, error: unknown): Notice {
  const what = error instanceof Error ? error.message : String(error);
  return {
    path: '',
    kind: 'rule-failed',
    message: `The rule ${rule} failed and was left out: ${what}. Please report this.`,
  };
}
