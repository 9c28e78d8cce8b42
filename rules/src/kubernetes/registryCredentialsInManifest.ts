import { fixRemovedKey } from '../edit/podEdit';
import { podSpec } from '../examples';
import { imageOf } from '../model/podImages';
import { at, entries, isAbsent, items, keySpan, plain } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

const secretKinds = new Set(['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg']);

export const registryCredentialsInManifest = defineRule({
  id: 'registry-credentials-in-manifest',
  title: 'Registry password in a manifest',
  control: 'pull-authentication',
  level: 'baseline',
  severity: 'medium',
  stride: ['I'],
  layer: 'registry',
  aliases: ['C-0250'],
  references: ['CISA:5.1.2', 'CISA:5.1.3'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Whoever reads the repository reads the password of the registry, and with it pulls, or even replaces, the images of everybody.',
  remedy:
    'On AKS let the kubelet identity pull (AcrPull); elsewhere create the Secret outside the repository and only name it here.',

  *check(object) {
    const { root } = object;
    if (object.kind === 'Secret' && object.group === '' && secretKinds.has(String(plain(at(root, 'type'))))) {
      for (const field of ['data', 'stringData']) {
        const entry = entries(at(root, field)).find(
          ({ value }) => !isAbsent(value) && plain(value) !== '' && plain(value) !== undefined,
        );
        if (entry)
          yield { at: entry.keySpan, message: `Secret "${object.name ?? ''}" carries the password of a registry.` };
      }
      return;
    }
    for (const pod of readPods(object)) {
      const secrets = at(pod.spec, 'imagePullSecrets');
      const where = keySpan(secrets);
      const images = pod.containers.map(imageOf);
      const onlyAzure = images.length > 0 && images.every((image) => image?.reference.host.endsWith('.azurecr.io'));
      if (!where || items(secrets).length === 0 || !onlyAzure) continue;
      yield {
        at: where,
        severity: 'low',
        message: `${pod.title} pulls from Azure Container Registry with a password, where the identity of the node would do.`,
        fix: () => fixRemovedKey(secrets, { title: 'Pull as the node (it needs the role AcrPull)', safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: registry\ntype: kubernetes.io/dockerconfigjson\ndata:\n  «.dockerconfigjson»: e30=\n',
    },
    {
      bad: podSpec(
        '«imagePullSecrets»:\n  - name: acr\ncontainers:\n  - name: api\n    image: shop.azurecr.io/api:1.4',
      ),
      good: podSpec('containers:\n  - name: api\n    image: shop.azurecr.io/api:1.4'),
    },
  ],
  accepts: [
    podSpec('imagePullSecrets: [{ name: hub }]\ncontainers:\n  - name: api\n    image: registry.example/api:1.4'),
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ntype: Opaque\ndata:\n  a: e30=\n',
  ],
});

export const german = {
  title: 'Registry-Passwort in einem Manifest',
  why: 'Wer das Repository liest, liest das Passwort der Registry und zieht oder ersetzt damit die Images aller.',
  remedy:
    'Auf AKS die Kubelet-Identität ziehen lassen (AcrPull); anderswo das Secret außerhalb des Repositorys anlegen und hier nur nennen.',
  says: {
    'Pull as the node (it needs the role AcrPull)': 'Als Node herunterladen (er braucht die Rolle AcrPull)',
    'Secret "{0}" carries the password of a registry.': 'Secret „{0}“ trägt das Passwort einer Registry.',
    '{0} pulls from Azure Container Registry with a password, where the identity of the node would do.':
      '{0} zieht aus der Azure Container Registry mit einem Passwort, wo die Identität des Nodes genügte.',
  },
};
