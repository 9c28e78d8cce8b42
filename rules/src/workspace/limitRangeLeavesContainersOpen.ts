import { combine } from '../edit/fixes';
import { guardsByNamespace } from '../edit/namespaceGuard';
import { mergeValue } from '../edit/podEdit';
import { objectOf } from '../examples';
import { describe } from '../model/object';
import { at, isAbsent, items, plain, type Value } from '../model/value';
import { defineRule } from '../rule';

type Says = (range: string, what: string, namespace: string) => string;

/** What an entry of a LimitRange has to give, with small numbers to adapt. */
const wanted: readonly { field: string; amounts: Readonly<Record<string, string>>; says: Says }[] = [
  {
    field: 'default',
    amounts: { cpu: '1', memory: '512Mi' },
    says: (range, what, namespace) =>
      `${range} gives no default limit of ${what} for the containers of "${namespace}".`,
  },
  {
    field: 'max',
    amounts: { cpu: '4', memory: '8Gi' },
    says: (range, what, namespace) => `${range} sets no maximum of ${what} for the containers of "${namespace}".`,
  },
];

/** Several ranges of a namespace count together. */
export const limitRangeLeavesContainersOpen = defineRule({
  id: 'limit-range-leaves-containers-open',
  title: 'LimitRange leaves containers without a limit or a maximum',
  control: 'memory-limits',
  level: 'isolation',
  severity: 'low',
  stride: ['D'],
  layer: 'administration',
  aliases: [],
  references: ['NSA:4.0'],
  fixable: 'sometimes', // Where no entry speaks of containers there is none to add to.
  subject: 'workspace',
  why: 'Without a default a container that says nothing has no limit; without a maximum one container takes the whole node, or the whole quota of its namespace.',
  remedy: 'Give `default` and `max` for cpu and memory in the entry of type Container, and `max` for volume claims.',

  *check(workspace) {
    for (const ranges of guardsByNamespace(workspace, 'LimitRange').values()) {
      const lists = ranges.map((range) => ({ range, list: at(range.object.root, 'spec', 'limits') }));
      const entries = lists.flatMap(({ range, list }) => items(list).map((entry) => ({ range, entry })));
      const own = entries.filter(({ entry }) => plain(at(entry, 'type')) === 'Container');
      if (lists.some(({ list }) => list.kind === 'unknown') || entries.some(({ entry }) => isOpen(entry))) continue;
      const last = own.at(-1);
      const owner = last?.range ?? ranges.at(-1);
      if (!owner) continue;
      const { object, file } = owner;
      const place = { at: object.nameSpan, file };
      const namespace = object.namespace ?? '';
      for (const { field, amounts, says } of wanted) {
        const names = Object.keys(amounts).filter((name) => own.every(({ entry }) => isAbsent(at(entry, field, name))));
        if (names.length === 0) continue;
        const added = Object.fromEntries(names.map((name) => [name, amounts[name] ?? null]));
        const what = names.join(' and ');
        yield {
          ...place,
          message: says(describe(object), what, namespace),
          fix: () =>
            last &&
            combine(mergeValue(last.entry, { [field]: added }), {
              title: `Add ${field} for ${what}`,
              safety: 'review',
            }),
        };
      }
      for (const { entry } of entries)
        if (plain(at(entry, 'type')) === 'PersistentVolumeClaim' && isAbsent(at(entry, 'max', 'storage')))
          yield { ...place, message: `${describe(object)} sets no maximum for the volume claims of "${namespace}".` };
    }
  },

  examples: [
    {
      bad: range('«limits»', '  - type: Container\n    default:\n      cpu: 500m\n      memory: 1Gi'),
      good: range(
        'limits',
        '  - type: Container\n    max:\n      cpu: "4"\n      memory: 8Gi\n    default:\n      cpu: 500m\n      memory: 1Gi',
      ),
    },
    {
      bad: range(
        '«limits»',
        '  - type: Container\n    max:\n      cpu: 4\n      memory: 8Gi\n    default:\n      cpu: 1',
      ),
      good: range(
        'limits',
        '  - type: Container\n    max:\n      cpu: 4\n      memory: 8Gi\n    default:\n      cpu: 1\n      memory: 512Mi',
      ),
    },
    {
      bad: range(
        '«limits»',
        '  - type: PersistentVolumeClaim\n    min:\n      storage: 1Gi\n  - type: Container\n    default: { cpu: 1, memory: 1Gi }\n    max: { cpu: 1, memory: 1Gi }',
      ),
    },
  ],
  accepts: [
    range('limits', '  - type: Container\n    default: { cpu: 1, memory: 1Gi }\n    max: { cpu: 1, memory: 1Gi }'),
    range('limits', '  - type: Container\n    default: {{ .Values.default }}\n    max: { cpu: 1, memory: 1Gi }'),
    {
      text: range('defaults', '  - type: Container\n    default: { cpu: 1, memory: 1Gi }'),
      files: { 'most.yaml': range('most', '  - type: Container\n    max: { cpu: 1, memory: 1Gi }') },
    },
    { text: range('limits', '  - type: Container').replace('  namespace: shop\n', '') },
  ],
});

/** It may say more than can be read. */
function isOpen(entry: Value): boolean {
  return [entry, at(entry, 'type'), at(entry, 'default'), at(entry, 'max')].some((value) => value.kind === 'unknown');
}

function range(name: string, limits: string): string {
  const metadata = `  namespace: shop\nspec:\n  limits:\n${limits}`;
  return objectOf('v1', 'LimitRange', metadata).replace('name: shop', `name: ${name}`);
}

export const german = {
  title: 'LimitRange lässt Container ohne Limit oder Höchstwert',
  why: 'Ohne Vorgabe hat ein Container, der nichts sagt, kein Limit; ohne Höchstwert nimmt ein Container den ganzen Node oder die ganze Quota seines Namespace.',
  remedy:
    '`default` und `max` für cpu und memory im Eintrag vom Typ Container angeben, und `max` für Anforderungen von Volumes.',
  says: {
    '{0} gives no default limit of {1} for the containers of "{2}".':
      '{0} gibt den Containern von „{2}“ keine Vorgabe für {1}.',
    '{0} sets no maximum of {1} for the containers of "{2}".':
      '{0} setzt den Containern von „{2}“ keinen Höchstwert für {1}.',
    '{0} sets no maximum for the volume claims of "{1}".':
      '{0} setzt den Anforderungen von Volumes in „{1}“ keinen Höchstwert.',
    'Add {0} for {1}': '{0} für {1} hinzufügen',
  },
};
