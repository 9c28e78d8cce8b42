import { boundaries, checklistProfiles, itemLayers, priorities, responsibilities, strideThreats } from '../../catalog';
import { severities } from '../../rule';
import { staleReasonNames } from '../assess';
import type { Json } from '../schema';
import { decisions, implementations, tiers, verdicts } from '../types';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const count = { type: 'integer', minimum: 0 };
const place = { rule: text, file: text, line: { type: 'integer', minimum: 1 } };

/** As the file says it: a report also tells what is not valid. */
const fields = {
  why: text,
  by: text,
  date: text,
  'review-by': text,
  owner: text,
  ticket: text,
  impact: { type: 'integer', minimum: 1, maximum: 4 },
  evidence: { type: 'array', items: object({ note: text, ref: text, date: text }, ['note']) },
  watch: texts,
  seal: text,
};
const chosen = { decision: { enum: decisions }, implementation: { enum: implementations } };
const own = { question: text, layer: text, stride: texts };

const finding = object({ ...place, message: text, severity: { enum: severities }, tool: text }, [
  'rule',
  'file',
  'message',
  'severity',
]);
const suppressed = object({ ...place, reason: text }, ['rule', 'file', 'reason']);

const item = {
  id: text,
  question: text,
  layer: { enum: itemLayers.map(({ id }) => id) },
  boundaries: { type: 'array', items: { enum: boundaries } },
  stride: { type: 'array', items: { enum: strideThreats.map(({ letter }) => letter) } },
  responsibility: { enum: responsibilities },
  origin: { enum: ['catalogue', 'own', 'removed', 'new'] },
  proposed: { enum: priorities },
  ...chosen,
  verdict: { enum: verdicts, description: 'What the files say; derived, never stored.' },
  stale: { type: 'boolean' },
  staleReasons: { type: 'array', items: { enum: staleReasonNames } },
  findings: { type: 'array', items: finding },
  suppressed: { type: 'array', items: suppressed },
  unresolved: { ...texts, description: 'Files in which something could not be decided.' },
  files: { ...texts, description: "Files the item's own rules looked at." },
};

const change = object(
  {
    id: text,
    subject: text,
    kind: { enum: ['added', 'removed', 'changed'] },
    before: object({ ...fields, ...chosen, ...own }, []),
    after: object({ ...fields, ...chosen, ...own }, []),
    words: texts,
  },
  ['id', 'subject', 'kind', 'words'],
);

const counts = { total: count, decided: count, done: count, refuted: count, contradicted: count, stale: count };

/** The JSON Schema of the report for programs. Fields are only ever added, so that it allows those it does not know. */
export function reportSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Threat checklist report',
    description: 'What "bulkhead checklist report --format json" writes.',
    ...object(
      {
        version: { const: 1 },
        component: text,
        profile: { enum: checklistProfiles.map(({ id }) => id) },
        catalogue: text,
        tier: { enum: tiers },
        facts: { type: 'object', additionalProperties: text },
        counts: required({ ...counts, attention: count }),
        items: { type: 'array', items: object({ ...fields, ...item }, Object.keys(item)) },
        changes: required({ since: text, items: { type: 'array', items: change } }),
        problems: { type: 'array', items: object({ kind: text, message: text, id: text }, ['kind', 'message']) },
      },
      ['version', 'component', 'profile', 'catalogue', 'tier', 'facts', 'counts', 'items', 'problems'],
    ),
  };
}

function object(properties: Readonly<Record<string, Json>>, names: readonly string[]) {
  return { type: 'object', required: names, properties };
}

function required(properties: Readonly<Record<string, Json>>) {
  return object(properties, Object.keys(properties));
}
