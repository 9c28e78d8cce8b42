import { asFix } from '../edit/fixes';
import { removeKey } from '../edit/yamlRemove';
import { objectOf, podWith } from '../examples';
import { findInSettings } from '../model/leaks';
import { mentionsOf } from '../model/mentions';
import { describe, type KubernetesObject } from '../model/object';
import { at, entries, items, plain, type Value } from '../model/value';
import { defineRule, type Fix } from '../rule';

/** Deletes a key that what is known to read the ConfigMap does not read, or has from a Secret as well. */
function withoutKey(
  map: KubernetesObject,
  key: string,
  value: Value,
  objects: readonly KubernetesObject[],
): Fix | undefined {
  const { name } = map;
  const others = objects.filter((object) => object !== map);
  const named = name ? others.filter(({ kind }) => !/Secret$/.test(kind)).flatMap((one) => mentionsOf(name, one)) : [];
  const places = named.filter((place) => !namesAnother(place, name));
  const needs = places.map((place) => needOf(place, key, others));
  if (map.isPatch || needs.length === 0 || needs.includes('yes')) return undefined;
  const title = needs.every((need) => need === 'no')
    ? `Delete ${key}, which nothing in this file reads, and change it where it is known`
    : `Delete ${key}, which a Secret of this file gives as well, and change it there`;
  return asFix(removeKey(value), { title, safety: 'review' });
}

/** Whether something else of the same name is meant: a container, a label, an account, a Secret. */
function namesAnother(place: Value, name: string | undefined): boolean {
  const { key, parent } = place;
  if (plain(place) !== name) return false;
  if (key === 'name') return typeof parent?.key === 'number' || /^secret(Key)?Ref$/.test(String(parent?.key));
  const isLabel = /^(labels|matchLabels|selector)$/.test(String(parent?.key));
  return isLabel || /^(serviceAccountName|serviceName|secretName|claimName)$/.test(String(key));
}

/** Whether what names the ConfigMap at this place needs the key of it, or has a Secret for it. */
function needOf(
  { parent, key: field }: Value,
  key: string,
  objects: readonly KubernetesObject[],
): 'yes' | 'no' | 'has' {
  if (field !== 'name' || !parent?.parent) return 'yes';
  const chosen = items(at(parent, 'items')).map((item) => plain(at(item, 'key')));
  if (parent.key === 'configMapKeyRef') return plain(at(parent, 'key')) === key ? 'yes' : 'no';
  if (parent.key === 'configMap') return chosen.length > 0 && !chosen.includes(key) ? 'no' : 'yes';
  if (parent.key !== 'configMapRef' || !parent.parent.parent) return 'yes';
  const prefix = plain(at(parent.parent, 'prefix'));
  const secrets = items(parent.parent.parent)
    .filter((source) => plain(at(source, 'prefix')) === prefix)
    .map((source) => plain(at(source, 'secretRef', 'name')));
  return objects.some((one) => secrets.includes(one.name ?? '') && keysOf(one).includes(key)) ? 'has' : 'yes';
}

/** The keys of a Secret, or of what makes one of the same name. */
function keysOf({ kind, root }: KubernetesObject): unknown[] {
  if (!/^(Sealed|External)?Secret$/.test(kind)) return [];
  const written = [at(root, 'data'), at(root, 'stringData'), at(root, 'spec', 'encryptedData')];
  const fetched = items(at(root, 'spec', 'data')).map((item) => plain(at(item, 'secretKey')));
  return [...written.flatMap((map) => entries(map).map((entry) => entry.key)), ...fetched];
}

const config = objectOf('v1', 'ConfigMap', 'data:\n  LEVEL: info\n  DB_PASSWORD: «tr0ub4dor-3»');
const clean = objectOf('v1', 'ConfigMap', 'data:\n  LEVEL: info');
const sealed =
  'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: shop\nspec:\n  encryptedData:\n    DB_PASSWORD: AgBy3i4O\n';
const bothWays = podWith(
  '- name: api\n  envFrom:\n    - configMapRef: { name: shop }\n    - secretRef: { name: shop }',
);
const oneKey = podWith(
  '- name: api\n  env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: shop, key: LEVEL } } }]',
);

export const secretInConfigMap = defineRule({
  id: 'secret-in-config-map',
  title: 'Secret kept in a ConfigMap',
  control: 'secrets-not-in-manifests',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['KSV-0109', 'C-0012'],
  references: [],
  fixable: 'sometimes', // Elsewhere it has to be put into a Secret first, and the program given that.
  subject: 'object',
  why: 'ConfigMaps are readable for far more people and programs than Secrets, and what stands in this repository can be read by everybody who ever had a copy.',
  remedy:
    'Move the value to an external store or to a Secret that is made outside the repository, and change the credential: it must count as known.',

  *check(object) {
    if (object.kind !== 'ConfigMap' || object.group !== '') return;
    for (const { key, value } of entries(at(object.root, 'data'))) {
      for (const leak of findInSettings(key, value)) {
        yield {
          at: leak.span,
          message: `${describe(object)} holds ${leak.what} for everybody to read.`,
          fixBeside: (objects) => withoutKey(object, key, value, objects),
        };
      }
    }
  },

  examples: [
    { bad: objectOf('v1', 'ConfigMap', 'data:\n  LOG_LEVEL: info\n  DB_PASSWORD: «tr0ub4dor-3»') },
    {
      bad: objectOf(
        'v1',
        'ConfigMap',
        'data:\n  application.properties: |\n    db.user=shop\n    db.password=«tr0ub4dor-3»\n    db.pool=5',
      ),
    },
    {
      bad: objectOf(
        'v1',
        'ConfigMap',
        'data:\n  appsettings.json: |\n    { "Default": "Server=db;User=shop;Password=«tr0ub4dor-3»;Timeout=5" }',
      ),
    },
    { bad: `${config}---\n${oneKey}`, good: `${clean}---\n${oneKey}` },
    { bad: `${config}---\n${bothWays}---\n${sealed}`, good: `${clean}---\n${bothWays}---\n${sealed}` },
    { bad: `${config}---\n${bothWays}` },
    { bad: `${config}---\n${oneKey.replaceAll('LEVEL', 'DB_PASSWORD')}` },
  ],
  accepts: [
    objectOf('v1', 'ConfigMap', 'data:\n  DB_PASSWORD: $DB_PASSWORD\n  DB_PASSWORD_FILE: /run/secrets/db'),
    objectOf('v1', 'ConfigMap', 'data:\n  DB_PASSWORD: {{ .Values.password }}\n  API_KEY: ""'),
    objectOf('v1', 'ConfigMap', 'data:\n  start.sh: |\n    PASSWORD=$(cat /run/secrets/db)\n    export PASSWORD'),
    objectOf(
      'v1',
      'ConfigMap',
      'data:\n  config.yaml: |\n    passwordSecretRef: shop-db\n    password:\n      secretKeyRef: shop',
    ),
  ],
});

export const german = {
  title: 'Geheimnis in einer ConfigMap',
  why: 'ConfigMaps sind für viel mehr Personen und Programme lesbar als Secrets, und was in diesem Repository steht, kann jeder lesen, der je eine Kopie hatte.',
  remedy:
    'Den Wert in einen externen Speicher oder ein außerhalb des Repositorys angelegtes Secret verlegen und das Geheimnis wechseln: Es muss als bekannt gelten.',
  says: {
    'Delete {0}, which nothing in this file reads, and change it where it is known':
      '{0} löschen, was nichts in dieser Datei liest, und es ändern, wo es gilt',
    'Delete {0}, which a Secret of this file gives as well, and change it there':
      '{0} löschen, was auch ein Secret dieser Datei gibt, und es dort ändern',
    '{0} holds {1} for everybody to read.': '{0} hält {1} für jeden lesbar.',
  },
};
