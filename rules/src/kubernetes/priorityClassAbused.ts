import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, readString } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

const notNamed = ['PO:priorityClassNotSet'];

export const priorityClassAbused = defineRule({
  id: 'priority-class-abused',
  title: 'Untrusted pod may push others out',
  control: 'namespace-quotas',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'administration',
  aliases: notNamed,
  references: [],
  fixable: 'sometimes', // Where the settings name the class of low value.
  subject: 'pod',
  why: 'When nodes are full, Kubernetes evicts pods of lower priority: code nobody controls must not be what the others make room for.',
  remedy:
    'Name a priority class of low value for such workloads; a fix takes that of the setting `untrusted.priorityClass`.',

  *check(pod, { untrusted }) {
    if (!takesField(pod, 'priorityClassName')) return;
    const name = readString(at(pod.spec, 'priorityClassName'));
    if (name.state === 'unknown') return;
    const isSystem = /^system-(cluster|node)-critical$/.test(name.value ?? '');
    if ((name.value ?? '') !== '' && !isSystem) return;
    if (isSystem && ['kube-system', 'gatekeeper-system'].includes(pod.object.namespace ?? '')) return;
    const low = untrusted.priorityClass;
    yield {
      at: name.span ?? pod.nameSpan,
      message: isSystem
        ? `${pod.title} has the priority of the cluster's own parts (${name.value}).`
        : `${pod.title} names no priority class, so it ranks with everything else.`,
      aliases: isSystem ? [] : notNamed,
      fix: () =>
        low
          ? setField(pod.spec, ['priorityClassName'], low, {
              title: `Give it the priority class ${low}`,
              safety: 'review',
            })
          : undefined,
    };
  },

  examples: [
    { bad: podSpec('priorityClassName: «system-cluster-critical»\ncontainers:\n  - name: model') },
    { bad: podSpec('containers:\n  - name: model').replace('name: shop', 'name: «shop»') },
    {
      bad: podSpec('priorityClassName: «system-node-critical» # must run\ncontainers:\n  - name: model'),
      good: podSpec('priorityClassName: low # must run\ncontainers:\n  - name: model'),
      context: { untrusted: { all: false, labels: [], priorityClass: 'low' } },
    },
  ],
  accepts: [podSpec('priorityClassName: untrusted-low\ncontainers:\n  - name: model')],
});

export const german = {
  title: 'Nicht vertrauenswürdiger Pod darf andere verdrängen',
  why: 'Sind Nodes voll, verdrängt Kubernetes Pods niedrigerer Priorität: Für Code, den niemand kontrolliert, dürfen die anderen keinen Platz machen.',
  remedy:
    'Für solche Anwendungen eine Prioritätsklasse mit niedrigem Wert nennen; eine Korrektur nimmt die der Einstellung `untrusted.priorityClass`.',
  says: {
    "{0} has the priority of the cluster's own parts ({1}).":
      '{0} hat die Priorität der Teile des Clusters selbst ({1}).',
    'Give it the priority class {0}': 'Ihm die Prioritätsklasse {0} geben',
    '{0} names no priority class, so it ranks with everything else.':
      '{0} nennt keine Prioritätsklasse und steht damit gleichauf mit allem anderen.',
  },
};
