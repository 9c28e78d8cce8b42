import { asFix } from '../edit/fixes';
import { spreadOverNodes } from '../edit/podSpread';
import { objectSpec } from '../examples';
import { describe } from '../model/object';
import { type Labels, matches, readLabels, readSelector } from '../model/selectors';
import { at, isAbsent, items, plain, readNumber, type Value } from '../model/value';
import { defineRule } from '../rule';

/** A constraint counts only when its selector picks the pods it stands on. */
export const replicasNotSpread = defineRule({
  id: 'replicas-not-spread',
  title: 'Replicas may land on one node',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: [
    'KL:no-anti-affinity',
    'KSC:deployment-has-host-podantiaffinity',
    'KSC:statefulset-has-host-podantiaffinity',
    'KICS:a31b7b82',
    'KICS:d740d048',
  ],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Without a rule all pods may stand on one node, and go down with it together.',
  remedy: 'Spread them over nodes with topologySpreadConstraints or a podAntiAffinity.',

  *check(object) {
    if (!/^(Deployment|StatefulSet|ReplicaSet|ReplicationController|DeploymentConfig)$/.test(object.kind)) return;
    const spec = at(object.root, 'spec');
    const replicas = readNumber(at(spec, 'replicas'));
    const pod = at(spec, 'template', 'spec');
    if (replicas.state !== 'literal' || replicas.value < 2 || pod.kind !== 'map') return;
    const labels = readLabels(at(spec, 'template', 'metadata', 'labels'));
    const spread = at(pod, 'topologySpreadConstraints');
    if (spread.kind === 'unknown' || isSpread(spread, labels) || isKeptApart(pod, labels, object.namespace)) return;
    yield {
      at: replicas.span,
      message: `${describe(object)} may put all ${replicas.value} pods on one node.`,
      fix: () => asFix(spreadOverNodes(spec), { title: 'Spread the pods over nodes', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: objectSpec(
        'apps/v1',
        'Deployment',
        'replicas: «3»\nselector:\n  matchLabels:\n    app: shop\ntemplate:\n  metadata:\n    labels:\n      app: shop\n  spec:\n    serviceAccountName: shop\n    containers: []',
      ),
      good: objectSpec(
        'apps/v1',
        'Deployment',
        'replicas: 3\nselector:\n  matchLabels:\n    app: shop\ntemplate:\n  metadata:\n    labels:\n      app: shop\n  spec:\n    serviceAccountName: shop\n    topologySpreadConstraints:\n    - maxSkew: 1\n      topologyKey: kubernetes.io/hostname\n      whenUnsatisfiable: ScheduleAnyway\n      labelSelector:\n        matchLabels:\n          app: shop\n    containers: []',
      ),
    },
  ],
  accepts: [
    objectSpec('apps/v1', 'Deployment', 'replicas: 1\ntemplate:\n  spec: {}'),
    objectSpec('apps/v1', 'DaemonSet', 'template:\n  spec: {}'),
    objectSpec(
      'apps/v1',
      'Deployment',
      'replicas: 3\ntemplate:\n  metadata:\n    labels:\n      app: shop\n  spec:\n    affinity:\n      podAntiAffinity:\n        requiredDuringSchedulingIgnoredDuringExecution:\n          - labelSelector:\n              matchLabels:\n                app: shop\n            topologyKey: kubernetes.io/hostname',
    ),
  ],
});

function isSpread(constraints: Value, labels: Labels): boolean {
  return items(constraints).some((one) => matches(readSelector(at(one, 'labelSelector')), labels) !== 'no');
}

/** A podAntiAffinity over nodes or something larger that these pods fall under themselves. */
function isKeptApart(pod: Value, labels: Labels, namespace: string | undefined): boolean {
  const affinity = at(pod, 'affinity', 'podAntiAffinity');
  if (affinity.kind === 'unknown' || at(pod, 'affinity').kind === 'unknown') return true;
  const terms = [
    ...items(at(affinity, 'requiredDuringSchedulingIgnoredDuringExecution')),
    ...items(at(affinity, 'preferredDuringSchedulingIgnoredDuringExecution')).map((term) =>
      at(term, 'podAffinityTerm'),
    ),
  ];
  return terms.some((term) => {
    const namespaces = items(at(term, 'namespaces')).map((item) => plain(item));
    if (namespaces.length > 0 && namespace !== undefined && !namespaces.includes(namespace)) return false;
    return matches(readSelector(at(term, 'labelSelector')), labels) !== 'no' && !isAbsent(at(term, 'topologyKey'));
  });
}

export const german = {
  title: 'Replicas können auf einem Node landen',
  why: 'Ohne Regel stehen womöglich alle Pods auf einem Node und gehen mit ihm gemeinsam unter.',
  remedy: 'Mit topologySpreadConstraints oder podAntiAffinity über Nodes verteilen.',
  says: {
    '{0} may put all {1} pods on one node.': '{0} darf alle {1} Pods auf einen Node legen.',
    'Spread the pods over nodes': 'Die Pods über Nodes verteilen',
  },
};
