import type { ChecklistProfile } from '../catalog';
import type { Span } from '../text/span';

/** What people decided about an item. `undecided` shows what the catalogue proposes. */
export const decisions = [
  'undecided',
  'open-question',
  'required',
  'recommended',
  'rejected',
  'not-applicable',
] as const;
export type Decision = (typeof decisions)[number];

/** How far a wanted item is; only `required` and `recommended` items can be more than `none`. */
export const implementations = ['none', 'partial', 'done'] as const;
export type Implementation = (typeof implementations)[number];

/** What the files say about an item. Derived, never stored. */
export const verdicts = ['supported', 'refuted', 'suppressed', 'unresolved', 'no-subject', 'manual'] as const;
export type Verdict = (typeof verdicts)[number];

export const tiers = ['core', 'full'] as const;
export type Tier = (typeof tiers)[number];

/** The only version of the file this code writes. Newer ones are shown and left alone. */
export const fileVersion = 1;

/** The usual name of the file; one lies in the folder of each component. */
export const fileName = 'threat-checklist.yaml';

/** Larger files are not read: nobody reviews them. */
export const largestFile = 1 << 20;

/** More entries, or more broken pieces, than this are not a checklist any more. */
export const mostEntries = 3000;

/** A proof given by people: a sentence, where it is, and when it was seen. */
export interface ManualEvidence {
  readonly note: string;
  readonly ref?: string;
  readonly date?: string;
}

/** The fields of a decision, by their names in the file and in the order they are written. */
export interface DecisionFields {
  readonly decision?: Decision;
  readonly implementation?: Implementation;
  readonly why?: string;
  readonly by?: string;
  readonly date?: string;
  readonly 'review-by'?: string;
  readonly owner?: string;
  readonly ticket?: string;
  readonly impact?: number;
  readonly evidence?: readonly ManualEvidence[];
  readonly watch?: readonly string[];
  readonly seal?: string;
  /** These three are only for own items (`x-...`). */
  readonly question?: string;
  readonly layer?: string;
  readonly stride?: readonly string[];
}
export type FieldName = keyof DecisionFields;

/** All fields in the order in which they are written. */
export const fieldOrder = [
  'decision',
  'implementation',
  'why',
  'by',
  'date',
  'review-by',
  'owner',
  'ticket',
  'impact',
  'evidence',
  'watch',
  'seal',
  'question',
  'layer',
  'stride',
] as const satisfies readonly FieldName[];

/** Where a field is written. */
export interface FieldPlace {
  readonly key: Span;
  /** Empty, and after the colon, when nothing is written. */
  readonly value: Span;
  /** The source text is in a shape that must be rewritten whole to be changed. */
  readonly block: boolean;
}

/** One entry under `decisions:`, as far as it could be read. */
export interface Entry {
  readonly id: string;
  readonly fields: DecisionFields & { readonly decision: Decision; readonly implementation: Implementation };
  /** Where each key stands, also those this version does not know. */
  readonly places: ReadonlyMap<string, FieldPlace>;
  readonly key: Span;
  /** Whole lines: from the line of the key to the last line that says something. */
  readonly block: Span;
  /** How deep the fields are indented; undefined when the value is empty or written in flow style. */
  readonly fieldIndent: number | undefined;
  /** The value after `id:` when it is not a block of fields. */
  readonly inlineValue: Span | undefined;
  /** Inside the markers of an unfinished merge. */
  readonly conflicted: boolean;
}

/** Both versions of some lines, as an unfinished merge left them. */
export interface Conflict {
  readonly span: Span;
  readonly ours: Span;
  readonly theirs: Span;
}

/** What is wrong with the file, apart from its content. */
export interface FileProblem {
  readonly kind:
    | 'syntax'
    | 'duplicate'
    | 'conflict'
    | 'version'
    | 'head'
    | 'shape'
    | 'unknown-field'
    | 'bad-value'
    | 'too-large';
  readonly message: string;
  readonly at: Span;
  /** The entry it is about. */
  readonly id?: string;
}

export interface Document {
  readonly title: string;
  readonly ref: string;
  readonly date?: string;
}

export interface ReviewMeeting {
  readonly date: string;
  readonly by: readonly string[];
  readonly note?: string;
}

/** A checklist file, as far as it could be read. */
export interface Checklist {
  readonly version: number | undefined;
  readonly component: string;
  readonly profile: ChecklistProfile;
  readonly catalogue: string;
  readonly tier: Tier;
  readonly include: readonly string[];
  readonly documents: readonly Document[];
  readonly contacts: Readonly<Record<string, string>>;
  readonly reviews: readonly ReviewMeeting[];
  /** In the order of the file; of two entries with the same id both are here. */
  readonly entries: readonly Entry[];
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly FileProblem[];
  /** Why nothing may be written, when nothing may be written. */
  readonly readOnly: string | undefined;
  /** Where `decisions:` and its value stand. */
  readonly decisionsKey: Span | undefined;
  readonly decisionsValue: Span | undefined;
  /** How deep the ids are indented. */
  readonly indent: number;
  /** Where the value of each head field stands. */
  readonly head: ReadonlyMap<string, FieldPlace>;
}
