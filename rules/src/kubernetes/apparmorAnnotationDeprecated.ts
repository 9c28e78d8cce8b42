import { combine } from '../edit/fixes';
import { mergeValue } from '../edit/podEdit';
import { removeKey } from '../edit/yamlRemove';
import { podSpec } from '../examples';
import { ownSecurity, since } from '../model/podSecurity';
import { at, entries, isAbsent, plain } from '../model/value';
import { defineRule } from '../rule';

const prefix = 'container.apparmor.security.beta.kubernetes.io/';

function profileOf(value: unknown): { type: string; localhostProfile?: string } | undefined {
  if (value === 'runtime/default') return { type: 'RuntimeDefault' };
  if (typeof value === 'string' && value.startsWith('localhost/'))
    return { type: 'Localhost', localhostProfile: value.slice('localhost/'.length) };
  return undefined;
}

export const apparmorAnnotationDeprecated = defineRule({
  id: 'apparmor-annotation-deprecated',
  title: 'AppArmor set by the old annotation',
  control: 'mandatory-access-control',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'The annotation goes by the name of a container: a typing error or a renamed container leaves it unconfined, and nobody is told.',
  remedy: 'Write securityContext.appArmorProfile in the container (Kubernetes 1.30 and newer).',

  *check(pod, context) {
    if (pod.os === 'windows') return;
    for (const { key, keySpan, value } of entries(at(pod.metadata, 'annotations'))) {
      if (!key.startsWith(prefix)) continue;
      const name = key.slice(prefix.length);
      const container = pod.containers.find((c) => c.name === name);
      if (!container) {
        yield { at: keySpan, message: `${pod.title} sets AppArmor for "${name}", but has no container of that name.` };
        continue;
      }
      if (context.kubernetes < since.appArmorField || !isAbsent(ownSecurity(container, 'appArmorProfile'))) continue;
      const profile = profileOf(plain(value));
      yield {
        at: keySpan,
        message: `Container "${name}" gets its AppArmor profile by an annotation that a field has replaced.`,
        fix: () =>
          profile &&
          combine(
            [...mergeValue(at(container.value, 'securityContext'), { appArmorProfile: profile }), removeKey(value)],
            {
              title: 'Write the profile as a field',
              safety: 'safe',
            },
          ),
      };
    }
  },

  examples: [
    {
      bad: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    team: shop\n    «${prefix}api»: localhost/shop # ours\n    «${prefix}gone»: runtime/default\nspec:\n  containers:\n    - name: api\n`,
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    team: shop\n    # ours\n    container.apparmor.security.beta.kubernetes.io/gone: runtime/default\nspec:\n  containers:\n    - name: api\n      securityContext:\n        appArmorProfile:\n          type: Localhost\n          localhostProfile: shop\n',
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\n    securityContext: { appArmorProfile: { type: RuntimeDefault } }'),
    {
      text: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    ${prefix}api: localhost/shop\nspec:\n  containers:\n    - name: api\n`,
      context: { kubernetes: 29 },
    },
  ],
});

export const german = {
  title: 'AppArmor über die alte Annotation gesetzt',
  why: 'Die Annotation gilt nach dem Namen eines Containers: Ein Tippfehler oder ein umbenannter Container bleibt ohne Schutz, und niemand erfährt es.',
  remedy: 'securityContext.appArmorProfile im Container setzen (ab Kubernetes 1.30).',
  says: {
    '{0} sets AppArmor for "{1}", but has no container of that name.':
      '{0} setzt AppArmor für „{1}“, hat aber keinen Container dieses Namens.',
    'Container "{0}" gets its AppArmor profile by an annotation that a field has replaced.':
      'Container „{0}“ bekommt sein AppArmor-Profil über eine Annotation, die ein Feld ersetzt hat.',
    'Write the profile as a field': 'Das Profil als Feld schreiben',
  },
};
