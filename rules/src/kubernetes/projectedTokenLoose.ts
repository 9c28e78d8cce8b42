import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, isAbsent, items, keySpan, plain, readNumber, type Value } from '../model/value';
import { defineRule } from '../rule';

const longest = 86_400;

/** With the certificate of the API beside it, the token is meant for the API itself. */
function isForApi(volume: Value): boolean {
  const sources = items(at(volume, 'projected', 'sources'));
  return sources.some((source) => plain(at(source, 'configMap', 'name')) === 'kube-root-ca.crt');
}

export const projectedTokenLoose = defineRule({
  id: 'projected-token-loose',
  title: 'Projected token that lives long or fits everywhere',
  control: 'api-identity-minimal',
  level: 'restricted',
  severity: 'low',
  stride: ['S'],
  layer: 'secrets',
  aliases: [],
  references: ['NSA:1.11'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'A token without an audience opens the Kubernetes API itself, and one that lives for days is still good when it has leaked.',
  remedy: 'Name the audience that shall accept the token, and let it expire within an hour; the kubelet renews it.',

  *check(pod) {
    for (const volume of items(at(pod.spec, 'volumes'))) {
      for (const source of items(at(volume, 'projected', 'sources'))) {
        const token = at(source, 'serviceAccountToken');
        const where = keySpan(token);
        if (token.kind !== 'map' || !where) continue;
        const lifetime = readNumber(at(token, 'expirationSeconds'));
        if (lifetime.state === 'literal' && lifetime.value > longest) {
          yield {
            at: lifetime.span,
            message: `${pod.title} mounts a token that lives for ${Math.round(lifetime.value / 86_400)} days.`,
            fix: () =>
              setField(token, ['expirationSeconds'], 3600, {
                title: 'Let the token expire after an hour',
                safety: 'review',
              }),
          };
        }
        if (isAbsent(at(token, 'audience')) && !isForApi(volume) && at(token, 'audience').kind !== 'unknown') {
          yield {
            at: where,
            message: `${pod.title} mounts a token that opens the Kubernetes API: it names no audience.`,
          };
        }
      }
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: t\n    projected:\n      sources:\n        - serviceAccountToken: { path: t, audience: vault, expirationSeconds: «604800» }',
      ),
      good: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: t\n    projected:\n      sources:\n        - serviceAccountToken: { path: t, audience: vault, expirationSeconds: 3600 }',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: t\n    projected:\n      sources:\n        - «serviceAccountToken»: { path: t }',
      ),
    },
  ],
  accepts: [
    podSpec(
      'containers:\n  - name: api\nvolumes:\n  - name: t\n    projected:\n      sources:\n        - serviceAccountToken: { path: token }\n        - configMap: { name: kube-root-ca.crt }',
    ),
    podSpec(
      'containers:\n  - name: api\nvolumes:\n  - name: t\n    projected:\n      sources:\n        - serviceAccountToken: { path: t, audience: vault, expirationSeconds: 3600 }',
    ),
  ],
});

export const german = {
  title: 'Projiziertes Token, das lange lebt oder überall passt',
  why: 'Ein Token ohne Audience öffnet die Kubernetes-API selbst, und eines, das tagelang lebt, ist noch gültig, wenn es durchgesickert ist.',
  remedy:
    'Die Audience nennen, die das Token annehmen soll, und es binnen einer Stunde ablaufen lassen; das Kubelet erneuert es.',
  says: {
    '{0} mounts a token that lives for {1} days.': '{0} bindet ein Token ein, das {1} Tage lebt.',
    'Let the token expire after an hour': 'Das Token nach einer Stunde ablaufen lassen',
    '{0} mounts a token that opens the Kubernetes API: it names no audience.':
      '{0} bindet ein Token ein, das die Kubernetes-API öffnet: Es nennt keine Audience.',
  },
};
