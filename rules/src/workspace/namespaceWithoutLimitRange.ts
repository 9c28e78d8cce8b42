import { unguardedNamespaces } from '../edit/namespaceGuard';
import { objectOf, objectSpec } from '../examples';
import type { KubernetesObject } from '../model/object';
import { at, items, plain } from '../model/value';
import { defineRule } from '../rule';

export const namespaceWithoutLimitRange = defineRule({
  id: 'namespace-without-limit-range',
  title: 'Namespace has no LimitRange',
  control: 'namespace-quotas',
  level: 'isolation',
  severity: 'low',
  stride: ['D'],
  layer: 'administration',
  aliases: [],
  references: ['NSA:4.1'],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'A container without limits of its own gets none, and takes the memory of its neighbours.',
  remedy: 'Add a LimitRange of type Container; the fix starts with small numbers that have to be adapted.',

  check: (workspace) =>
    unguardedNamespaces(workspace, {
      isOne: limitsContainers,
      message: (namespace) => `${namespace} has no LimitRange here: containers without limits stay without.`,
      title: 'Add a LimitRange to adapt',
      make: rangeFor,
    }),

  examples: [
    {
      bad: objectOf('v1', 'Namespace', '  labels: {}').replace('name: shop', 'name: «shop»'),
      good: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {}\n---\napiVersion: v1\nkind: LimitRange\nmetadata:\n  name: limits\n  namespace: shop\nspec:\n  limits:\n  - type: Container\n    defaultRequest:\n      cpu: 100m\n      memory: 128Mi\n    default:\n      cpu: "1"\n      memory: 512Mi\n    max:\n      cpu: "4"\n      memory: 8Gi\n',
    },
    {
      bad: objectOf('v1', 'Namespace', '  labels: {}').replace('name: shop', 'name: «shop»'),
      files: { 'range.yaml': objectSpec('v1', 'LimitRange', 'limits:\n- type: PersistentVolumeClaim') },
      good: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {}\n---\napiVersion: v1\nkind: LimitRange\nmetadata:\n  name: limits\n  namespace: shop\nspec:\n  limits:\n  - type: Container\n    defaultRequest:\n      cpu: 100m\n      memory: 128Mi\n    default:\n      cpu: "1"\n      memory: 512Mi\n    max:\n      cpu: "4"\n      memory: 8Gi\n',
    },
  ],
  accepts: [
    {
      text: objectOf('v1', 'Namespace', '  labels: {}'),
      files: {
        'range.yaml': objectSpec('v1', 'LimitRange', 'limits:\n- type: Container\n  default:\n    memory: 1Gi'),
      },
    },
    {
      text: objectOf('v1', 'Namespace', '  labels: {}'),
      files: { 'range.yaml': objectSpec('v1', 'LimitRange', 'limits: {{ .Values.limits }}') },
    },
  ],
});

/** A range of volumes or pods alone gives no container a limit. */
function limitsContainers(object: KubernetesObject): boolean {
  const limits = at(object.root, 'spec', 'limits');
  if (object.kind !== 'LimitRange' || limits.kind !== 'list') return object.kind === 'LimitRange';
  return items(limits).some((item) => plain(at(item, 'type')) === 'Container' || at(item, 'type').kind === 'unknown');
}

function rangeFor(namespace: string) {
  const container = {
    type: 'Container',
    defaultRequest: { cpu: '100m', memory: '128Mi' },
    default: { cpu: '1', memory: '512Mi' },
    max: { cpu: '4', memory: '8Gi' },
  };
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits', namespace },
    spec: { limits: [container] },
  };
}

export const german = {
  title: 'Namespace ohne LimitRange',
  why: 'Ein Container ohne eigene Limits bekommt keine und nimmt den Nachbarn den Speicher.',
  remedy: 'Eine LimitRange vom Typ Container hinzufügen; der Fix beginnt mit kleinen Zahlen, die anzupassen sind.',
  says: {
    '{0} has no LimitRange here: containers without limits stay without.':
      '{0} hat hier keine LimitRange: Container ohne Limits bleiben ohne.',
    'Add a LimitRange to adapt': 'Eine anzupassende LimitRange hinzufügen',
  },
};
