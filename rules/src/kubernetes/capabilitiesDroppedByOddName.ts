import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podWith } from '../examples';
import { capabilityName, isSparedAsWindows, ownSecurity, since } from '../model/podSecurity';
import { items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

export const capabilitiesDroppedByOddName = defineRule({
  id: 'capabilities-dropped-by-odd-name',
  title: 'ALL capabilities dropped in another spelling',
  control: 'capabilities-dropped',
  level: 'restricted',
  severity: 'low',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['PSS-R:capabilities'],
  references: ['CISK:5.2.9', 'CISD:5.4', 'OWASP:D3'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Runtimes understand "all", but Pod Security compares letter by letter: the pod is refused in a restricted namespace.',
  remedy: 'Write ALL.',

  *check(container, context) {
    if (context.kubernetes < since.dropAll || isSparedAsWindows(container.pod, context)) return;
    const drop = items(ownSecurity(container, 'capabilities', 'drop'));
    if (drop.some((item) => plain(item) === 'ALL')) return;
    const odd = drop.find((item) => capabilityName(String(plain(item))) === 'ALL');
    const where = odd && spanOf(odd);
    if (!odd || !where) return;
    yield {
      at: where,
      message: `Container "${container.name}" drops "${String(plain(odd))}"; Pod Security accepts ALL only.`,
      fix: () => asFix(setValue(odd, 'ALL'), { title: 'Write ALL', safety: 'safe' }),
    };
  },

  examples: [
    {
      bad: podWith('- name: api\n  securityContext:\n    capabilities:\n      drop: [«"all"»] # lower case'),
      good: podWith('- name: api\n  securityContext:\n    capabilities:\n      drop: ["ALL"] # lower case'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { capabilities: { drop: [ALL] } }'),
    podWith('- name: api\n  securityContext: { capabilities: { drop: [NET_RAW] } }'),
  ],
});

export const german = {
  title: 'ALL Capabilities in anderer Schreibweise entzogen',
  why: 'Runtimes verstehen "all", Pod Security vergleicht aber Buchstabe für Buchstabe: Der Pod wird in einem Namespace mit „restricted“ abgelehnt.',
  remedy: 'ALL schreiben.',
  says: {
    'Container "{0}" drops "{1}"; Pod Security accepts ALL only.':
      'Container „{0}“ entzieht „{1}“; Pod Security erkennt nur ALL an.',
    'Write ALL': 'ALL schreiben',
  },
};
