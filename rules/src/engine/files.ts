// Not from the index of the package: the renderer behind it is loaded with the first chart.
import { runThrough, type Steps } from '@bulkhead/helm/steps';
import { type Context, profiles } from '../context';
import { ruleFacts } from '../facts.generated';
import { fileKind, isText } from '../fileKind';
import type { YamlCache } from '../parse/yaml';
import type { FileKind, Note, Report, SourceFile } from '../report';
import type { Finding, Rule, RuleFacts } from '../rule';
import { suppressionRules } from '../suppression.generated';
import type { ReadDockerfile } from './dockerfile';
import type { KnownDocument, Syntax } from './manifest';
import { levelIsOn, type RunRules } from './run';

/** Judges files as they stand. Charts are rendered first: `chart/engine.ts` does that. */
export interface FileEngine {
  /** The rules that can speak in this context, after profile and settings. */
  rules(context: Context): readonly RuleFacts[];
  /** Those about manifests and charts, ready to run: what judges things in other ways shares it. */
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

/** What reads files of one sort, and the rules about them. */
export interface Judges {
  readonly dockerfiles: typeof import('./judges/dockerfiles');
  readonly manifests: typeof import('./judges/manifests');
  /** What several files have in common. */
  readonly together: typeof import('./judges/together');
}

/** Which of them a file needs; undefined where there is nothing to judge. */
export function judgeOf(kind: FileKind | undefined): keyof Judges | undefined {
  if (kind === 'dockerfile') return 'dockerfiles';
  return kind === 'kubernetes' || kind === 'helm-values' ? 'manifests' : undefined;
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

/**
 * Reads files, hands their parts to the rules and keeps what did not change since the last time. The judges may come
 * later, each before the first file that needs it.
 */
export function createFileEngine(judges: Partial<Judges>, options: EngineOptions = {}): FileEngine {
  const all: readonly RuleFacts[] = options.rules ?? ruleFacts;
  const files = new Map<string, Remembered>();
  const failed = new Set<string>();
  const runs = new WeakMap<Context, Map<string, RunRules>>();

  const known = new Set(all.map((rule) => rule.id));

  const judge = <K extends keyof Judges>(name: K): Judges[K] => {
    const loaded = judges[name];
    if (!loaded) throw new Error(`What judges ${name} is not loaded.`);
    return loaded;
  };

  const onFailed = (rule: string, error: unknown): void => {
    if (failed.has(rule)) return;
    failed.add(rule);
    options.onRuleFailed?.(rule, error);
  };

  /** Depends on the settings alone, and is asked for on every key. */
  const runner = (context: Context, ...names: readonly (keyof Judges)[]): RunRules => {
    const ofContext = runs.get(context) ?? new Map<string, RunRules>();
    const remembered = ofContext.get(names.join());
    if (remembered) return remembered;
    const rules = options.rules ?? [...names.flatMap((name) => judge(name).rules), ...suppressionRules];
    const selected = all.filter((rule) => isSelected(rule, context));
    const run = {
      context,
      rules: rules.filter((rule) => isSelected(rule, context)),
      selected,
      known,
      active: new Set(selected.filter((rule) => judgesAlone(rule, context)).map((rule) => rule.id)),
      onFailed,
    };
    runs.set(context, ofContext.set(names.join(), run));
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
    const report = yield* checkKind(kind, file, remembered, context);
    remembered.last = { text: file.text, context, report };
    return report;
  };

  const checkKind = function* (
    kind: FileKind,
    file: SourceFile,
    remembered: Remembered,
    context: Context,
  ): Steps<Report> {
    const name = judgeOf(kind);
    if (name === undefined) return { ...nothing, path: file.path, kind };
    const run = runner(context, name);
    if (kind === 'dockerfile') {
      const { report, known } = judge('dockerfiles').checkDockerfile(file, remembered.dockerfile, run);
      remembered.dockerfile = known;
      return { path: file.path, kind, ...report };
    }
    const { checkManifest, checkValues } = judge('manifests');
    if (kind === 'helm-values') return { path: file.path, kind, ...checkValues(file, remembered.yaml, run) };
    const { report, documents } = yield* checkManifest(file, remembered.documents, run, options.syntax ?? 'kept');
    remembered.documents = documents;
    return { path: file.path, kind, ...report };
  };

  const togetherInSteps: FileEngine['togetherInSteps'] = (together, context) =>
    judge('together').checkWorkspace(together, runner(context, 'together'), (file) =>
      judge('manifests').documentsOf(file, files.get(file.path)?.documents ?? []),
    );

  return {
    rules: (context) => all.filter((rule) => isSelected(rule, context)),
    run: (context) => runner(context, 'manifests', 'together'),
    check: (file, context) => runThrough(checkInSteps(file, context)),
    checkTogether: (together, context) => runThrough(togetherInSteps(together, context)),
    checkWithin: (file, context) => {
      const kind = file.kind ?? fileKind(file.path, file.text);
      if (kind !== 'kubernetes' || refusal(file, kind)) return [];
      const { documents } = memory(file, context);
      const read = [...judge('manifests').documentsOf(file, documents)];
      return runThrough(judge('together').checkAlone(file, read, runner(context, 'together')));
    },
    checkInSteps,
    togetherInSteps,
    forget: (path) => void files.delete(path),
  };
}

/** On by profile, off or on by name. Isolation rules stay in: single workloads may be marked untrusted. */
function isSelected(rule: RuleFacts, context: Context): boolean {
  const setting = context.rules[rule.id];
  if (setting === 'off') return false;
  if (setting !== undefined) return true;
  const levels: readonly string[] = profiles[context.profile];
  return levels.includes(rule.level) || (rule.level === 'isolation' && speaksOfPods(rule));
}

/** Whether silence of the rule means something when one file is checked by itself. */
function judgesAlone(rule: RuleFacts, context: Context): boolean {
  return rule.subject !== 'workspace' && rule.subject !== 'chart' && levelIsOn(rule, context);
}

function speaksOfPods(rule: RuleFacts): boolean {
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
