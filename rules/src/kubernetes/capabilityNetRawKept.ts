import { asFix, combine } from '../edit/fixes';
import { fixRemovedCapability, leastCapabilities, mergeValue } from '../edit/podEdit';
import { appendItem, setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { capabilityName, ownSecurity } from '../model/podSecurity';
import { at, isAbsent, items, plain, readStrings, spanOf } from '../model/value';
import { defineRule } from '../rule';

export const capabilityNetRawKept = defineRule({
  id: 'capability-net-raw-kept',
  title: 'Raw sockets are available',
  control: 'capabilities-dropped',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'I'],
  layer: 'network',
  aliases: ['CKV_K8S_28', 'KSV-0119', 'KICS:dbbc6705', 'KL:drop-net-raw-capability', 'C-0199'],
  references: ['CISK:5.2.8'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'With raw sockets a container answers in the name of other pods on its node, redirects their traffic and reads it.',
  remedy: 'Drop ALL capabilities, or at least NET_RAW.',

  *check(container) {
    if (container.pod.os === 'windows') return;
    const added = items(ownSecurity(container, 'capabilities', 'add')).find((item) => {
      const name = plain(item);
      return typeof name === 'string' && capabilityName(name) === 'NET_RAW';
    });
    const where = added && spanOf(added);
    if (added && where) {
      yield {
        at: where,
        message: `Container "${container.name}" is given raw sockets and can speak in the name of other pods.`,
        fix: () => fixRemovedCapability(container, added, 'NET_RAW'),
      };
      return;
    }
    const value = ownSecurity(container, 'capabilities', 'drop');
    const drop = readStrings(value);
    if (drop.state === 'unknown') return;
    if (drop.value?.some((name) => ['ALL', 'NET_RAW'].includes(capabilityName(name)))) return;
    const label = { title: `Drop all capabilities of "${container.name}"`, safety: 'review' } as const;
    yield {
      at: drop.span ?? container.nameSpan,
      message: `Container "${container.name}" keeps raw sockets and can speak in the name of other pods.`,
      fix: () =>
        items(value).length > 0
          ? asFix(appendItem(value, 'NET_RAW'), {
              title: `Take raw sockets from "${container.name}"`,
              safety: 'review',
            })
          : isAbsent(ownSecurity(container, 'capabilities', 'add'))
            ? combine(
                mergeValue(at(container.value, 'securityContext'), { capabilities: leastCapabilities(container) }),
                label,
              )
            : asFix(setValue(value, ['ALL']), label),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podWith(
        '- name: api\n  image: shop/api:1.4\n  securityContext:\n    capabilities:\n      drop:\n        - ALL',
      ),
    },
    {
      bad: podWith('- name: api\n  securityContext:\n    capabilities: { drop: «[CHOWN]» }'),
      good: podWith('- name: api\n  securityContext:\n    capabilities: { drop: [CHOWN, NET_RAW] }'),
    },
    {
      bad: podWith('- name: api\n  securityContext:\n    capabilities: { drop: [ALL], add: [«NET_RAW», KILL] }'),
      good: podWith('- name: api\n  securityContext:\n    capabilities: { drop: [ALL], add: [KILL] }'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { capabilities: { drop: [ALL] } }'),
    podWith('- name: api\n  securityContext: { capabilities: { drop: [NET_RAW] } }'),
    podSpec('os: { name: windows }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Rohe Sockets sind verfügbar',
  why: 'Mit rohen Sockets antwortet ein Container im Namen anderer Pods auf seinem Node, leitet ihren Verkehr um und liest ihn mit.',
  remedy: 'ALL Capabilities entziehen, mindestens aber NET_RAW.',
  says: {
    'Container "{0}" is given raw sockets and can speak in the name of other pods.':
      'Container „{0}“ bekommt rohe Sockets und kann im Namen anderer Pods sprechen.',
    'Drop all capabilities of "{0}"': '„{0}“ alle Capabilities entziehen',
    'Container "{0}" keeps raw sockets and can speak in the name of other pods.':
      'Container „{0}“ behält rohe Sockets und kann im Namen anderer Pods sprechen.',
    'Take raw sockets from "{0}"': '„{0}“ die rohen Sockets nehmen',
  },
};
