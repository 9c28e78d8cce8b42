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
  fixable: 'never', // A class must be named, and what that of low value is called is not in the file.
  subject: 'pod',
  why: 'When nodes are full, Kubernetes evicts pods of lower priority: code nobody controls must not be what the others make room for.',
  remedy: 'Name a priority class of low value for such workloads.',

  *check(pod) {
    if (!takesField(pod, 'priorityClassName')) return;
    const name = readString(at(pod.spec, 'priorityClassName'));
    if (name.state === 'unknown') return;
    const isSystem = /^system-(cluster|node)-critical$/.test(name.value ?? '');
    if ((name.value ?? '') !== '' && !isSystem) return;
    if (isSystem && ['kube-system', 'gatekeeper-system'].includes(pod.object.namespace ?? '')) return;
    yield {
      at: name.span ?? pod.nameSpan,
      message: isSystem
        ? `${pod.title} has the priority of the cluster's own parts (${name.value}).`
        : `${pod.title} names no priority class, so it ranks with everything else.`,
      aliases: isSystem ? [] : notNamed,
    };
  },

  examples: [
    { bad: podSpec('priorityClassName: «system-cluster-critical»\ncontainers:\n  - name: model') },
    { bad: podSpec('containers:\n  - name: model').replace('name: shop', 'name: «shop»') },
  ],
  accepts: [podSpec('priorityClassName: untrusted-low\ncontainers:\n  - name: model')],
});

export const german = {
  title: 'Nicht vertrauenswürdiger Pod darf andere verdrängen',
  why: 'Sind Nodes voll, verdrängt Kubernetes Pods niedrigerer Priorität: Für Code, den niemand kontrolliert, dürfen die anderen keinen Platz machen.',
  remedy: 'Für solche Anwendungen eine Prioritätsklasse mit niedrigem Wert nennen.',
  says: {
    "{0} has the priority of the cluster's own parts ({1}).":
      '{0} hat die Priorität der Teile des Clusters selbst ({1}).',
    '{0} names no priority class, so it ranks with everything else.':
      '{0} nennt keine Prioritätsklasse und steht damit gleichauf mit allem anderen.',
  },
};
