import { combine } from '../edit/fixes';
import { guardsByNamespace, quotaKinds } from '../edit/namespaceGuard';
import { mergeValue } from '../edit/podEdit';
import { objectOf } from '../examples';
import { readLabels } from '../model/selectors';
import { at, isAbsent, type Value } from '../model/value';
import { defineRule } from '../rule';

/** Processors and memory are the matter of `resource-quota-incomplete`. Several quotas of a namespace count together. */
export const resourceQuotaLeavesKindsOpen = defineRule({
  id: 'resource-quota-leaves-kinds-open',
  title: 'ResourceQuota leaves pods, volumes, GPUs or services open',
  control: 'namespace-quotas',
  level: 'isolation',
  severity: 'low',
  stride: ['D'],
  layer: 'administration',
  aliases: [],
  references: ['NSA:4.0'],
  fixable: 'always',
  subject: 'workspace',
  why: 'What no quota names is not limited: a tenant fills the disks, takes every GPU, or opens itself to the outside with a load balancer.',
  remedy:
    'Name them too; the fix starts with small numbers that have to be adapted, and with 0 for GPUs and open ports.',

  *check(workspace) {
    for (const quotas of guardsByNamespace(workspace, 'ResourceQuota').values()) {
      const whole = quotas.filter(({ object }) => speaksOfAll(at(object.root, 'spec')));
      const hard = whole.map(({ object }) => readLabels(at(object.root, 'spec', 'hard')));
      const owner = whole.at(-1);
      if (!owner || hard.some(({ complete }) => !complete)) continue;
      const has = (name: string) => hard.some(({ known }) => namesFor(name).some((one) => known.has(one)));
      const missing = Object.keys(quotaKinds).filter((name) => !has(name));
      if (missing.length === 0) continue;
      yield {
        at: owner.object.nameSpan,
        file: owner.file,
        message: `Namespace "${owner.object.namespace}" is not limited in ${missing.join(', ')}.`,
        fix: () =>
          combine(
            mergeValue(at(owner.object.root, 'spec'), {
              hard: Object.fromEntries(missing.map((name) => [name, quotaKinds[name] ?? '0'])),
            }),
            {
              title: `Limit ${missing.join(', ')} too`,
              safety: 'review',
            },
          ),
      };
    }
  },

  examples: [
    {
      bad: quota('«quota»', '    pods: "10"\n    persistentvolumeclaims: "5"\n    requests.storage: 10Gi'),
      good: quota(
        'quota',
        '    pods: "10"\n    limits.ephemeral-storage: 20Gi\n    requests.nvidia.com/gpu: "0"\n    services.loadbalancers: "0"\n    services.nodeports: "0"\n    persistentvolumeclaims: "5"\n    requests.storage: 10Gi',
      ),
    },
  ],
  accepts: [
    quota(
      'quota',
      '    count/pods: "10"\n    count/persistentvolumeclaims: "5"\n    requests.storage: 10Gi\n    limits.ephemeral-storage: 1Gi\n    requests.nvidia.com/gpu: "1"\n    count/services: "2"',
    ),
    {
      text: quota('objects', '    pods: "10"\n    persistentvolumeclaims: "5"\n    services: "3"'),
      files: {
        'amounts.yaml': quota(
          'amounts',
          '    limits.ephemeral-storage: 1Gi\n    requests.storage: 10Gi\n    requests.nvidia.com/gpu: "1"',
        ),
      },
    },
    quota('quota', '    pods: {{ .Values.pods }}\n    {{ .Values.more }}: 1'),
    { text: quota('quota', '    pods: "10"').replace('  namespace: shop\n', '') },
    quota('best-effort', '    pods: "10"\n  scopes: [BestEffort]'),
  ],
});

function speaksOfAll(spec: Value): boolean {
  return isAbsent(at(spec, 'scopes')) && isAbsent(at(spec, 'scopeSelector'));
}

/** Other names under which the same is bounded: a quota on all services bounds those of one type. */
function namesFor(name: string): readonly string[] {
  if (name.startsWith('services.')) return [name, 'services', 'count/services'];
  return [name, `count/${name}`];
}

function quota(name: string, hard: string): string {
  const metadata = `  namespace: shop\nspec:\n  hard:\n${hard}`;
  return objectOf('v1', 'ResourceQuota', metadata).replace('name: shop', `name: ${name}`);
}

export const german = {
  title: 'ResourceQuota lässt Pods, Volumes, GPUs oder Services offen',
  why: 'Was keine Quota nennt, ist nicht begrenzt: Ein Mandant füllt die Platten, nimmt jede GPU oder öffnet sich mit einem Load Balancer nach außen.',
  remedy:
    'Auch sie nennen; der Fix beginnt mit kleinen Zahlen, die anzupassen sind, und mit 0 für GPUs und offene Ports.',
  says: {
    'Namespace "{0}" is not limited in {1}.': 'Der Namespace „{0}“ ist nicht begrenzt in {1}.',
    'Limit {0} too': 'Auch {0} begrenzen',
  },
};
