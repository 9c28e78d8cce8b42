import type { Context } from '../context';
import { profiles } from '../context';
import type { FileEdit, Finding, Fix, Problem, Rule, RuleFacts, SubjectName, Subjects } from '../rule';
import type { Suppression } from '../suppress/apply';
import { type ForeignMark, isMeant } from '../suppress/foreign';
import { type Span, shift } from '../text/span';
import { mostFindings } from './enough';

/** The rules that speak now about such files, and what they may ask. */
export interface RunRules {
  readonly context: Context;
  readonly rules: readonly Rule[];
  /** Those that speak now about any file. */
  readonly selected: readonly RuleFacts[];
  /** Ids of all rules there are, and of those that speak now. */
  readonly known: ReadonlySet<string>;
  readonly active: ReadonlySet<string>;
  readonly onFailed: (rule: string, error: unknown) => void;
}

/** Shows one subject to every rule that looks at such subjects. */
export function judge<S extends SubjectName>(
  run: RunRules,
  name: S,
  subject: Subjects[S],
  file: string,
  scope: readonly Span[],
  into: Finding[],
  speaks: (rule: Rule) => boolean = () => true,
): void {
  for (const rule of rulesFor(run, name)) {
    if (speaks(rule)) ask(run, rule, subject, file, scope, into);
  }
}

/** Shows a subject to one rule. A rule that throws is reported and left out. */
export function ask(
  run: RunRules,
  rule: Rule,
  subject: Subjects[SubjectName],
  file: string,
  scope: readonly Span[],
  into: Finding[],
): void {
  try {
    const problems = rule.check(subject as never, run.context);
    // Most rules answer with the same empty list for most subjects; an iterator for each would cost more than they do.
    if (Array.isArray(problems) && problems.length === 0) return;
    let told = 0;
    for (const problem of problems) {
      into.push(toFinding(rule, problem, file, scope, run));
      if (++told >= mostFindings) return;
    }
  } catch (error) {
    run.onFailed(rule.id, error);
  }
}

/** Asks the rules about ignore comments; positions in them count from the start of their document. */
export function judgeSuppressions(
  run: RunRules,
  suppressions: readonly Suppression[],
  start: number,
  file: string,
  into: Finding[],
): void {
  for (const suppression of suppressions) {
    const found: Finding[] = [];
    judge(run, 'suppression', suppression, file, [], found);
    for (const finding of found) into.push(start === 0 ? finding : moveFinding(finding, start));
  }
}

/** Asks the rules about the marks of other tools that silence one of the rules that speak now. */
export function judgeForeignMarks(
  run: RunRules,
  marks: readonly ForeignMark[],
  start: number,
  file: string,
  into: Finding[],
): void {
  if (!run.context.suppressions.foreign) return;
  for (const mark of marks) {
    if (!mark.comment || !run.selected.some((rule) => isMeant(mark, rule.aliases))) continue;
    const found: Finding[] = [];
    judge(run, 'mark', mark.comment, file, [], found);
    for (const finding of found) into.push(start === 0 ? finding : moveFinding(finding, start));
  }
}

const bySubject = new WeakMap<readonly Rule[], Map<SubjectName, Rule[]>>();

export function rulesFor(run: RunRules, name: SubjectName): readonly Rule[] {
  let table = bySubject.get(run.rules);
  if (!table) {
    table = new Map();
    for (const rule of run.rules) table.set(rule.subject, [...(table.get(rule.subject) ?? []), rule]);
    bySubject.set(run.rules, table);
  }
  return table.get(name) ?? [];
}

/** Whether a rule of the isolation level may speak about something that is not marked untrusted. */
export function levelIsOn(rule: RuleFacts, context: Context): boolean {
  const levels: readonly string[] = profiles[context.profile];
  return levels.includes(rule.level) || typeof context.rules[rule.id] === 'string';
}

function toFinding(rule: Rule, problem: Problem, file: string, scope: readonly Span[], run: RunRules): Finding {
  const setting = run.context.rules[rule.id];
  return {
    rule: rule.id,
    file: problem.file ?? file,
    span: problem.at,
    message: problem.message,
    severity: setting !== undefined && setting !== 'off' ? setting : (problem.severity ?? rule.severity),
    level: rule.level,
    control: rule.control,
    aliases: problem.aliases ?? rule.aliases,
    related: problem.related ?? [],
    ...(problem.unless === undefined ? {} : { unless: problem.unless }),
    scope,
    fix: problem.fix ? once(fenced(rule.id, problem.fix, run)) : noFix,
    ...(problem.fixBeside ? { fixBeside: fenced(rule.id, problem.fixBeside, run) } : {}),
  };
}

const noFix = () => undefined;

/** A fix that throws is a bug of its rule: reported like one, and no fix is offered. */
function fenced<T extends unknown[]>(
  rule: string,
  fix: (...given: T) => Fix | undefined,
  run: RunRules,
): (...given: T) => Fix | undefined {
  return (...given) => {
    try {
      return fix(...given);
    } catch (error) {
      run.onFailed(rule, error);
      return undefined;
    }
  };
}

/** Computes a value when it is first asked for. */
export function once<T>(compute: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** The same finding after text before it grew or shrank. */
export function moveFinding(finding: Finding, by: number): Finding {
  const there = new MovedFinding(finding, by);
  const { scope, related, fix } = there;
  return { ...finding, span: there.span, scope, related, fix };
}

/** The same for what stays in the engine and its callers: most of it is computed only when somebody asks. */
export function findingAt(finding: Finding, by: number): Finding {
  return by === 0 ? finding : new MovedFinding(finding, by);
}

export function byPosition(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

/** A finding that was told before, where it stands now. */
export class MovedFinding implements Finding {
  readonly rule: string;
  readonly file: string;
  readonly span: Span;
  readonly message: string;
  readonly severity: Finding['severity'];
  readonly level: Finding['level'];
  readonly control: string;
  readonly aliases: readonly string[];

  /** `around` says what its subject says now of its place and its fix. */
  constructor(
    readonly origin: Finding,
    private readonly by: number,
    private readonly around?: Pick<Finding, 'scope' | 'fix'>,
  ) {
    this.rule = origin.rule;
    this.file = origin.file;
    this.span = shift(origin.span, by);
    this.message = origin.message;
    this.severity = origin.severity;
    this.level = origin.level;
    this.control = origin.control;
    this.aliases = origin.aliases;
  }

  get scope(): readonly Span[] {
    return this.around?.scope ?? this.origin.scope.map((s) => shift(s, this.by));
  }

  get related(): Finding['related'] {
    const { related } = this.origin;
    return related.length === 0
      ? related
      : related.map((r) => (r.file === undefined ? { ...r, at: shift(r.at, this.by) } : r));
  }

  get fix(): Finding['fix'] {
    if (this.around) return this.around.fix;
    return once(() => {
      const fix = this.origin.fix();
      const move = (edit: FileEdit): FileEdit =>
        edit.file === undefined ? { ...edit, span: shift(edit.span, this.by) } : edit;
      return fix && { ...fix, edits: fix.edits.map(move) };
    });
  }
}
