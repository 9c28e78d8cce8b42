import { checklistDiagnostics, type ItemState, isWanted, placeOf, statePhrase } from '@bulkhead/rules/checklist/index';
import { nearest } from '@bulkhead/rules/text/nearest';
import { readArguments } from '../args';
import { exitCode, Failure } from '../failure';
import type { Io } from '../io';
import { locatorOf } from '../locate';
import { findChecklists, type LoadedChecklist, loadChecklist } from './load';
import { loadOptions, readLoadOptions } from './options';

/** States that can fail a build, and how each is recognised. */
const conditions: Readonly<Record<string, { readonly says: string; readonly holds: (state: ItemState) => boolean }>> = {
  refuted: {
    says: 'wanted, but refuted by a file',
    holds: (state) => isWanted(state) && state.evidence.verdict === 'refuted',
  },
  stale: {
    says: 'changed since the sign-off',
    holds: (state) => state.stale.some((reason) => reason !== 'review-due'),
  },
  'undecided-required': {
    says: 'proposed as required, and nobody has decided',
    holds: (state) => state.decision === 'undecided' && state.proposed === 'required',
  },
  expired: { says: 'the review date has passed', holds: (state) => state.stale.includes('review-due') },
};

const usual = ['refuted', 'stale', 'expired'];

export const checkOptions = {
  ...loadOptions,
  'fail-on': {
    value: 'STATES',
    many: true,
    help: `Exit with 1 for these, separated by commas: ${Object.keys(conditions).join(', ')}, or never; default ${usual.join(',')}`,
  },
} as const;

/** Says what stands against the checklists; 1 when something of `--fail-on` is true, 2 when a file cannot be trusted. */
export function runCheck(args: readonly string[], io: Io): number {
  const given = readArguments(args, checkOptions);
  const wanted = given.has('fail-on') ? given.values('fail-on').flatMap((value) => value.split(',')) : usual;
  for (const name of wanted) if (name !== 'never') expectCondition(name);
  let worst: number = exitCode.clean;
  for (const absolute of findChecklists(given.paths, io)) {
    const loaded = loadChecklist(absolute, io, readLoadOptions(given));
    worst = Math.max(worst, reportOne(loaded, wanted, io));
  }
  return worst;
}

function reportOne({ path, page }: LoadedChecklist, wanted: readonly string[], io: Io): number {
  const { range } = locatorOf(page.text);
  const errors = checklistDiagnostics(page).filter(({ severity }) => severity === 'error');
  for (const { at, message } of errors) io.stdout.write(`${path}:${range(at).start.line}: error: ${message}\n`);
  if (page.checklist.readOnly !== undefined) io.stdout.write(`${path}: ${page.checklist.readOnly}\n`);
  const states = [...page.states.values()];
  let failed = false;
  for (const name of wanted) {
    const condition = conditions[name];
    const hit = condition ? states.filter(condition.holds) : [];
    if (!condition || hit.length === 0) continue;
    failed = true;
    io.stdout.write(`${path}: ${name} (${condition.says}): ${hit.length}\n`);
    for (const state of hit) io.stdout.write(detail(state));
  }
  const decided = states.filter(({ decision }) => decision !== 'undecided' && decision !== 'open-question').length;
  io.stdout.write(`${path}: ${decided} of ${states.length} items decided.\n`);
  if (errors.length > 0 || page.checklist.readOnly !== undefined) return exitCode.failed;
  return failed ? exitCode.findings : exitCode.clean;
}

function detail(state: ItemState): string {
  const places = state.evidence.findings
    .slice(0, 10)
    .map((finding) => `      ${placeOf(finding)}: ${finding.message}\n`);
  const more = state.evidence.findings.length - places.length;
  if (more > 0) places.push(`      and ${more} more\n`);
  return `  ${state.id}: ${statePhrase(state)}\n${places.join('')}`;
}

function expectCondition(name: string): void {
  if (name in conditions) return;
  const meant = nearest(name, Object.keys(conditions));
  const hint = meant ? `Did you mean "${meant}"?` : `It takes ${[...Object.keys(conditions), 'never'].join(', ')}.`;
  throw new Failure(`"${name}" is no state of --fail-on. ${hint}`);
}
