import assert from 'node:assert/strict';
import { assessChecklist, type ItemState, type Surroundings } from '../../src/checklist/assess';
import { createChecklist } from '../../src/checklist/create';
import { changeEntries, type EntryChange } from '../../src/checklist/edit';
import type { Evidence, RuleEvidence } from '../../src/checklist/evidence';
import { readChecklist } from '../../src/checklist/read';
import { applyEdits } from '../../src/text/edits';

/** Rules of the tests' own world; the real ones come and go. */
export const fakeRules = [
  { id: 'memory-limit-missing', control: 'memory-limits', aliases: ['CKV_K8S_13', 'KSV-0018'], subject: 'container' },
  { id: 'namespace-without-limit-range', control: 'namespace-quotas', aliases: [], subject: 'workspace' },
  { id: 'network-policy-allows-all-egress', control: 'egress-restricted', aliases: [], subject: 'object' },
  { id: 'final-stage-user-root', control: 'image-non-root', aliases: ['DS-0002'], subject: 'stage' },
] as const;

/** A checklist in which everything is undecided. */
export const fresh = createChecklist({ component: 'retina', profile: 'arbitrary-code', tier: 'full' });

/** Evidence about some rules, the rest silent. */
export function evidenceOf(parts: Record<string, Partial<RuleEvidence>>): Evidence {
  const empty: RuleEvidence = { files: [], findings: [], suppressed: [], unresolved: [] };
  return new Map(Object.entries(parts).map(([rule, part]) => [rule, { ...empty, ...part }]));
}

/** A finding in a file. */
export function finding(rule: string, file = 'k8s/deploy.yaml', line = 7) {
  return { rule, file, line, message: `Container "api" breaks ${rule}.`, severity: 'high' as const };
}

/** A world with these files and this evidence. */
export function surroundings(part: Partial<Surroundings> & { files?: Record<string, string> } = {}): Surroundings {
  const files = part.files ?? {};
  return { evidence: new Map(), rules: fakeRules, readText: (path) => files[path], today: '2026-11-21', ...part };
}

/** All states by id. */
export function statesOf(text: string, around: Surroundings = surroundings()): Map<string, ItemState> {
  return new Map(assessChecklist(readChecklist(text), around).map((state) => [state.id, state]));
}

/** One state that must be there. */
export function stateOf(id: string, text: string, around?: Surroundings): ItemState {
  const state = statesOf(text, around).get(id);
  assert.ok(state, id);
  return state;
}

/** The text after changes that must be possible. */
export function edited(text: string, ...changes: readonly EntryChange[]): string {
  const result = changeEntries(text, changes);
  if ('refused' in result) assert.fail(result.refused);
  return applyEdits(text, result.edits);
}

/** The lines of an item. */
export function block(text: string, id: string): string {
  const entry = readChecklist(text).entries.find((each) => each.id === id);
  assert.ok(entry);
  return text.slice(entry.block.start, entry.block.end);
}
