import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectOf } from '../examples';
import { describe, placeOf } from '../model/object';
import { at, readText } from '../model/value';
import { defineRule } from '../rule';

/** A pin that is older than every supported version leaves out the checks that came since. */
export const namespacePodSecurityWeak = defineRule({
  id: 'namespace-pod-security-weak',
  title: 'Namespace enforces privileged or lets versions drift',
  control: 'pod-security-enforced',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: ['C-0193', 'C-0197'],
  references: ['CISK:5.2.1', 'CISK:5.2.2', 'CISA:4.2.1'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'The level "privileged" refuses nothing, and a level that is misspelt is read as "privileged" or refused.',
  remedy: 'Enforce baseline or restricted; pin the version only if somebody moves the pin with every upgrade.',

  *check(object, context) {
    if (object.kind !== 'Namespace' || object.group !== '') return;
    const labels = at(object.root, 'metadata', 'labels');
    const level = at(labels, 'pod-security.kubernetes.io/enforce');
    const text = readText(level);
    if (text.state === 'literal' && !/^(baseline|restricted)$/.test(text.value)) {
      const known = text.value === 'privileged';
      yield {
        at: placeOf(level),
        message: known
          ? `${describe(object)} enforces "privileged", which admits every pod.`
          : `${describe(object)} enforces "${text.value}", which is no Pod Security level.`,
        fix: () => asFix(setValue(level, 'baseline'), { title: 'Enforce baseline', safety: 'review' }),
      };
    }
    const version = readText(at(labels, 'pod-security.kubernetes.io/enforce-version'));
    if (version.state !== 'literal' || version.value === 'latest') return;
    const minor = /^v1\.(\d+)$/.exec(version.value)?.[1];
    if (minor !== undefined && Number(minor) > context.kubernetes - 4) return;
    yield {
      at: version.span,
      severity: 'low',
      message: `${describe(object)} holds its Pod Security level at "${version.value}", without the checks that came since.`,
      fix: () =>
        asFix(setValue(at(labels, 'pod-security.kubernetes.io/enforce-version'), 'latest'), {
          title: 'Follow the version of the cluster',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: objectOf('v1', 'Namespace', '  labels:\n    pod-security.kubernetes.io/enforce: «privileged»'),
      good: objectOf('v1', 'Namespace', '  labels:\n    pod-security.kubernetes.io/enforce: baseline'),
    },
    {
      bad: objectOf(
        'v1',
        'Namespace',
        '  labels:\n    pod-security.kubernetes.io/enforce: restricted\n    pod-security.kubernetes.io/enforce-version: «v1.22»',
      ),
      good: objectOf(
        'v1',
        'Namespace',
        '  labels:\n    pod-security.kubernetes.io/enforce: restricted\n    pod-security.kubernetes.io/enforce-version: latest',
      ),
    },
  ],
  accepts: [
    objectOf('v1', 'Namespace', '  labels:\n    pod-security.kubernetes.io/enforce: restricted'),
    {
      text: objectOf('v1', 'Namespace', '  labels:\n    pod-security.kubernetes.io/enforce-version: v1.30'),
      context: { kubernetes: 33 },
    },
    objectOf('v1', 'Namespace', '  labels:\n    team: shop'),
  ],
});

export const german = {
  title: 'Namespace erzwingt privileged oder lässt Versionen stehen',
  why: 'Die Stufe „privileged“ lehnt nichts ab, und eine falsch geschriebene Stufe gilt als „privileged“ oder wird abgelehnt.',
  remedy: 'baseline oder restricted erzwingen; die Version nur festlegen, wenn sie jemand mit jedem Upgrade mitzieht.',
  says: {
    '{0} enforces "privileged", which admits every pod.': '{0} erzwingt „privileged“ und lässt damit jeden Pod zu.',
    '{0} enforces "{1}", which is no Pod Security level.': '{0} erzwingt „{1}“; das ist keine Pod-Security-Stufe.',
    'Enforce baseline': 'baseline erzwingen',
    '{0} holds its Pod Security level at "{1}", without the checks that came since.':
      '{0} hält seine Pod-Security-Stufe bei „{1}“, ohne die seither dazugekommenen Prüfungen.',
    'Follow the version of the cluster': 'Der Version des Clusters folgen',
  },
};
