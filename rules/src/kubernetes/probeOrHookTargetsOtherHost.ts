import { fixRemovedKey } from '../edit/podEdit';
import { podWith } from '../examples';
import { since } from '../model/podSecurity';
import { at, readString } from '../model/value';
import { defineRule } from '../rule';

const places = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const;

/** Pod Security asks for it since 1.34; the kubelet does the same in every version, but older levels must stay exact. */
export const probeOrHookTargetsOtherHost = defineRule({
  id: 'probe-or-hook-targets-other-host',
  title: 'Probe or lifecycle hook calls another host',
  control: 'egress-restricted',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'I'],
  layer: 'network',
  aliases: ['PSS-B:hostProbesAndHostLifecycle'],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'The kubelet makes these calls from the node, so a host of its own choosing turns it into a messenger behind every firewall.',
  remedy: 'Leave host out, so that the pod itself is asked; a name the server expects goes into the Host header.',

  *check(container, context) {
    if (context.kubernetes < since.hostOfProbes) return;
    for (const place of places) {
      for (const handler of ['httpGet', 'tcpSocket']) {
        const value = at(container.value, ...place, handler, 'host');
        const host = readString(value);
        if (host.state !== 'literal' || host.value === '') continue;
        yield {
          at: host.span,
          message: `The ${place.at(-1)} of container "${container.name}" makes the node call ${host.value}.`,
          fix: () => fixRemovedKey(value, { title: 'Ask the pod itself', safety: 'review' }),
        };
      }
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  livenessProbe:\n    httpGet:\n      path: /health\n      host: «10.0.0.1»\n      port: 80',
      ),
      good: podWith('- name: api\n  livenessProbe:\n    httpGet:\n      path: /health\n      port: 80'),
    },
  ],
  accepts: [
    podWith('- name: api\n  livenessProbe:\n    httpGet: { path: /health, port: 80 }'),
    podWith('- name: api\n  livenessProbe:\n    httpGet: { path: /health, port: 80, host: "" }'),
  ],
});

export const german = {
  title: 'Probe oder Lifecycle-Hook ruft einen anderen Host auf',
  why: 'Das Kubelet macht diese Aufrufe vom Node aus; ein frei gewählter Host macht es zum Boten hinter jeder Firewall.',
  remedy:
    'host weglassen, damit der Pod selbst gefragt wird; ein Name, den der Server erwartet, gehört in den Host-Header.',
  says: {
    'The {0} of container "{1}" makes the node call {2}.': 'Die {0} von Container „{1}“ lässt den Node {2} aufrufen.',
    'Ask the pod itself': 'Den Pod selbst fragen',
  },
};
