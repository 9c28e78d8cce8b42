// Not from the index of the package: the renderer behind it is loaded with the first chart.
import { runThrough, type Steps } from '@bulkhead/helm/steps';
import { type Context, profiles } from '../context';
import { fileKind, isText } from '../fileKind';
import type { YamlCache } from '../parse/yaml';
import type { FileKind, Note, Report, SourceFile } from '../report';
import type { Finding, Rule } from '../rule';
import { allRules } from '../rules.generated';
import { checkDockerfile, type ReadDockerfile } from './dockerfile';
import { checkManifest, documentsOf, type KnownDocument, type Syntax } from './manifest';
import { levelIsOn, type RunRules } from './run';
import { checkValues } from './values';
import { checkAlone, checkWorkspace } from './workspace';

/** Judges files as they stand. Charts are rendered first: `chart/engine.ts` does that. */
export interface FileEngine {
  /** The rules that can speak in this context, after profile and settings. */
  rules(context: Context): readonly Rule[];
  /** The same, ready to run: what judges things in other ways shares it. */
  run(context: Context): RunRules;
  /** Checks one file by itself. Cheap after a small edit: what did not change is not read again. */
  check(file: SourceFile, context: Context): Report;
  /** Rules that need several files; findings name the file they are in. */
  checkTogether(files: readonly SourceFile[], context: Context): readonly Finding[];
  /** The same rules held to the objects of one file: they are silent on what another file may hold. */
  checkWithin(file: SourceFile, context: Context): readonly Finding[];
  /** `check`, one document of a file at a time. */
  checkInSteps(file: SourceFile, context: Context): Steps<Report>;
  /** `checkTogether`, one file and one rule at a time. */
  togetherInSteps(files: readonly SourceFile[], context: Context): Steps<readonly Finding[]>;
  /** Drops what is remembered about a file. */
  forget(path: string): void;
}

export interface EngineOptions {
  readonly rules?: readonly Rule[];
  /** Called once per rule that throws; the others go on. */
  readonly onRuleFailed?: (rule: string, error: unknown) => void;
  /** `dropped` where many files stay open: a few bytes a line are remembered then, not a few hundred. */
  readonly syntax?: Syntax;
}

/** Larger files are not read: nobody wrote them by hand, and an editor must stay quick. */
export const largestFile = 20 * 1024 * 1024;

interface Remembered {
  readonly yaml: YamlCache;
  context: Context;
  patch: boolean | undefined;
  documents: readonly KnownDocument[];
  dockerfile: ReadDockerfile | undefined;
  last: { text: string; context: Context; report: Report } | undefined;
}

/** Reads files, hands their parts to the rules and keeps what did not change since the last time. */
export function createFileEngine(options: EngineOptions = {}): FileEngine {
  const all = options.rules ?? allRules;
  const files = new Map<string, Remembered>();
  const failed = new Set<string>();
  const runs = new WeakMap<Context, RunRules>();

  const known = new Set(all.map((rule) => rule.id));

  const onFailed = (rule: string, error: unknown): void => {
    if (failed.has(rule)) return;
    failed.add(rule);
    options.onRuleFailed?.(rule, error);
  };

  /** Depends on the settings alone, and is asked for on every key. */
  const runner = (context: Context): RunRules => {
    const remembered = runs.get(context);
    if (remembered) return remembered;
    const rules = all.filter((rule) => isSelected(rule, context));
    const active = new Set(rules.filter((rule) => judgesAlone(rule, context)).map((rule) => rule.id));
    const run = { context, rules, known, active, onFailed };
    runs.set(context, run);
    return run;
  };

  const memory = ({ path, patch }: SourceFile, context: Context): Remembered => {
    const known = files.get(path);
    if (known?.context === context && known.patch === patch) return known;
    const fresh = {
      yaml: known?.yaml ?? new Map(),
      context,
      patch,
      documents: [],
      dockerfile: undefined,
      last: undefined,
    };
    files.set(path, fresh);
    return fresh;
  };

  const checkInSteps = function* (file: SourceFile, context: Context): Steps<Report> {
    const kind = file.kind ?? fileKind(file.path, file.text);
    const refused = refusal(file, kind);
    if (refused) return { ...nothing, path: file.path, kind, notes: kind ? [refused] : [] };
    if (kind === undefined) return { ...nothing, path: file.path, kind };
    const remembered = memory(file, context);
    if (remembered.last?.text === file.text) return remembered.last.report;
    const report = yield* checkKind(kind, file, remembered, runner(context), options.syntax ?? 'kept');
    remembered.last = { text: file.text, context, report };
    return report;
  };

  const togetherInSteps: FileEngine['togetherInSteps'] = (together, context) =>
    checkWorkspace(together, runner(context), (file) => documentsOf(file, files.get(file.path)?.documents ?? []));

  return {
    rules: (context) => runner(context).rules,
    run: runner,
    check: (file, context) => runThrough(checkInSteps(file, context)),
    checkTogether: (together, context) => runThrough(togetherInSteps(together, context)),
    checkWithin: (file, context) => {
      const kind = file.kind ?? fileKind(file.path, file.text);
      if (kind !== 'kubernetes' || refusal(file, kind)) return [];
      const { documents } = memory(file, context);
      return runThrough(checkAlone(file, [...documentsOf(file, documents)], runner(context)));
    },
    checkInSteps,
    togetherInSteps,
    forget: (path) => void files.delete(path),
  };
}

/** On by profile, off or on by name. Isolation rules stay in: single workloads may be marked untrusted. */
function isSelected(rule: Rule, context: Context): boolean {
  const setting = context.rules[rule.id];
  if (setting === 'off') return false;
  if (setting !== undefined) return true;
  const levels: readonly string[] = profiles[context.profile];
  return levels.includes(rule.level) || (rule.level === 'isolation' && speaksOfPods(rule));
}

/** Whether silence of the rule means something when one file is checked by itself. */
function judgesAlone(rule: Rule, context: Context): boolean {
  return rule.subject !== 'workspace' && rule.subject !== 'chart' && levelIsOn(rule, context);
}

function speaksOfPods(rule: Rule): boolean {
  return rule.subject === 'pod' || rule.subject === 'container';
}

function refusal(file: SourceFile, kind: FileKind | undefined): Note | undefined {
  if (file.text.length > largestFile) {
    const size = Math.round(file.text.length / 1024 / 1024);
    return { kind: 'too-large', message: `Not checked: ${size} MB is more than Bulkhead reads in one file.` };
  }
  if (!isText(file.text, kind)) return { kind: 'not-text', message: 'Not checked: this is not a text file.' };
  return undefined;
}

const nothing = { findings: [], notes: [], suppressed: [] };

function* checkKind(
  kind: FileKind,
  file: SourceFile,
  remembered: Remembered,
  run: RunRules,
  syntax: Syntax,
): Steps<Report> {
  if (kind === 'dockerfile') {
    const { report, known } = checkDockerfile(file, remembered.dockerfile, run);
    remembered.dockerfile = known;
    return { path: file.path, kind, ...report };
  }
  if (kind === 'helm-values') return { path: file.path, kind, ...checkValues(file, remembered.yaml, run) };
  if (kind !== 'kubernetes') return { ...nothing, path: file.path, kind };
  const { report, documents } = yield* checkManifest(file, remembered.documents, run, syntax);
  remembered.documents = documents;
  return { path: file.path, kind, ...report };
}
