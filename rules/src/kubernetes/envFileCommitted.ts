import { describe, placeOf } from '../model/object';
import { isHarmlessValue, isPlaceholder } from '../model/secretNames';
import { at, items, plain } from '../model/value';
import { hasHole } from '../parse/scalar';
import { defineRule } from '../rule';

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
  fixable: 'never', // The value has to be changed, not moved.
  subject: 'object',
  why: 'What a kustomization lists as a literal stands in the repository for everybody who ever had a copy of it.',
  remedy: 'Take the value from an external store, and change the credential: it must count as known.',

  *check(object) {
    if (object.kind !== 'Kustomization' || !object.group.startsWith('kustomize.config.')) return;
    for (const generator of items(at(object.root, 'secretGenerator'))) {
      for (const literal of items(at(generator, 'literals'))) {
        const text = plain(literal);
        const value = typeof text === 'string' ? text.slice(text.indexOf('=') + 1).replace(/^["']|["']$/g, '') : '';
        if (value === '' || isPlaceholder(value) || isHarmlessValue(value) || hasHole(value) || /[$<]/.test(value))
          continue;
        yield { at: placeOf(literal), message: `${describe(object)} carries the value of a Secret in this file.` };
      }
    }
  },

  examples: [
    {
      bad: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: db\n    literals:\n      - «password=tr0ub4dor-3»\n',
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
    '{0} carries the value of a Secret in this file.': '{0} trägt den Wert eines Secrets in dieser Datei.',
  },
};
