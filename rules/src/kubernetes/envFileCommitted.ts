import { combine } from '../edit/fixes';
import { appendItem } from '../edit/yamlEdit';
import { replacePair } from '../edit/yamlPairs';
import { removeItem, removeKey } from '../edit/yamlRemove';
import { describe, placeOf } from '../model/object';
import { isHarmlessValue, isPlaceholder } from '../model/secretNames';
import { at, isAbsent, items, plain, type Value } from '../model/value';
import { hasHole } from '../parse/scalar';
import { defineRule, type Fix } from '../rule';

/** A literal as the key and the value it stands for, if that is a secret. */
function secretOf(literal: Value): { key: string; value: string } | undefined {
  const [, key, written = ''] = /^([^=]+)=(.*)$/s.exec(String(plain(literal) ?? '')) ?? [];
  const value = written.replace(/^["']|["']$/g, '');
  if (key === undefined || value === '' || isPlaceholder(value) || isHarmlessValue(value)) return undefined;
  return hasHole(value) || /[$<]/.test(value) ? undefined : { key, value };
}

/** Has the generator read its secret values from a file that somebody keeps elsewhere. */
function readFromFile(generator: Value): Fix | undefined {
  const literals = at(generator, 'literals');
  const name = plain(at(generator, 'name'));
  const secrets = items(literals).flatMap((item) => {
    const secret = secretOf(item);
    return secret ? [{ item, ...secret }] : [];
  });
  if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9.-]*$/.test(name)) return undefined;
  // A line of such a file is one value.
  if (secrets.some(({ value }) => /[\r\n]/.test(value))) return undefined;
  const file = `${name}.env`;
  const envs = at(generator, 'envs');
  const isAll = secrets.length === items(literals).length;
  const isRead = items(envs).some((item) => plain(item) === file);
  const changes =
    isAll && isAbsent(envs)
      ? [replacePair(literals, 'envs', [file])]
      : [
          ...(isRead ? [] : [appendItem(envs, file)]),
          ...(isAll ? [removeKey(literals)] : secrets.map(({ item }) => removeItem(item))),
        ];
  return combine(changes, {
    title: `Read ${secrets.length > 3 ? `${secrets.length} values` : secrets.map(({ key }) => key).join(', ')} from "${file}", which must be there but not in the repository`,
    safety: 'review',
  });
}

/** Files that are named but not shown may be kept out of the repository; literals are in it. */
export const envFileCommitted = defineRule({
  id: 'env-file-committed',
  title: 'Secret env file in the deploy tree',
  control: 'secrets-not-in-manifests',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['C-0012'],
  references: ['CISD:4.10'],
  fixable: 'sometimes', // No line of an env file holds a value of several lines.
  subject: 'object',
  why: 'What a kustomization lists as a literal stands in the repository for everybody who ever had a copy of it.',
  remedy: 'Take the value from an external store, and change the credential: it must count as known.',

  *check(object) {
    if (object.kind !== 'Kustomization' || !object.group.startsWith('kustomize.config.')) return;
    for (const generator of items(at(object.root, 'secretGenerator'))) {
      for (const literal of items(at(generator, 'literals'))) {
        if (!secretOf(literal)) continue;
        yield {
          at: placeOf(literal),
          message: `${describe(object)} carries the value of a Secret in this file.`,
          fix: () => readFromFile(generator),
        };
      }
    }
  },

  examples: [
    {
      bad: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: db\n    literals:\n      - «password=tr0ub4dor-3»\n',
      good: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: db\n    envs:\n      - db.env\n',
    },
    {
      bad: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: db\n    envs: [more.env]\n    literals: [user=, «password=tr0ub4dor-3»]\n',
      good: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: db\n    envs: [more.env, db.env]\n    literals: [user=]\n',
    },
    {
      bad: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: db\n    literals: [«"key=one\\ntwo"»]\n',
    },
  ],
  accepts: [
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: db\n    envs: [.env]\n',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nconfigMapGenerator:\n  - name: db\n    literals: [LEVEL=info]\n',
  ],
});

export const german = {
  title: 'Geheime Env-Datei im Deploy-Baum',
  why: 'Was eine Kustomization als Literal auflistet, steht im Repository für jeden, der je eine Kopie davon hatte.',
  remedy: 'Den Wert aus einem externen Speicher nehmen und das Geheimnis wechseln: Es muss als bekannt gelten.',
  says: {
    '{0} values': '{0} Werte',
    'Read {0} from "{1}", which must be there but not in the repository':
      '{0} aus „{1}“ lesen, die da sein muss, aber nicht im Repository',
    '{0} carries the value of a Secret in this file.': '{0} trägt den Wert eines Secrets in dieser Datei.',
  },
};
