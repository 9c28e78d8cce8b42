import { podSpec, podWith } from '../examples';
import { mountsOf } from '../model/podVolumes';
import { looksSecret } from '../model/secretValues';
import { at, isAbsent, items, keySpan, plain, spanOf, type Value } from '../model/value';
import type { Container } from '../model/workload';
import { defineRule } from '../rule';

function carriesSecret(volume: Value): boolean {
  if (!isAbsent(at(volume, 'secret'))) return true;
  if (plain(at(volume, 'csi', 'driver')) === 'secrets-store.csi.k8s.io') return true;
  return items(at(volume, 'projected', 'sources')).some((source) => !isAbsent(at(source, 'secret')));
}

function secretVolumes(container: Container): Map<unknown, Value> {
  const volumes = items(at(container.pod.spec, 'volumes')).filter(carriesSecret);
  return new Map(volumes.map((volume) => [plain(at(volume, 'name')), volume]));
}

export const secretMountedIntoUntrustedContainer = defineRule({
  id: 'secret-mounted-into-untrusted-container',
  title: 'Secret within reach of code nobody controls',
  control: 'secrets-as-files',
  level: 'isolation',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'Code nobody controls reads every file and variable of its container: a secret there is a secret given away.',
  remedy: 'Give the secret to a gateway in a pod of its own, which does for the code what the secret allows.',

  *check(container) {
    if (container.role === 'sidecar') return;
    const volumes = secretVolumes(container);
    for (const mount of mountsOf(container)) {
      const where = spanOf(at(mount.value, 'name'));
      // The token that older clusters mounted by themselves is the matter of another rule.
      if (!volumes.has(mount.volume) || !where || mount.path === '/var/run/secrets/kubernetes.io/serviceaccount')
        continue;
      yield {
        at: where,
        message: `Container "${container.name}" runs code nobody controls and can read the secrets in "${mount.volume}".`,
      };
    }
    for (const variable of items(at(container.value, 'env'))) {
      const name = plain(at(variable, 'name'));
      const value = plain(at(variable, 'value'));
      const where = spanOf(at(variable, 'value'));
      if (typeof name !== 'string' || typeof value !== 'string' || !where || !looksSecret(name, value)) continue;
      yield {
        at: where,
        message: `Container "${container.name}" runs code nobody controls and is given the secret ${name}.`,
      };
    }
    const references = [
      ...items(at(container.value, 'env')).map((variable) => at(variable, 'valueFrom', 'secretKeyRef')),
      ...items(at(container.value, 'envFrom')).map((source) => at(source, 'secretRef')),
    ];
    for (const reference of references) {
      const where = keySpan(reference);
      if (isAbsent(reference) || !where) continue;
      const name = plain(at(reference, 'name'));
      yield {
        at: where,
        message: `Container "${container.name}" runs code nobody controls and is given ${typeof name === 'string' ? `Secret "${name}"` : 'a Secret'}.`,
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: model\n    volumeMounts:\n      - { name: «key», mountPath: /key }\n    env:\n      - name: TOKEN\n        valueFrom: { «secretKeyRef»: { name: api, key: token } }\n      - name: PASSWORD\n        value: «Kx7-horse-staple»\nvolumes:\n  - name: key\n    secret: { secretName: key }',
      ),
    },
  ],
  accepts: [
    podWith('- name: model\n  image: shop/model:1'),
    { text: podWith('- name: model\n  envFrom: [{ secretRef: { name: a } }]'), context: { profile: 'restricted' } },
  ],
});

export const german = {
  title: 'Geheimnis in Reichweite von Code, den niemand kontrolliert',
  why: 'Code, den niemand kontrolliert, liest jede Datei und Variable seines Containers: Ein Geheimnis dort ist verschenkt.',
  remedy: 'Das Geheimnis einem Gateway in einem eigenen Pod geben, das für den Code tut, was das Geheimnis erlaubt.',
  says: {
    'Container "{0}" runs code nobody controls and can read the secrets in "{1}".':
      'Container „{0}“ führt Code aus, den niemand kontrolliert, und kann die Geheimnisse in „{1}“ lesen.',
    'Container "{0}" runs code nobody controls and is given {1}.':
      'Container „{0}“ führt Code aus, den niemand kontrolliert, und bekommt {1}.',
    'Container "{0}" runs code nobody controls and is given the secret {1}.':
      'Container „{0}“ führt Code aus, den niemand kontrolliert, und bekommt das Geheimnis {1}.',
    'Secret "{0}"': 'Secret „{0}“',
    'a Secret': 'ein Secret',
  },
};
