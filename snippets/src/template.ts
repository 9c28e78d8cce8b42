/** `file`: one new file. `set`: several at once. `snippet`: text for a place inside an existing file. */
export const templateKinds = ['file', 'set', 'snippet'] as const;
export type TemplateKind = (typeof templateKinds)[number];

/**
 * Where the text of a block may stand. `builder` and `final` are stages of a Dockerfile; the others name the YAML whose
 * keys or items the block holds.
 */
export const places = [
  'dockerfile',
  'builder',
  'final',
  'manifest',
  'pod',
  'container',
  'containers',
  'initContainers',
  'volumes',
  'volumeMounts',
  'env',
  'values',
  'settings',
  'requirements',
] as const;
export type Place = (typeof places)[number];

/** One thing the person is asked, and what stands there when nobody answers. */
export interface Stop {
  readonly name: string;
  /** What is asked. */
  readonly ask: string;
  /** Valid as it stands. */
  readonly default: string;
  /** A believable answer: previews, tests and `bulkhead new` use it. */
  readonly sample: string;
  readonly choices?: readonly string[];
  /** A regular expression every answer must match as a whole. */
  readonly pattern?: string;
  /** The same in words, for whoever gave another one: "a number from 1 to 8". */
  readonly form?: string;
  /** The answer is a base image; the first approved one with this word in its name takes its place. */
  readonly family?: string;
}

/** A text of a template: a file of its own, or something to insert. */
export interface Block {
  /** Where the file goes, with stops; absent for what is inserted. */
  readonly file?: string;
  /** Where it fits; absent for files. */
  readonly at?: Place;
  /** Tells the variants of a snippet apart. */
  readonly variant?: string;
  /** The language of the fence. */
  readonly language: string;
  readonly text: string;
}

/** A hardened template. */
export interface Template {
  /** Kebab-case, as the checklist names it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: TemplateKind;
  /** What is typed in an editor to get it. */
  readonly prefix: string;
  /** Items of the checklist that it answers. */
  readonly controls: readonly string[];
  readonly stops: readonly Stop[];
  readonly blocks: readonly Block[];
}
