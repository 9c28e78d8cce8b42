import { combine } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectOf } from '../examples';
import { describe } from '../model/object';
import { readLabels } from '../model/selectors';
import { at, isAbsent } from '../model/value';
import { defineRule } from '../rule';

/** The namespaces of the cluster itself have pods that need the node. */
export const namespacePodSecurityMissing = defineRule({
  id: 'namespace-pod-security-missing',
  title: 'Namespace enforces no Pod Security level',
  control: 'pod-security-enforced',
  level: 'restricted',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: ['C-0192', 'C-0193', 'C-0197'],
  references: ['CISK:5.2.1'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Without a Pod Security level the namespace admits any pod: whoever may create one makes it privileged and owns the node.',
  remedy:
    'Set pod-security.kubernetes.io/enforce on the namespace; warn and audit show what a stricter level would refuse. The fix enforces baseline, which ordinary programs pass, and warns about restricted.',

  *check(object) {
    if (object.kind !== 'Namespace' || object.group !== '' || /^kube-|-system$/.test(object.name ?? '')) return;
    const labels = at(object.root, 'metadata', 'labels');
    const { known, complete } = readLabels(labels);
    if (!complete || known.has(`${prefix}enforce`)) return;
    yield {
      at: object.nameSpan,
      message: `${describe(object)} admits every pod: it enforces no Pod Security level.`,
      fix: () => {
        const wanted = Object.entries(levels).filter(([key]) => !known.has(key));
        const changes = isAbsent(labels)
          ? [setValue(labels, Object.fromEntries(wanted))]
          : wanted.map(([key, level]) => setValue(at(labels, key), level));
        return combine(changes, { title: 'Enforce baseline and warn about restricted', safety: 'review' });
      },
    };
  },

  examples: [
    {
      bad: objectOf('v1', 'Namespace', '  labels:\n    team: shop').replace('name: shop', 'name: «shop»'),
      good: objectOf(
        'v1',
        'Namespace',
        '  labels:\n    team: shop\n    pod-security.kubernetes.io/enforce: baseline\n    pod-security.kubernetes.io/warn: restricted\n    pod-security.kubernetes.io/audit: restricted',
      ),
    },
    {
      bad: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: «shop»\n',
      good: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: baseline\n    pod-security.kubernetes.io/warn: restricted\n    pod-security.kubernetes.io/audit: restricted\n',
    },
  ],
  accepts: [
    objectOf('v1', 'Namespace', '  labels:\n    pod-security.kubernetes.io/enforce: restricted'),
    objectOf('v1', 'Namespace', '  labels: {{ .Values.labels }}'),
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: kube-system\n',
  ],
});

const prefix = 'pod-security.kubernetes.io/';

const levels = {
  [`${prefix}enforce`]: 'baseline',
  [`${prefix}warn`]: 'restricted',
  [`${prefix}audit`]: 'restricted',
};

export const german = {
  title: 'Namespace erzwingt keine Pod-Security-Stufe',
  why: 'Ohne Pod-Security-Stufe lässt der Namespace jeden Pod zu: Wer einen anlegen darf, macht ihn privilegiert und besitzt den Node.',
  remedy:
    'pod-security.kubernetes.io/enforce am Namespace setzen; warn und audit zeigen, was eine strengere Stufe ablehnen würde. Der Fix erzwingt baseline, was gewöhnliche Programme bestehen, und warnt vor restricted.',
  says: {
    '{0} admits every pod: it enforces no Pod Security level.':
      '{0} lässt jeden Pod zu: Eine Pod-Security-Stufe wird nicht erzwungen.',
    'Enforce baseline and warn about restricted': 'baseline erzwingen und zu restricted warnen',
  },
};
