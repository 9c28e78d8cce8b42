import { checklistProfiles, itemLayers, strideThreats } from '../catalog';
import {
  type Checklist,
  type DecisionFields,
  decisions,
  type FieldName,
  fileVersion,
  implementations,
  type ManualEvidence,
  tiers,
} from './types';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const date = { $ref: '#/$defs/date' };
const words = { type: 'string', minLength: 1 };

/** A field that is missing here, or that no longer exists, does not compile. */
const fields: Record<FieldName, Json> = {
  decision: { enum: decisions, description: 'What people decided; undecided shows what the profile proposes.' },
  implementation: { enum: implementations, description: 'How far it is; only for required and recommended.' },
  why: { type: 'string', minLength: 3, description: 'The reason.' },
  by: { ...words, description: 'Who decided: a person or a team.' },
  date,
  'review-by': date,
  owner: { ...words, description: 'Who has to do it.' },
  ticket: { ...words, description: 'Where the work is tracked.' },
  impact: { type: 'integer', minimum: 1, maximum: 4 },
  evidence: { type: 'array', items: { $ref: '#/$defs/evidence' } },
  watch: { type: 'array', items: { type: 'string' }, description: 'Files the sign-off covers, relative to this file.' },
  seal: {
    type: 'string',
    pattern: '^[0-9a-f]{16}$',
    description: 'Fingerprint of item and watched files at sign-off.',
  },
  question: { ...words, description: 'Only for own items (x-...).' },
  layer: { enum: itemLayers.map(({ title }) => title), description: 'Only for own items (x-...).' },
  stride: { type: 'array', items: { enum: strideThreats.map(({ name }) => name) }, description: 'Only for own items.' },
} satisfies Record<keyof DecisionFields, Json>;

const evidence: Record<keyof ManualEvidence, Json> = { note: words, ref: { type: 'string' }, date };

type Head =
  | Exclude<
      keyof Checklist,
      'entries' | 'conflicts' | 'problems' | 'readOnly' | 'decisionsKey' | 'decisionsValue' | 'indent' | 'head'
    >
  | 'decisions';

const head: Record<Head, Json> = {
  version: { const: fileVersion },
  component: { type: 'string', minLength: 1, maxLength: 120 },
  profile: { enum: checklistProfiles.map(({ id }) => id) },
  catalogue: { type: 'string', pattern: '^[a-z0-9-]+@[0-9]+\\.[0-9]+\\.[0-9]+$' },
  tier: { enum: tiers, default: 'full' },
  include: {
    type: 'array',
    items: { type: 'string' },
    description: 'Globs of the files that belong to the component, relative to this file.',
  },
  documents: { type: 'array', items: closed({ title: words, ref: { type: 'string' }, date }, ['title', 'ref']) },
  contacts: {
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Layer or role to team or mailbox.',
  },
  reviews: {
    type: 'array',
    items: closed({ date, by: { type: 'array', minItems: 1, items: words }, note: { type: 'string' } }, ['date', 'by']),
  },
  decisions: {
    type: 'object',
    propertyNames: { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
    additionalProperties: { $ref: '#/$defs/decision' },
  },
};

/** The JSON Schema of a checklist file, made from the types this code reads and writes. */
export function checklistSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Threat checklist',
    description: 'Decisions about the threats of one component.',
    ...closed(head, ['version', 'component', 'profile', 'catalogue', 'decisions']),
    $defs: {
      date: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' },
      evidence: closed(evidence, ['note']),
      decision: { ...closed(fields, ['decision']), allOf: conditions },
    },
  };
}

const conditions: readonly Json[] = [
  when({ decision: { enum: ['rejected', 'not-applicable', 'open-question'] } }, { required: ['why'] }),
  when({ decision: { enum: ['required', 'recommended', 'rejected', 'not-applicable'] } }, { required: ['by', 'date'] }),
  when(
    { implementation: { enum: ['partial', 'done'] } },
    { properties: { decision: { enum: ['required', 'recommended'] } } },
  ),
];

function closed(properties: Readonly<Record<string, Json>>, required: readonly string[]) {
  return { type: 'object', additionalProperties: false, required, properties };
}

function when(properties: Readonly<Record<string, Json>>, then: Json): Json {
  return { if: { properties, required: Object.keys(properties) }, then };
}
