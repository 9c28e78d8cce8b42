import type { Context } from './context';
import type { FieldChange } from './edit/yamlStyle';
import type { ChartView, ValuesView } from './model/chart';
import type { Dockerfile, Instruction, Stage } from './model/dockerfile';
import type { KubernetesObject } from './model/object';
import type { Container, Pod } from './model/workload';
import type { Workspace } from './model/workspace';
import type { Suppression } from './suppress/apply';
import type { MarkComment } from './suppress/foreign';
import type { Edit } from './text/edits';
import type { Span } from './text/span';

/** How bad it is when it is true. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Who should care: Pod Security baseline, restricted, code nobody controls, or good advice. */
export const levels = ['baseline', 'restricted', 'isolation', 'advice'] as const;
export type Level = (typeof levels)[number];

export type Stride = 'S' | 'T' | 'R' | 'I' | 'D' | 'E';

export const layers = [
  'image',
  'supply-chain',
  'registry',
  'runtime',
  'host',
  'network',
  'secrets',
  'administration',
  'monitoring',
] as const;
export type Layer = (typeof layers)[number];

/** `safe`: the program behaves the same, or stricter exactly as intended, and every comment survives. Else `review`. */
export type Safety = 'safe' | 'review';

/** A change that removes the finding. Without `file` an edit belongs to the file of the finding. */
export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly FileEdit[];
  /** The fields it sets, when that is all it does: a chart reaches the same some other way. */
  readonly sets?: readonly FieldChange[];
  /** Where it sets an amount that the rule made up: its title with one that somebody thought of. */
  readonly titleWith?: (amount: string) => string;
  /** In a chart: whether it did what it is for, by the kinds of objects that are rendered otherwise then. */
  readonly renders?: (kinds: ReadonlySet<string>) => boolean;
}

export interface FileEdit extends Edit {
  readonly file?: string;
  /** There is no such file yet. */
  readonly creates?: boolean;
}

/** Another place that helps to understand the finding. */
export interface Related {
  readonly at: Span;
  readonly message: string;
  readonly file?: string;
}

/** What a rule says about one subject. The engine adds the rest and makes it a finding. */
export interface Problem {
  /** The smallest text that is wrong; for something absent, the name of what lacks it. */
  readonly at: Span;
  /** One sentence about this file, naming the container, stage or object. */
  readonly message: string;
  /** Computed only when somebody asks; `undefined` when the shape is too strange to edit. */
  readonly fix?: () => Fix | undefined;
  /** The same where the other objects of a manifest have a part in it; the objects are all of the file, its own too. */
  readonly fixBeside?: (objects: readonly KubernetesObject[]) => Fix | undefined;
  readonly related?: readonly Related[];
  /** When this occurrence is less (or more) serious than the rule's usual. */
  readonly severity?: Severity;
  /** Those of the rule's aliases that mean this occurrence, when it is not all of them. */
  readonly aliases?: readonly string[];
  /** It is untrue when an object beside it, in the file or the chart, says this: see `saidOfOthers`. */
  readonly unless?: string;
  /** Only for workspace and chart rules: the file the problem is in; for charts without it, Chart.yaml. */
  readonly file?: string;
}

/** Everything a rule can look at, by name. The engine finds the subjects and hands them over one at a time. */
export interface Subjects {
  dockerfile: Dockerfile;
  stage: Stage;
  instruction: Instruction;
  object: KubernetesObject;
  pod: Pod;
  container: Container;
  workspace: Workspace;
  chart: ChartView;
  values: ValuesView;
  suppression: Suppression;
  mark: MarkComment;
}
export type SubjectName = keyof Subjects;

/** What one rule is called and says in another language. */
export interface RuleWords {
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  /** Its messages, the titles of its fixes and the parts they are made of, by their English form with `{0}` for what changes. */
  readonly says: Says;
}

export type Says = Readonly<Record<string, string>>;

/** `bad` marks the underlined text with «»; `good` is the exact text after the fix (when the rule fixes it). */
export interface Example {
  readonly bad: string;
  readonly good?: string;
  /** What changes against the default context, for example an allow-list or an older Kubernetes. */
  readonly context?: Partial<Context>;
  /** More files of the workspace or the chart, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the fix makes of other files, where it touches some. */
  readonly goodFiles?: Readonly<Record<string, string>>;
  /** For rules about charts: which of its files `bad` is. */
  readonly file?: string;
}

/** A text the rule must stay silent on: each is a false alarm somebody could have had. */
export interface Accepted {
  readonly text: string;
  readonly context?: Partial<Context>;
  readonly files?: Readonly<Record<string, string>>;
  readonly file?: string;
}

/** What is said of a rule. All of them are at hand everywhere, also where the rules themselves are not loaded. */
export interface RuleFacts<S extends SubjectName = SubjectName> {
  /** Kebab-case, named after the bad thing; reads well after "ignore". */
  readonly id: string;
  /** A few words for lists and pages. */
  readonly title: string;
  /** The checklist item this rule is evidence for. */
  readonly control: string;
  readonly level: Level;
  readonly severity: Severity;
  readonly stride: readonly Stride[];
  /** Ids of the same defect in other tools. */
  readonly aliases: readonly string[];
  readonly subject: S;
}

export interface Rule<S extends SubjectName = SubjectName> extends RuleFacts<S> {
  readonly layer: Layer;
  /** Items of public standards that ask for this. */
  readonly references: readonly string[];
  /** `always`: every finding carries a fix; `sometimes`: not in strange shapes; `never`. */
  readonly fixable: 'always' | 'sometimes' | 'never';
  /** The attack, in plain words, one to three sentences. */
  readonly why: string;
  /** How to satisfy the rule when there is no fix, or what the fix does and how to verify it. */
  readonly remedy: string;
  /** Which examples' file kind; follows from the subject unless given. */
  readonly check: (subject: Subjects[S], context: Context) => Iterable<Problem>;
  readonly examples: readonly Example[];
  readonly accepts: readonly (string | Accepted)[];
}

/** Keeps the subject's type inside the rule and forgets it outside, so that all rules fit in one list. */
export function defineRule<S extends SubjectName>(rule: Rule<S>): Rule {
  return rule as unknown as Rule;
}

/** A problem with its rule, its file and everything a surface shows. */
export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly span: Span;
  readonly message: string;
  readonly severity: Severity;
  readonly level: Level;
  readonly control: string;
  readonly aliases: readonly string[];
  readonly related: readonly Related[];
  /** It is so only when this is switched on, which no values file does. */
  readonly when?: string;
  /** It is untrue when an object beside it in the file says this. */
  readonly unless?: string;
  /** The name of the workload, container or stage, for grouping ("Harden this container"). */
  readonly scope: readonly Span[];
  /** Computed on demand and remembered. */
  readonly fix: () => Fix | undefined;
  /** What its manifest makes the fix of, while its document is looked at by itself. */
  readonly fixBeside?: (objects: readonly KubernetesObject[]) => Fix | undefined;
  /** The finding as it was when its document was judged, when the document has moved in its file since. */
  readonly origin?: Finding;
}
