import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { mountsOfVolume } from '../model/podVolumes';
import { at, isAbsent, items, keySpan, plain } from '../model/value';
import { defineRule } from '../rule';

export const emptyDirUnbounded = defineRule({
  id: 'empty-dir-unbounded',
  title: 'emptyDir without a size limit',
  control: 'disk-and-process-limits',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'An emptyDir lives on the disk of the node; code nobody controls fills it until every pod there is evicted.',
  remedy: 'Set sizeLimit, or an ephemeral-storage limit on every container that mounts the volume.',

  *check(pod) {
    for (const volume of items(at(pod.spec, 'volumes'))) {
      const source = at(volume, 'emptyDir');
      const where = keySpan(source);
      const name = plain(at(volume, 'name'));
      if (!where || name == null || source.kind === 'unknown' || !isAbsent(at(source, 'sizeLimit'))) continue;
      if (plain(at(source, 'medium')) === 'Memory' || at(source, 'sizeLimit').kind === 'unknown') continue;
      const users = mountsOfVolume(pod, typeof name === 'string' ? name : undefined);
      const limited = ({ container }: (typeof users)[number]) =>
        !isAbsent(at(container.value, 'resources', 'limits', 'ephemeral-storage'));
      if (users.length > 0 && users.every(limited)) continue;
      yield {
        at: where,
        message: `${pod.title} has a volume ("${String(name)}") that may grow until the disk of the node is full.`,
        fix: () =>
          setField(source, ['sizeLimit'], '1Gi', {
            title: 'Limit the volume to 1Gi (a guess: measure it)',
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: podSpec('containers:\n  - name: api\nvolumes:\n  - name: work\n    «emptyDir»: {} # scratch'),
      good: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: work\n    emptyDir: # scratch\n      sizeLimit: 1Gi',
      ),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\nvolumes:\n  - emptyDir: {} # still typed'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: work\n    emptyDir: { sizeLimit: 1Gi }'),
    podSpec(
      'containers:\n  - name: api\n    volumeMounts: [{ name: work, mountPath: /work }]\n    resources: { limits: { ephemeral-storage: 1Gi } }\nvolumes:\n  - name: work\n    emptyDir: {}',
    ),
  ],
});

export const german = {
  title: 'emptyDir ohne Größenlimit',
  why: 'Ein emptyDir liegt auf der Platte des Nodes; Code, den niemand kontrolliert, füllt sie, bis jeder Pod dort verdrängt wird.',
  remedy: 'sizeLimit setzen oder ein ephemeral-storage-Limit an jedem Container, der das Volume einbindet.',
  says: {
    '{0} has a volume ("{1}") that may grow until the disk of the node is full.':
      '{0} hat ein Volume („{1}“), das wachsen darf, bis die Platte des Nodes voll ist.',
    'Limit the volume to 1Gi (a guess: measure it)': 'Das Volume auf 1Gi begrenzen (geschätzt: messen)',
  },
};
