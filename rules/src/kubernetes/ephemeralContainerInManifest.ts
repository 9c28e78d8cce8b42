import { fixRemovedKey } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { at, items, keySpan } from '../model/value';
import { defineRule } from '../rule';

export const ephemeralContainerInManifest = defineRule({
  id: 'ephemeral-container-in-manifest',
  title: 'Debug container left in a manifest',
  control: 'no-dev-artifacts',
  level: 'advice',
  severity: 'low',
  stride: ['E'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Debug containers get in by kubectl debug only; in a stored manifest they are refused, or document what was once opened.',
  remedy: 'Delete ephemeralContainers.',

  *check(pod) {
    const list = at(pod.spec, 'ephemeralContainers');
    const where = keySpan(list);
    if (items(list).length === 0 || !where) return;
    yield {
      at: where,
      message: `${pod.title} still carries the debug container of an earlier session.`,
      fix: () => fixRemovedKey(list, { title: 'Delete the debug containers', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('containers:\n  - name: api\n«ephemeralContainers»:\n  - name: debug\n    image: shop/debug:1'),
      good: podWith('- name: api'),
    },
  ],
  accepts: [podSpec('containers:\n  - name: api\nephemeralContainers: []')],
});

export const german = {
  title: 'Debug-Container im Manifest vergessen',
  why: 'Debug-Container kommen nur über kubectl debug hinein; in einem gespeicherten Manifest werden sie abgelehnt oder dokumentieren, was einmal offen war.',
  remedy: 'ephemeralContainers löschen.',
  says: {
    '{0} still carries the debug container of an earlier session.':
      '{0} trägt noch den Debug-Container einer früheren Sitzung.',
    'Delete the debug containers': 'Die Debug-Container löschen',
  },
};
