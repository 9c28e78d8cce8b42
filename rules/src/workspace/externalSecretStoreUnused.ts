import { objectOf, objectSpec } from '../examples';
import { findInSecret } from '../model/leaks';
import { describe } from '../model/object';
import { at } from '../model/value';
import { defineRule } from '../rule';

/** Certificates are left alone: they are issued into Secrets. */
export const externalSecretStoreUnused = defineRule({
  id: 'external-secret-store-unused',
  title: 'Native Secrets although Key Vault is available',
  control: 'external-secret-store',
  level: 'advice',
  severity: 'info',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['KICS:b9c83569'],
  references: ['CISK:5.4.2', 'CISA:5.3.1', 'CISA:4.5.2'],
  fixable: 'never',
  subject: 'workspace',
  why: 'The store rotates, logs and encrypts; a Secret in a file does none of that.',
  remedy: 'Read the value from the store as the other programs here do.',

  *check(workspace) {
    const store = workspace.objects.find((o) =>
      /^(SecretProviderClass|(Cluster)?ExternalSecret|(Cluster)?SecretStore)$/.test(o.object.kind),
    );
    if (!store) return;
    for (const { object, file } of workspace.objects) {
      if (object.kind !== 'Secret' || object.group !== '') continue;
      const found =
        findInSecret(at(object.root, 'stringData'), { encoded: false }) ??
        findInSecret(at(object.root, 'data'), { encoded: true });
      if (!found || /^tls\./.test(found.key)) continue;
      yield {
        at: object.nameSpan,
        file,
        message: `${describe(object)} keeps its value here although ${describe(store.object)} reads from a store.`,
      };
    }
  },

  examples: [
    {
      bad: objectOf('v1', 'Secret', 'stringData:\n  password: tr0ub4dor-3').replace('name: shop', 'name: «shop»'),
      files: { 'store.yaml': objectSpec('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'provider: azure') },
    },
  ],
  accepts: [objectOf('v1', 'Secret', 'stringData:\n  password: tr0ub4dor-3')],
});

export const german = {
  title: 'Native Secrets, obwohl Key Vault verfügbar ist',
  why: 'Der Speicher wechselt, protokolliert und verschlüsselt; ein Secret in einer Datei tut nichts davon.',
  remedy: 'Den Wert aus dem Speicher lesen, wie es die anderen Programme hier tun.',
  says: {
    '{0} keeps its value here although {1} reads from a store.':
      '{0} hält seinen Wert hier, obwohl {1} aus einem Speicher liest.',
  },
};
