import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podWith } from '../examples';
import { hasResources, readQuantity } from '../model/podResources';
import { at, plain, scalarText, spanOf } from '../model/value';
import { defineRule } from '../rule';

/** More than a machine has, or so little that no program starts: somebody wrote the wrong unit. */
const bounds = {
  memory: { least: 1024 * 1024, most: 24 * 2 ** 40 },
  cpu: { least: 0.001, most: 512 },
  'ephemeral-storage': { least: 1024 * 1024, most: 100 * 2 ** 40 },
} as const;

/** `512m` and `512` of memory are meant in Mi, `1000` of a CPU in thousandths. */
function meantBy(name: string, written: string): string | undefined {
  if (name === 'cpu') return /^\d{3,5}$/.test(written) ? `${written}m` : undefined;
  const number = /^(\d{1,5})m?$/.exec(written)?.[1];
  return number === undefined ? undefined : `${number}Mi`;
}

export const resourceCeilingExceeded = defineRule({
  id: 'resource-ceiling-exceeded',
  title: 'Resource amount in the wrong unit',
  control: 'memory-limits',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Where a unit was left out or mistaken; otherwise the number may be wrong.
  subject: 'container',
  why: 'memory: 512m is half a byte and cpu: 1000 a thousand cores: a limit in the wrong unit limits nothing, or keeps the pod from starting.',
  remedy: 'Write memory with Mi or Gi and CPU in cores or thousandths (500m).',

  *check(container) {
    if (!hasResources(container)) return;
    for (const list of ['limits', 'requests']) {
      for (const [name, { least, most }] of Object.entries(bounds)) {
        const value = at(container.value, 'resources', list, name);
        const amount = readQuantity(value);
        const where = spanOf(value);
        if (amount === undefined || !where || plain(value) === null) continue;
        if (amount === 0 || (amount >= least && amount <= most)) continue;
        const effect = amount < least ? 'next to nothing' : 'more than any machine has';
        yield {
          at: where,
          message: `Container "${container.name}" has a ${name} ${list.slice(0, -1)} of ${scalarText(value)}, which is ${effect}: the unit is wrong.`,
          fix: () => {
            const meant = meantBy(name, scalarText(value) ?? '');
            return meant === undefined
              ? undefined
              : asFix(setValue(value, meant), { title: `Write ${meant}`, safety: 'review' });
          },
        };
      }
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  resources:\n    limits:\n      memory: «512m»\n      cpu: «1000» # one'),
      good: podWith('- name: api\n  resources:\n    limits:\n      memory: 512Mi\n      cpu: 1000m # one'),
    },
    { bad: podWith('- name: api\n  resources: { limits: { memory: «900Ti», cpu: «0.0001» } }') },
  ],
  accepts: [
    podWith('- name: api\n  resources: { limits: { memory: 512Mi, cpu: 500m, ephemeral-storage: 1Gi } }'),
    podWith('- name: api\n  resources: { limits: { memory: "{{ .Values.memory }}", cpu: 2 } }'),
  ],
});

export const german = {
  title: 'Ressourcenmenge in der falschen Einheit',
  why: 'memory: 512m ist ein halbes Byte und cpu: 1000 sind tausend Kerne: Ein Limit in der falschen Einheit begrenzt nichts oder verhindert den Start.',
  remedy: 'Speicher mit Mi oder Gi schreiben, CPU in Kernen oder Tausendsteln (500m).',
  says: {
    'Write {0}': '{0} schreiben',
    'next to nothing': 'fast nichts',
    'more than any machine has': 'mehr, als eine Maschine hat',
    'Container "{0}" has a {1} {2} of {3}, which is {4}: the unit is wrong.':
      'Container „{0}“ hat bei {1} ein {2} von {3}, das ist {4}: Die Einheit ist falsch.',
  },
};
