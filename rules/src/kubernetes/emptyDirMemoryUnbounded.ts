import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { readQuantity } from '../model/podResources';
import { mountsOfVolume } from '../model/podVolumes';
import { at, isAbsent, items, plain, spanOf, type Value } from '../model/value';
import type { Pod } from '../model/workload';
import { defineRule } from '../rule';

/** The smallest memory limit among the containers that mount the volume. */
function smallestLimit(pod: Pod, name: unknown): number | undefined {
  const users = typeof name === 'string' ? mountsOfVolume(pod, name) : [];
  const limits = users.map(({ container }) => readQuantity(at(container.value, 'resources', 'limits', 'memory')));
  const known = limits.filter((limit) => limit !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Half of what the containers may use, in whole Mi. */
function halfOf(limit: number | undefined): string {
  return limit === undefined ? '256Mi' : `${Math.max(1, Math.floor(limit / 2 / 2 ** 20))}Mi`;
}

const sizeOf = (source: Value) => at(source, 'sizeLimit');

export const emptyDirMemoryUnbounded = defineRule({
  id: 'empty-dir-memory-unbounded',
  title: 'Memory-backed volume without a size limit',
  control: 'disk-and-process-limits',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: ['CISD:5.11'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Files in such a volume are memory of the node: without a limit a program fills half of it, and what it writes counts against nobody in time.',
  remedy: 'Set sizeLimit to at most half of the memory limit of the container that writes there.',

  *check(pod) {
    for (const volume of items(at(pod.spec, 'volumes'))) {
      const source = at(volume, 'emptyDir');
      const medium = at(source, 'medium');
      const where = spanOf(medium);
      const name = plain(at(volume, 'name'));
      if (plain(medium) !== 'Memory' || !where || name == null) continue;
      const limit = smallestLimit(pod, name);
      const size = readQuantity(sizeOf(source));
      const tooLarge = size !== undefined && limit !== undefined && size > limit;
      if (!isAbsent(sizeOf(source)) && !tooLarge) continue;
      yield {
        at: where,
        message: tooLarge
          ? `${pod.title} has a memory-backed volume ("${String(name)}") larger than its container may be.`
          : `${pod.title} has a memory-backed volume ("${String(name)}") without a size limit.`,
        fix: () =>
          setField(source, ['sizeLimit'], halfOf(limit), {
            title: `Limit the volume to ${halfOf(limit)}${limit === undefined ? ' (a guess: measure it)' : ', half of the memory limit'}`,
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: model\n    resources: { limits: { memory: 2Gi } }\n    volumeMounts:\n      - { name: shm, mountPath: /dev/shm }\nvolumes:\n  - name: shm\n    emptyDir:\n      medium: «Memory»',
      ),
      good: podSpec(
        'containers:\n  - name: model\n    resources: { limits: { memory: 2Gi } }\n    volumeMounts:\n      - { name: shm, mountPath: /dev/shm }\nvolumes:\n  - name: shm\n    emptyDir:\n      medium: Memory\n      sizeLimit: 1024Mi',
      ),
    },
    {
      bad: podSpec('containers:\n  - name: model\nvolumes:\n  - name: shm\n    emptyDir: { medium: «Memory» }'),
      good: podSpec(
        'containers:\n  - name: model\nvolumes:\n  - name: shm\n    emptyDir: { medium: Memory, sizeLimit: 256Mi }',
      ),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: model\nvolumes:\n  - emptyDir: { medium: Memory } # still typed'),
    podSpec('containers:\n  - name: model\nvolumes:\n  - name: shm\n    emptyDir: { medium: Memory, sizeLimit: 1Gi }'),
    podSpec('containers:\n  - name: model\nvolumes:\n  - name: shm\n    emptyDir: {}'),
  ],
});

export const german = {
  title: 'Volume im Arbeitsspeicher ohne Größenlimit',
  why: 'Dateien in so einem Volume sind Speicher des Nodes: Ohne Limit füllt ein Programm die Hälfte davon, und das Geschriebene wird niemandem rechtzeitig angerechnet.',
  remedy: 'sizeLimit auf höchstens die Hälfte des Speicherlimits des schreibenden Containers setzen.',
  says: {
    '{0} has a memory-backed volume ("{1}") larger than its container may be.':
      '{0} hat ein Volume im Arbeitsspeicher („{1}“), das größer ist, als sein Container sein darf.',
    '{0} has a memory-backed volume ("{1}") without a size limit.':
      '{0} hat ein Volume im Arbeitsspeicher („{1}“) ohne Größenlimit.',
    'Limit the volume to {0}{1}': 'Das Volume auf {0} begrenzen{1}',
    ' (a guess: measure it)': ' (geschätzt: messen)',
    ', half of the memory limit': ', die Hälfte des Speicherlimits',
  },
};
