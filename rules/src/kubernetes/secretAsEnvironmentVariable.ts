import { readFromFile } from '../edit/podSecretFile';
import { podSpec, podWith } from '../examples';
import { at, isAbsent, items, keySpan, plain, type Value } from '../model/value';
import type { Container } from '../model/workload';
import { defineRule, type Fix } from '../rule';

function mountInstead(container: Container, variable: Value, reference: Value): Fix | undefined {
  const secret = plain(at(reference, 'name'));
  const key = plain(at(reference, 'key'));
  // Without the Secret there would be no file.
  const isThere = isAbsent(at(reference, 'optional')) || plain(at(reference, 'optional')) === false;
  if (typeof secret !== 'string' || typeof key !== 'string' || !isThere) return undefined;
  return readFromFile(
    container,
    variable,
    at(variable, 'valueFrom'),
    { secret, key },
    (name, file) => `Mount ${name} as a file and name that in ${file}`,
  );
}

export const secretAsEnvironmentVariable = defineRule({
  id: 'secret-as-environment-variable',
  title: 'Secret handed over in the environment',
  control: 'secrets-as-files',
  level: 'restricted',
  severity: 'low',
  stride: ['I'],
  layer: 'secrets',
  aliases: [
    'CKV_K8S_35',
    'KL:read-secret-from-env-var',
    'KSE:SecretsAsEnvironmentVariables',
    'C-0207',
    'KICS:3d658f8b',
    'C-0259',
  ],
  references: ['CISK:5.4.1', 'OWASP:D12', 'CISA:4.5.1'],
  fixable: 'sometimes', // Only programs that are known to read a file: the others must learn to first.
  subject: 'container',
  why: 'The environment is inherited by every child process, printed by crash reports and debug pages, and readable in /proc.',
  remedy:
    'Mount the Secret as a read-only volume with defaultMode 0400 and let the program read the file, often by a variable that ends in _FILE.',

  *check(container) {
    for (const variable of items(at(container.value, 'env'))) {
      const reference = at(variable, 'valueFrom', 'secretKeyRef');
      const where = keySpan(reference);
      if (isAbsent(reference) || !where) continue;
      const name = plain(at(variable, 'name'));
      yield {
        at: where,
        message: `Container "${container.name}" gets the secret ${typeof name === 'string' ? name : 'value'} in its environment.`,
        fix: () => mountInstead(container, variable, reference),
      };
    }
    for (const source of items(at(container.value, 'envFrom'))) {
      const reference = at(source, 'secretRef');
      const where = keySpan(reference);
      if (isAbsent(reference) || !where) continue;
      const name = plain(at(reference, 'name'));
      yield {
        at: where,
        message: `Container "${container.name}" gets every key of ${typeof name === 'string' ? `Secret "${name}"` : 'a Secret'} in its environment.`,
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  env:\n    - name: DB_PASSWORD\n      valueFrom:\n        «secretKeyRef»: { name: db, key: password }\n  envFrom:\n    - «secretRef»: { name: more }',
      ),
    },
    {
      bad: podSpec(
        'securityContext: { runAsUser: 999, fsGroup: 999 }\ncontainers:\n  - name: db\n    image: postgres:18.1\n    env:\n      - name: POSTGRES_PASSWORD\n        valueFrom: { «secretKeyRef»: { name: db, key: password } }',
      ),
      good: podSpec(
        'volumes:\n  - name: db\n    secret:\n      secretName: db\n      defaultMode: 288\n      items:\n        - key: password\n          path: password\nsecurityContext: { runAsUser: 999, fsGroup: 999 }\ncontainers:\n  - name: db\n    image: postgres:18.1\n    volumeMounts:\n      - name: db\n        mountPath: /run/secrets/db\n        readOnly: true\n    env:\n      - name: POSTGRES_PASSWORD_FILE\n        value: /run/secrets/db/password',
      ),
    },
    {
      bad: podWith(
        '- name: db\n  image: postgres:18.1\n  env:\n    - name: POSTGRES_PASSWORD\n      valueFrom: { «secretKeyRef»: { name: db, key: password } }',
      ),
    },
  ],
  accepts: [
    podWith('- name: api\n  env:\n    - name: DB_PASSWORD_FILE\n      value: /secrets/db'),
    podWith('- name: api\n  env:\n    - name: LEVEL\n      valueFrom: { configMapKeyRef: { name: api, key: level } }'),
  ],
});

export const german = {
  title: 'Geheimnis in der Umgebung übergeben',
  why: 'Die Umgebung erbt jeder Kindprozess, Absturzberichte und Debug-Seiten drucken sie, und in /proc ist sie lesbar.',
  remedy:
    'Das Secret als Volume nur lesbar mit defaultMode 0400 einbinden und das Programm die Datei lesen lassen, oft über eine Variable, die auf _FILE endet.',
  says: {
    'Mount {0} as a file and name that in {1}': '{0} als Datei einbinden und diese in {1} nennen',
    'Container "{0}" gets the secret {1} in its environment.':
      'Container „{0}“ bekommt das Geheimnis {1} in seine Umgebung.',
    'Container "{0}" gets every key of {1} in its environment.':
      'Container „{0}“ bekommt jeden Schlüssel von {1} in seine Umgebung.',
    'Secret "{0}"': 'Secret „{0}“',
    'a Secret': 'einem Secret',
  },
};
