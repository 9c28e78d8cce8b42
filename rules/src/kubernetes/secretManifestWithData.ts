import { objectOf } from '../examples';
import { findInSecret } from '../model/leaks';
import { describe } from '../model/object';
import { at, isAbsent, plain } from '../model/value';
import { defineRule } from '../rule';

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
  fixable: 'never', // The value has to be changed, not moved.
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
    yield { at: found.span, message: `${describe(object)} carries its value for "${found.key}" in this file.` };
  },

  examples: [
    { bad: objectOf('v1', 'Secret', 'type: Opaque\nstringData:\n  username: shop\n  «password»: tr0ub4dor-3') },
    { bad: objectOf('v1', 'Secret', 'data:\n  «password»: dHIwdWI0ZG9yLTM=') },
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
    '{0} carries its value for "{1}" in this file.': '{0} trägt seinen Wert für „{1}“ in dieser Datei.',
  },
};
