import { type Context, createEngine, defaultContext, type Finding } from '@bulkhead/rules';
import { type Answers, expand, type Template } from '../src';
import { groupsOf, hosted } from './host';

/** The strictest way to look: every profile, advice included, and all code untrusted. */
export const strictest: Context = {
  ...defaultContext,
  profile: 'all',
  today: '2026-01-31',
  untrusted: { all: true, labels: [] },
};

/**
 * Whether a finding counts against a template. In the strictest profile all code counts as untrusted, and such code may never
 * hold a credential: what is said of the snippet that mounts one is right, and the answer is not to run such code there.
 */
export const counts =
  (template: Template) =>
  ({ rule }: Finding): boolean =>
    !(template.id === 's-secret-volume' && rule === 'secret-mounted-into-untrusted-container');

export const engine = createEngine({
  onRuleFailed: (rule, error) => {
    throw new Error(`Rule ${rule} failed: ${String(error)}`);
  },
});

/** A file made from a template, as the checks see it. */
export interface Made {
  readonly path: string;
  readonly text: string;
  /** For snippets: which lines are theirs. */
  readonly lines?: ReadonlySet<number>;
}

/** Every file of a template; a snippet stands in a hardened file. */
export function filesOf(template: Template, answers: Answers): Made[] {
  const texts = expand(template, answers);
  if (template.kind !== 'snippet') return texts;
  return groupsOf(template).map((blocks) =>
    hosted(
      template,
      blocks,
      blocks.map((block) => texts.find((t) => t.block === block)?.text ?? ''),
      answers['name'],
    ),
  );
}

export function findingsOf(template: Template, { path, text }: Made): readonly Finding[] {
  const file = { path, text };
  return [...engine.check(file, strictest).findings, ...engine.checkWithin(file, strictest)].filter(counts(template));
}

/** One line for an assertion. */
export function told(file: Made, finding: Finding): string {
  const line = file.text.slice(0, finding.span.start).split('\n').length;
  return `${file.path}:${line} ${finding.rule}: ${finding.message}`;
}
