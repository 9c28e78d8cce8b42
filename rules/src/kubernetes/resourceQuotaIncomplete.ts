import { combine } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectSpec } from '../examples';
import { describe } from '../model/object';
import { readLabels } from '../model/selectors';
import { at, isAbsent } from '../model/value';
import { defineRule } from '../rule';

/** A quota with scopes speaks of a part of the pods only and is left alone. */
export const resourceQuotaIncomplete = defineRule({
  id: 'resource-quota-incomplete',
  title: 'ResourceQuota leaves expensive kinds open',
  control: 'namespace-quotas',
  level: 'isolation',
  severity: 'low',
  stride: ['D'],
  layer: 'administration',
  aliases: ['KSV-0040'],
  references: [],
  fixable: 'sometimes', // The missing half of a pair gets the value of the other half.
  subject: 'object',
  why: 'What the quota does not name is not limited: one tenant takes the memory or the processors of all nodes.',
  remedy:
    'Name requests and limits of cpu and memory; add ephemeral storage, load balancers and GPUs where they exist.',

  *check(object) {
    if (object.kind !== 'ResourceQuota' || object.group !== '') return;
    const spec = at(object.root, 'spec');
    const hard = at(spec, 'hard');
    const { known, complete } = readLabels(hard);
    if (!complete || !isAbsent(at(spec, 'scopes')) || !isAbsent(at(spec, 'scopeSelector'))) return;
    const has = (name: string) => known.has(name) || (name.startsWith('requests.') && known.has(name.slice(9)));
    const missing = pairs.flat().filter((name) => !has(name));
    if (missing.length === 0) return;
    yield {
      at: object.nameSpan,
      message: `${describe(object)} does not limit ${missing.join(', ')}.`,
      fix: () => {
        const given = pairs.flatMap(([a, b]) => [
          [a, known.get(b)] as const,
          [b, known.get(a) ?? known.get(a.slice(9))] as const,
        ]);
        const added = given.filter(([name, value]) => missing.includes(name) && value !== undefined);
        if (added.length < missing.length) return undefined;
        return combine(
          added.map(([name, value]) => setValue(at(hard, name), value ?? null)),
          { title: `Limit ${missing.join(', ')} too`, safety: 'review' },
        );
      },
    };
  },

  examples: [
    {
      bad: objectSpec(
        'v1',
        'ResourceQuota',
        'hard:\n  requests.cpu: 4\n  limits.cpu: 8\n  limits.memory: 16Gi',
      ).replace('name: shop', 'name: «shop»'),
      good: objectSpec(
        'v1',
        'ResourceQuota',
        'hard:\n  requests.cpu: 4\n  requests.memory: 16Gi\n  limits.cpu: 8\n  limits.memory: 16Gi',
      ),
    },
    { bad: objectSpec('v1', 'ResourceQuota', 'hard:\n  pods: 10').replace('name: shop', 'name: «shop»') },
  ],
  accepts: [
    objectSpec('v1', 'ResourceQuota', 'hard:\n  cpu: 4\n  memory: 8Gi\n  limits.cpu: 8\n  limits.memory: 16Gi'),
    objectSpec('v1', 'ResourceQuota', 'hard:\n  pods: 10\nscopes: [BestEffort]'),
  ],
});

const pairs = [
  ['requests.cpu', 'limits.cpu'],
  ['requests.memory', 'limits.memory'],
] as const;

export const german = {
  title: 'ResourceQuota lässt teure Arten offen',
  why: 'Was die Quota nicht nennt, ist nicht begrenzt: Ein Mandant nimmt den Speicher oder die Prozessoren aller Nodes.',
  remedy:
    'Requests und Limits für cpu und memory nennen; dazu ephemeral-storage, Load Balancer und GPUs, wo es sie gibt.',
  says: {
    '{0} does not limit {1}.': '{0} begrenzt {1} nicht.',
    'Limit {0} too': 'Auch {0} begrenzen',
  },
};
