import { objectOf } from '../examples';
import { describe, placeOf } from '../model/object';
import { at, plain } from '../model/value';
import { defineRule } from '../rule';

export const serviceAccountTokenSecret = defineRule({
  id: 'service-account-token-secret',
  title: 'Long-lived service account token Secret',
  control: 'api-identity-minimal',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISK:5.1.13', 'CISA:4.1.12'],
  fixable: 'never', // Whoever mounts the Secret or logs in with its token stands elsewhere: deleted, their pods would not start.
  subject: 'object',
  why: 'Such a token never expires and is not bound to a pod: a copy of it in a backup or a log works until somebody deletes the Secret.',
  remedy:
    'Delete the Secret and ask for a short token with `kubectl create token`, the TokenRequest API or a projected volume.',

  *check(object) {
    const type = at(object.root, 'type');
    if (object.kind !== 'Secret' || object.group !== '' || plain(type) !== 'kubernetes.io/service-account-token')
      return;
    yield {
      at: placeOf(type),
      message: `${describe(object)} makes a service account token that never expires.`,
    };
  },

  examples: [
    {
      bad: objectOf(
        'v1',
        'Secret',
        '  annotations:\n    kubernetes.io/service-account.name: shop\ntype: «kubernetes.io/service-account-token»',
      ),
    },
  ],
  accepts: [objectOf('v1', 'Secret', 'type: Opaque'), objectOf('v1', 'ServiceAccount', 'secrets: []')],
});

export const german = {
  title: 'Langlebiges Secret mit Dienstkonto-Token',
  why: 'So ein Token läuft nie ab und ist an keinen Pod gebunden: Eine Kopie in einem Backup oder Protokoll gilt, bis jemand das Secret löscht.',
  remedy:
    'Das Secret löschen und ein kurzes Token mit `kubectl create token`, der TokenRequest-API oder einem projizierten Volume anfordern.',
  says: {
    '{0} makes a service account token that never expires.': '{0} erzeugt ein Dienstkonto-Token, das nie abläuft.',
  },
};
