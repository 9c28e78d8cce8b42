import { asFix, combine } from '../edit/fixes';
import { mergeValue } from '../edit/podEdit';
import { setValue } from '../edit/yamlEdit';
import { deploymentSpec } from '../examples';
import { at, isAbsent, keySpan, plain, spanOf } from '../model/value';
import { isUntrusted } from '../model/workload';
import { defineRule } from '../rule';

const label = 'azure.workload.identity/use';

export const azureWorkloadIdentityMisconfigured = defineRule({
  id: 'azure-workload-identity-misconfigured',
  title: 'Workload identity label without effect',
  control: 'workload-identity',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: [],
  references: ['CISA:5.2.1'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Without the label on the pod nothing hands it its own identity, and the Azure libraries fall back to that of the node.',
  remedy: 'Put azure.workload.identity/use: "true", as a string, on the pod template.',

  *check(pod, context) {
    const own = at(pod.metadata, 'labels', label);
    const value = plain(own);
    const where = spanOf(own);
    if (where && !isAbsent(own) && value !== 'true' && value !== 'false' && value !== undefined) {
      yield {
        at: where,
        message: `${pod.title} sets ${label} to ${String(value)}, but only the string "true" counts.`,
        fix: () =>
          value === true && !isUntrusted(pod, context)
            ? asFix(setValue(own, 'true'), { title: 'Write it as a string', safety: 'review' })
            : undefined,
      };
    }
    const outer = at(pod.object.root, 'metadata', 'labels', label);
    const misplaced = keySpan(outer);
    if (pod.object.kind === 'Pod' || !misplaced || !isAbsent(own) || own.kind === 'unknown') return;
    if (at(pod.object.root, 'metadata').node === pod.metadata.node) return;
    yield {
      at: misplaced,
      message: `${pod.title} carries ${label} itself; its pods do not, so they get no identity.`,
      // Code nobody controls had better stay without an identity.
      fix: () =>
        isUntrusted(pod, context)
          ? undefined
          : combine(mergeValue(at(pod.metadata, 'labels'), { [label]: 'true' }), {
              title: 'Label the pods',
              safety: 'review',
            }),
    };
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: api').replace(
        'name: shop\n',
        `name: shop\n  labels:\n    «${label}»: "true"\n`,
      ),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\n  labels:\n    azure.workload.identity/use: "true"\nspec:\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n        azure.workload.identity/use: "true"\n    spec:\n      containers:\n        - name: api\n',
      context: { profile: 'restricted' },
    },
    {
      bad: deploymentSpec('containers:\n  - name: api').replace(
        '        app: shop\n    spec',
        `        app: shop\n        ${label}: «true»\n    spec`,
      ),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n        azure.workload.identity/use: "true"\n    spec:\n      containers:\n        - name: api\n',
      context: { profile: 'restricted' },
    },
  ],
  accepts: [
    deploymentSpec('containers:\n  - name: api').replace(
      '        app: shop\n    spec',
      `        app: shop\n        ${label}: "true"\n    spec`,
    ),
  ],
});

export const german = {
  title: 'Workload-Identity-Label ohne Wirkung',
  why: 'Ohne das Label am Pod gibt ihm nichts seine eigene Identität, und die Azure-Bibliotheken weichen auf die des Nodes aus.',
  remedy: 'azure.workload.identity/use: "true" als Zeichenkette an die Pod-Vorlage setzen.',
  says: {
    '{0} sets {1} to {2}, but only the string "true" counts.':
      '{0} setzt {1} auf {2}, es zählt aber nur die Zeichenkette "true".',
    'Write it as a string': 'Als Zeichenkette schreiben',
    '{0} carries {1} itself; its pods do not, so they get no identity.':
      '{0} trägt {1} selbst; seine Pods nicht, also bekommen sie keine Identität.',
    'Label the pods': 'Die Pods kennzeichnen',
  },
};
