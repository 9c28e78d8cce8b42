import { asFix } from '../edit/fixes';
import { removeKey } from '../edit/yamlRemove';
import { objectSpec } from '../examples';
import { describe, placeOf } from '../model/object';
import { at, isAbsent, items, keySpan, plain } from '../model/value';
import { defineRule } from '../rule';

/** Copies of type TLS are left alone: an Ingress can read its certificate only from there. */
export const secretProviderClassWeak = defineRule({
  id: 'secret-provider-class-weak',
  title: 'Key Vault provider configured loosely',
  control: 'external-secret-store',
  level: 'restricted',
  severity: 'medium',
  stride: ['I', 'E'],
  layer: 'secrets',
  aliases: [],
  references: ['CISK:5.4.2', 'CISA:4.5.2'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'With the identity of the node every pod there reads the vault, and a copy in a Kubernetes Secret can be read by everybody with access to Secrets.',
  remedy: 'Use a workload identity (`clientID`) and read the mounted file instead of a copied Secret.',

  *check(object) {
    const spec = at(object.root, 'spec');
    if (object.kind !== 'SecretProviderClass' || plain(at(spec, 'provider')) !== 'azure') return;
    const parameters = at(spec, 'parameters');
    const on = (name: string) => String(plain(at(parameters, name))) === 'true';
    for (const name of ['usePodIdentity', 'useVMManagedIdentity']) {
      if (on(name))
        yield {
          at: placeOf(at(parameters, name)),
          message: `${describe(object)} opens the vault with an identity that every pod of the node can use.`,
        };
    }
    const client = at(parameters, 'clientID');
    const clientless = isAbsent(client) || plain(client) === '';
    if (clientless && parameters.kind === 'map' && !on('usePodIdentity') && !on('useVMManagedIdentity'))
      yield { at: object.nameSpan, message: `${describe(object)} names no identity of the program (clientID).` };
    const copies = at(spec, 'secretObjects');
    const open = items(copies).some((copy) => plain(at(copy, 'type')) !== 'kubernetes.io/tls');
    if (open)
      yield {
        at: keySpan(copies) ?? placeOf(copies),
        message: `${describe(object)} copies what it reads from the vault into a Kubernetes Secret.`,
        fix: () => asFix(removeKey(copies), { title: 'Keep no copy in a Kubernetes Secret', safety: 'review' }),
      };
  },

  examples: [
    {
      bad: objectSpec(
        'secrets-store.csi.x-k8s.io/v1',
        'SecretProviderClass',
        'provider: azure\n«secretObjects»:\n  - secretName: db\n    type: Opaque\nparameters:\n  clientID: 0c6d2a',
      ),
      good: objectSpec(
        'secrets-store.csi.x-k8s.io/v1',
        'SecretProviderClass',
        'provider: azure\nparameters:\n  clientID: 0c6d2a',
      ),
    },
    {
      bad: objectSpec(
        'secrets-store.csi.x-k8s.io/v1',
        'SecretProviderClass',
        'provider: azure\nparameters:\n  useVMManagedIdentity: «"true"»',
      ),
    },
  ],
  accepts: [
    objectSpec(
      'secrets-store.csi.x-k8s.io/v1',
      'SecretProviderClass',
      'provider: azure\nparameters:\n  clientID: 0c6d2a',
    ),
    objectSpec('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'provider: vault\nparameters: {}'),
  ],
});

export const german = {
  title: 'Key-Vault-Anbindung locker eingestellt',
  why: 'Mit der Identität des Nodes liest jeder Pod dort den Tresor, und eine Kopie in einem Kubernetes-Secret liest jeder mit Zugriff auf Secrets.',
  remedy:
    'Eine Workload Identity (`clientID`) verwenden und die eingebundene Datei statt eines kopierten Secrets lesen.',
  says: {
    '{0} opens the vault with an identity that every pod of the node can use.':
      '{0} öffnet den Tresor mit einer Identität, die jeder Pod des Nodes nutzen kann.',
    '{0} names no identity of the program (clientID).': '{0} nennt keine Identität des Programms (clientID).',
    '{0} copies what it reads from the vault into a Kubernetes Secret.':
      '{0} kopiert, was es aus dem Tresor liest, in ein Kubernetes-Secret.',
    'Keep no copy in a Kubernetes Secret': 'Keine Kopie in einem Kubernetes-Secret behalten',
  },
};
