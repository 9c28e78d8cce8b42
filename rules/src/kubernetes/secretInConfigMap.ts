import { objectOf } from '../examples';
import { findInSettings } from '../model/leaks';
import { describe } from '../model/object';
import { at, entries } from '../model/value';
import { defineRule } from '../rule';

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
  fixable: 'never', // The value has to be changed, not moved.
  subject: 'object',
  why: 'ConfigMaps are readable for far more people and programs than Secrets, and what stands in this repository can be read by everybody who ever had a copy.',
  remedy:
    'Move the value to an external store or to a Secret that is made outside the repository, and change the credential: it must count as known.',

  *check(object) {
    if (object.kind !== 'ConfigMap' || object.group !== '') return;
    const leaks = entries(at(object.root, 'data')).flatMap((entry) => findInSettings(entry.key, entry.value));
    for (const leak of leaks)
      yield { at: leak.span, message: `${describe(object)} holds ${leak.what} for everybody to read.` };
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
    '{0} holds {1} for everybody to read.': '{0} hält {1} für jeden lesbar.',
  },
};
