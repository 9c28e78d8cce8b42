import { asFix } from '../edit/fixes';
import { addDocuments } from '../edit/newDocument';
import { deploymentSpec, objectOf } from '../examples';
import { placeOf } from '../model/object';
import { accountOf, podsOf, standTogether } from '../model/selection';
import { sameNamespace } from '../model/selectors';
import { plain } from '../model/value';
import type { PlacedObject } from '../model/workspace';
import { defineRule } from '../rule';

/** Only where accounts are kept here at all: otherwise they come from elsewhere. */
export const serviceAccountNonexistent = defineRule({
  id: 'service-account-nonexistent',
  title: 'Referenced service account not defined',
  control: 'api-identity-minimal',
  level: 'baseline',
  severity: 'low',
  stride: ['S'],
  layer: 'administration',
  aliases: ['KL:non-existent-service-account'],
  references: [],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'An account that nobody has made can be made by somebody else, with rights nobody expects; until then the pods do not start.',
  remedy: 'Add the ServiceAccount, without a mounted token, or correct the name.',

  *check(workspace) {
    const accounts = workspace.objects.filter((o) => o.object.kind === 'ServiceAccount' && o.object.group === '');
    if (accounts.length === 0) return;
    for (const { pod, file } of podsOf(workspace)) {
      const account = accountOf(pod);
      const name = plain(account);
      if (typeof name !== 'string' || name === 'default') continue;
      const near = accounts.filter((one) => sameNamespace(one.object, pod.object) !== 'no').map((one) => one.object);
      // Accounts of another namespace do not show where those of this one are kept.
      const isKept = (one: PlacedObject) =>
        one.object.namespace === pod.object.namespace && standTogether(one, { object: pod.object, file });
      if (!accounts.some(isKept)) continue;
      if (near.some((one) => one.name === name || one.name === undefined)) continue;
      const { namespace, document } = pod.object;
      yield {
        at: placeOf(account),
        file,
        message: `${pod.title} runs as "${name}", but no such account is here.`,
        fix: () => {
          const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
          const added = { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false };
          return asFix(addDocuments(document, [added]), { title: `Add the account "${name}"`, safety: 'review' });
        },
      };
    }
  },

  examples: [
    {
      bad: deploymentSpec('serviceAccountName: «shp»\ncontainers: []'),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n      serviceAccountName: shp\n      containers: []\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shp\nautomountServiceAccountToken: false\n',
      files: { 'account.yaml': objectOf('v1', 'ServiceAccount', 'automountServiceAccountToken: false') },
    },
  ],
  accepts: [
    {
      text: deploymentSpec('serviceAccountName: shop\ncontainers: []'),
      files: { 'account.yaml': objectOf('v1', 'ServiceAccount', 'automountServiceAccountToken: false') },
    },
    deploymentSpec('serviceAccountName: shop\ncontainers: []'),
    {
      text: deploymentSpec('serviceAccountName: store\ncontainers: []').replace(
        'name: shop',
        'name: shop\n  namespace: ml',
      ),
      files: { 'account.yaml': objectOf('v1', 'ServiceAccount', '  namespace: web') },
    },
  ],
});

export const german = {
  title: 'Genanntes Dienstkonto nicht definiert',
  why: 'Ein Konto, das niemand angelegt hat, kann jemand anderes anlegen, mit unerwarteten Rechten; bis dahin starten die Pods nicht.',
  remedy: 'Das ServiceAccount ohne eingebundenes Token hinzufügen oder den Namen berichtigen.',
  says: {
    '{0} runs as "{1}", but no such account is here.': '{0} läuft als „{1}“, aber so ein Konto ist nicht hier.',
    'Add the account "{0}"': 'Das Konto „{0}“ hinzufügen',
  },
};
