import { asFix } from '../edit/fixes';
import { renameKey } from '../edit/yamlPairs';
import { removeKey } from '../edit/yamlRemove';
import { podSpec } from '../examples';
import { at, isAbsent, keySpan, plain } from '../model/value';
import { defineRule } from '../rule';

export const serviceAccountFieldDeprecated = defineRule({
  id: 'service-account-field-deprecated',
  title: 'Old key for the service account',
  control: 'api-identity-minimal',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'administration',
  aliases: ['KL:deprecated-service-account-field', 'C-0294'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'serviceAccount is an old alias of serviceAccountName: reviews and tools look at the new key and miss which account the pod really has.',
  remedy: 'Write serviceAccountName.',

  *check(pod) {
    const old = at(pod.spec, 'serviceAccount');
    const current = at(pod.spec, 'serviceAccountName');
    const where = keySpan(old);
    if (isAbsent(old) || !where || plain(old) === '') return;
    // The server fills in both; then there is nothing to mend.
    if (!isAbsent(current) && plain(old) === plain(current)) return;
    yield {
      at: where,
      message: isAbsent(current)
        ? `${pod.title} names its service account with the old key serviceAccount.`
        : `${pod.title} names two service accounts; Kubernetes takes serviceAccountName.`,
      fix: () =>
        isAbsent(current)
          ? asFix(renameKey(old, 'serviceAccountName'), { title: 'Use serviceAccountName', safety: 'safe' })
          : asFix(removeKey(old), { title: 'Leave the old key out', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('«serviceAccount»: shop # ours\ncontainers:\n  - name: api'),
      good: podSpec('serviceAccountName: shop # ours\ncontainers:\n  - name: api'),
    },
    {
      bad: podSpec('«serviceAccount»: admin\nserviceAccountName: shop\ncontainers:\n  - name: api'),
      good: podSpec('serviceAccountName: shop\ncontainers:\n  - name: api'),
    },
  ],
  accepts: [
    podSpec('serviceAccountName: shop\ncontainers:\n  - name: api'),
    podSpec('serviceAccount: shop\nserviceAccountName: shop\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Alter Schlüssel für das Dienstkonto',
  why: 'serviceAccount ist ein alter Name für serviceAccountName: Prüfer und Werkzeuge sehen auf den neuen Schlüssel und übersehen, welches Konto der Pod wirklich hat.',
  remedy: 'serviceAccountName schreiben.',
  says: {
    '{0} names its service account with the old key serviceAccount.':
      '{0} nennt sein Dienstkonto mit dem alten Schlüssel serviceAccount.',
    '{0} names two service accounts; Kubernetes takes serviceAccountName.':
      '{0} nennt zwei Dienstkonten; Kubernetes nimmt serviceAccountName.',
    'Use serviceAccountName': 'serviceAccountName verwenden',
    'Leave the old key out': 'Den alten Schlüssel weglassen',
  },
};
