import { combine } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { replacePair } from '../edit/yamlPairs';
import { removeKey } from '../edit/yamlRemove';
import { objectOf } from '../examples';
import { findInSecret } from '../model/leaks';
import { mentionsOf } from '../model/mentions';
import { describe, type KubernetesObject } from '../model/object';
import { sameNamespace } from '../model/selectors';
import { at, entries, isAbsent, plain } from '../model/value';
import { defineRule, type Fix } from '../rule';

const group = 'external-secrets.io';

interface Store {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** The one store that a Secret of the file can come from: it stands there, or an ExternalSecret names it. */
function storeFor(secret: KubernetesObject, objects: readonly KubernetesObject[]): Store | undefined {
  const found = objects.flatMap((object): Store[] => {
    const isStore = /^(Cluster)?SecretStore$/.test(object.kind);
    if (object.group !== group || !(isStore || object.kind === 'ExternalSecret')) return [];
    const reference = at(object.root, 'spec', 'secretStoreRef');
    const kind = isStore ? object.kind : (plain(at(reference, 'kind')) ?? 'SecretStore');
    const name = isStore ? object.name : plain(at(reference, 'name'));
    if (typeof name !== 'string' || typeof kind !== 'string') return [];
    const reaches = kind === 'ClusterSecretStore' || sameNamespace(object, secret) !== 'no';
    return reaches ? [{ apiVersion: object.apiVersion, kind, name }] : [];
  });
  const [first, ...others] = found;
  return others.every(({ name, kind }) => name === first?.name && kind === first.kind) ? first : undefined;
}

/** Makes it an ExternalSecret that fills a Secret of the same name and keys. */
function takeFromStore(secret: KubernetesObject, objects: readonly KubernetesObject[]): Fix | undefined {
  const { root, name, labels, annotations } = secret;
  const source = storeFor(secret, objects);
  if (!name || !source || secret.isPatch) return undefined;
  // With what is in it, the store itself is opened.
  if (objects.some((other) => other.group === group && mentionsOf(name, other).length > 0)) return undefined;
  const type = plain(at(root, 'type')) ?? 'Opaque';
  const immutable = plain(at(root, 'immutable')) ?? false;
  // A template replaces the labels that an ExternalSecret hands down.
  if (type !== 'Opaque' && labels.size + annotations.size > 0) return undefined;
  const fields = ['data', 'stringData', 'type', 'immutable'].map((key) => at(root, key)).filter(({ pair }) => pair);
  const [place, ...rest] = fields;
  const keys = [...new Set(fields.flatMap((field) => entries(field).map(({ key }) => key)))];
  // Besides them it has its kind, its version and its metadata.
  if (!place || entries(root).length !== fields.length + 3) return undefined;
  const spec = {
    secretStoreRef: { name: source.name, kind: source.kind },
    target: {
      name,
      ...(immutable === true ? { immutable } : {}),
      ...(type === 'Opaque' ? {} : { template: { type } }),
    },
    data: keys.map((key) => ({ secretKey: key, remoteRef: { key: name, property: key } })),
  };
  return combine(
    [
      setValue(at(root, 'apiVersion'), source.apiVersion),
      setValue(at(root, 'kind'), 'ExternalSecret'),
      replacePair(place, 'spec', spec),
      ...rest.map(removeKey),
    ],
    {
      title: `Take it from the store "${source.name}", which must hold a changed "${name}" with these keys`,
      safety: 'review',
    },
  );
}

const store =
  'apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata:\n  name: vault\nspec:\n  provider:\n    vault: {}\n';

/** One finding for each Secret, at its first telling entry. */
export const secretManifestWithData = defineRule({
  id: 'secret-manifest-with-data',
  title: 'Secret with real data in the repository',
  control: 'secrets-not-in-manifests',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['KICS:b9c83569'],
  references: ['CISK:5.4.2', 'NSA:6.0', 'CISA:5.3.1', 'CISA:4.5.2'],
  fixable: 'sometimes', // Only the file tells of a store that it could be in, and none where two stores are named.
  subject: 'object',
  why: 'Base64 is no encryption: everybody who can read the repository, or ever had a copy of it, has the credential.',
  remedy:
    'Keep the value in an external store (ExternalSecret, SecretProviderClass) or encrypted (SealedSecret, SOPS), and change the credential: it must count as known.',

  *check(object) {
    if (object.kind !== 'Secret' || object.group !== '' || !isAbsent(at(object.root, 'sops'))) return;
    const type = at(object.root, 'type');
    if (plain(type) === 'kubernetes.io/service-account-token' || type.kind === 'unknown') return;
    const found =
      findInSecret(at(object.root, 'stringData'), { encoded: false }) ??
      findInSecret(at(object.root, 'data'), { encoded: true });
    if (!found) return;
    yield {
      at: found.span,
      message: `${describe(object)} carries its value for "${found.key}" in this file.`,
      fixBeside: (objects) => takeFromStore(object, objects),
    };
  },

  examples: [
    { bad: objectOf('v1', 'Secret', 'type: Opaque\nstringData:\n  username: shop\n  «password»: tr0ub4dor-3') },
    { bad: objectOf('v1', 'Secret', 'data:\n  «password»: dHIwdWI0ZG9yLTM=') },
    {
      bad: `${objectOf('v1', 'Secret', 'type: Opaque\nstringData:\n  username: shop\n  «password»: tr0ub4dor-3')}---\n${store}`,
      good: `${objectOf(
        'external-secrets.io/v1',
        'ExternalSecret',
        'spec:\n  secretStoreRef:\n    name: vault\n    kind: SecretStore\n  target:\n    name: shop\n  data:\n  - secretKey: username\n    remoteRef:\n      key: shop\n      property: username\n  - secretKey: password\n    remoteRef:\n      key: shop\n      property: password',
      )}---\n${store}`,
    },
    {
      bad: `${objectOf('v1', 'Secret', 'data:\n  «token»: dHIwdWI0ZG9yLTM=')}---\n${store.replace('{}', '{ auth: { tokenSecretRef: { name: shop } } }')}`,
    },
  ],
  accepts: [
    objectOf('v1', 'Secret', 'stringData: {}'),
    objectOf('v1', 'Secret', 'stringData:\n  password: ""\n  token: {{ .Values.token }}'),
    objectOf('v1', 'Secret', 'stringData:\n  password: ENC[AES256_GCM,data:abc]'),
    objectOf('v1', 'Secret', 'data:\n  username: c2hvcA==\n  ca.crt: c2hvcA=='),
    objectOf('v1', 'Secret', 'stringData:\n  password: <your password>'),
    objectOf('bitnami.com/v1alpha1', 'SealedSecret', 'spec:\n  encryptedData:\n    password: AgBy3i'),
  ],
});

export const german = {
  title: 'Secret mit echten Daten im Repository',
  why: 'Base64 ist keine Verschlüsselung: Wer das Repository lesen kann oder je eine Kopie hatte, hat die Zugangsdaten.',
  remedy:
    'Den Wert in einem externen Speicher (ExternalSecret, SecretProviderClass) oder verschlüsselt (SealedSecret, SOPS) halten und wechseln: Er muss als bekannt gelten.',
  says: {
    'Take it from the store "{0}", which must hold a changed "{1}" with these keys':
      'Es aus dem Speicher „{0}“ nehmen, der ein geändertes „{1}“ mit diesen Schlüsseln enthalten muss',
    '{0} carries its value for "{1}" in this file.': '{0} trägt seinen Wert für „{1}“ in dieser Datei.',
  },
};
