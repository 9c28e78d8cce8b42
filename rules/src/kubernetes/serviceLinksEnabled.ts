import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, readBoolean } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

export const serviceLinksEnabled = defineRule({
  id: 'service-links-enabled',
  title: 'Addresses of all services are in the environment',
  control: 'secrets-as-files',
  level: 'isolation',
  severity: 'low',
  stride: ['I'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Kubernetes writes the address of every service of the namespace into the environment: a map for whoever got in.',
  remedy: 'Set enableServiceLinks: false; programs find services by DNS.',

  *check(pod) {
    if (!takesField(pod, 'enableServiceLinks')) return;
    const setting = readBoolean(at(pod.spec, 'enableServiceLinks'));
    if (setting.state === 'unknown' || setting.value === false) return;
    yield {
      at: setting.span ?? pod.nameSpan,
      message: `${pod.title} tells its containers the address of every service in the namespace.`,
      fix: () =>
        setField(pod.spec, ['enableServiceLinks'], false, {
          title: 'Leave service addresses out of the environment',
          // A program may read the variables without the manifest showing it.
          safety: /_SERVICE_(HOST|PORT)\b/.test(pod.object.document.text) ? 'review' : 'safe',
        }),
    };
  },

  examples: [
    {
      bad: podSpec('enableServiceLinks: «true»\ncontainers:\n  - name: model'),
      good: podSpec('enableServiceLinks: false\ncontainers:\n  - name: model'),
    },
    {
      bad: podSpec('containers:\n  - name: model').replace('name: shop', 'name: «shop»'),
      good: podSpec('enableServiceLinks: false\ncontainers:\n  - name: model'),
    },
  ],
  accepts: [podSpec('enableServiceLinks: false\ncontainers:\n  - name: model')],
});

export const german = {
  title: 'Adressen aller Services stehen in der Umgebung',
  why: 'Kubernetes schreibt die Adresse jedes Service des Namespaces in die Umgebung: eine Karte für jeden, der eingedrungen ist.',
  remedy: 'enableServiceLinks: false setzen; Programme finden Services über DNS.',
  says: {
    '{0} tells its containers the address of every service in the namespace.':
      '{0} nennt seinen Containern die Adresse jedes Service im Namespace.',
    'Leave service addresses out of the environment': 'Service-Adressen aus der Umgebung lassen',
  },
};
