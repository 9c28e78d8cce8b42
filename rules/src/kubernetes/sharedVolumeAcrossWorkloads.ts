import type { KubernetesObject } from '../model/object';
import { at, items, plain, spanOf, type Value } from '../model/value';
import { defineRule } from '../rule';

/** Claims of their own, and those a StatefulSet makes for its pods. */
function claims(object: KubernetesObject): Value[] {
  if (object.kind === 'PersistentVolumeClaim') return [object.root];
  return object.kind === 'StatefulSet' ? items(at(object.root, 'spec', 'volumeClaimTemplates')) : [];
}

export const sharedVolumeAcrossWorkloads = defineRule({
  id: 'shared-volume-across-workloads',
  title: 'Volume that several workloads may write',
  control: 'tenant-data-separation',
  level: 'isolation',
  severity: 'medium',
  stride: ['T', 'I'],
  layer: 'runtime',
  aliases: ['KICS:3878dc92'],
  references: [],
  fixable: 'never', // Which of them only reads is not in the file.
  subject: 'object',
  why: 'What one tenant writes there, the next one reads or runs: a shared writable volume joins what namespaces keep apart.',
  remedy: 'Use ReadWriteOncePod for data of one pod, and ReadOnlyMany for models that many read.',

  *check(object) {
    for (const claim of claims(object)) {
      for (const item of items(at(claim, 'spec', 'accessModes'))) {
        const where = spanOf(item);
        if (plain(item) !== 'ReadWriteMany' || !where) continue;
        const name = plain(at(claim, 'metadata', 'name'));
        yield {
          at: where,
          message: `The claim "${typeof name === 'string' ? name : (object.name ?? '')}" may be written by pods on every node at once.`,
        };
      }
    }
  },

  examples: [
    {
      bad: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: models\nspec:\n  accessModes: [«ReadWriteMany»]\n',
    },
  ],
  accepts: [
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: models\nspec:\n  accessModes: [ReadOnlyMany, ReadWriteOncePod]\n',
  ],
});

export const german = {
  title: 'Volume, das mehrere Anwendungen beschreiben dürfen',
  why: 'Was ein Mandant dort schreibt, liest oder führt der nächste aus: Ein gemeinsames beschreibbares Volume verbindet, was Namespaces trennen.',
  remedy: 'ReadWriteOncePod für Daten eines Pods und ReadOnlyMany für Modelle, die viele lesen.',
  says: {
    'The claim "{0}" may be written by pods on every node at once.':
      'Den Claim „{0}“ dürfen Pods auf jedem Node zugleich beschreiben.',
  },
};
