import { readFromFile } from '../edit/podSecretFile';
import { podSpec, podWith } from '../examples';
import { findSecrets } from '../model/secretFormats';
import { looksSecret } from '../model/secretValues';
import { at, items, plain, scalarText, spanOf, type Value } from '../model/value';
import type { Container } from '../model/workload';
import { defineRule, type Fix, type Problem } from '../rule';

function* inEnvironment(container: Container): Iterable<Problem> {
  for (const variable of items(at(container.value, 'env'))) {
    const name = plain(at(variable, 'name'));
    const value = at(variable, 'value');
    const text = plain(value);
    const where = spanOf(value);
    if (typeof name !== 'string' || typeof text !== 'string' || !where || !looksSecret(name, text)) continue;
    yield {
      at: where,
      message: `Container "${container.name}" carries the secret ${name} in plain text.`,
      fix: () => takeFromSecret(container, variable, name),
    };
  }
}

/** The Secret is to be made: until then the pod waits for it, and says so. */
function takeFromSecret(container: Container, variable: Value, name: string): Fix | undefined {
  const owner = container.pod.object.name;
  if (!owner) return undefined;
  const secret = `${owner}-secrets`;
  return readFromFile(
    container,
    variable,
    at(variable, 'value'),
    { secret, key: name },
    (_, file) => `Name in ${file} a file of the Secret "${secret}", which must be made with a changed ${name}`,
  );
}

/** `--password=x`, `--token x`: the option names the secret. */
function* inArguments(container: Container): Iterable<Problem> {
  for (const list of ['command', 'args']) {
    let option: string | undefined;
    for (const item of items(at(container.value, list))) {
      const text = scalarText(item) ?? '';
      const where = spanOf(item);
      const pair = /^--?([A-Za-z][\w-]*)=(.+)$/s.exec(text);
      const isSecret = pair
        ? looksSecret(pair[1] ?? '', pair[2] ?? '')
        : findSecrets(text).length > 0 || (option !== undefined && !text.startsWith('-') && looksSecret(option, text));
      if (isSecret && where && isWhole(item)) {
        const what = pair?.[1] ?? option;
        yield {
          at: where,
          message: `Container "${container.name}" is started with a secret in plain text${what ? ` (${what})` : ''}.`,
        };
      }
      option = pair ? undefined : /^--?([A-Za-z][\w-]*)$/.exec(text)?.[1];
    }
  }
}

/** A template may stand for anything. */
function isWhole(item: Value): boolean {
  return typeof plain(item) === 'string';
}

export const secretLiteralInPodEnv = defineRule({
  id: 'secret-literal-in-pod-env',
  title: 'Secret in plain text',
  control: 'secrets-not-in-manifests',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['PO:sensitiveContainerEnvVar', 'C-0012', 'KL:env-var-secret'],
  references: [],
  fixable: 'sometimes', // Only programs that are known to read a file; in the environment it would be a secret again.
  subject: 'container',
  why: 'Whoever can read the repository or the pod has the secret, and so has everybody who ever could: it stays in the history.',
  remedy:
    'Put the value into a Secret or a vault, take it from there with secretKeyRef or a mounted file, and replace the leaked one.',

  *check(container) {
    yield* inEnvironment(container);
    yield* inArguments(container);
  },

  examples: [
    { bad: podWith('- name: api\n  env:\n    - name: DB_PASSWORD\n      value: «Kx7-horse-staple»') },
    {
      bad: podSpec(
        'containers:\n  - name: ui\n    image: grafana/grafana:12.3.0\n    env:\n      - name: GF_SECURITY_ADMIN_PASSWORD\n        value: «Kx7-horse-staple»',
      ),
      good: podSpec(
        'volumes:\n  - name: shop-secrets\n    secret:\n      secretName: shop-secrets\n      defaultMode: 288\n      items:\n        - key: GF_SECURITY_ADMIN_PASSWORD\n          path: GF_SECURITY_ADMIN_PASSWORD\nsecurityContext:\n  fsGroup: 10001\ncontainers:\n  - name: ui\n    image: grafana/grafana:12.3.0\n    volumeMounts:\n      - name: shop-secrets\n        mountPath: /run/secrets/shop-secrets\n        readOnly: true\n    env:\n      - name: GF_SECURITY_ADMIN_PASSWORD__FILE\n        value: /run/secrets/shop-secrets/GF_SECURITY_ADMIN_PASSWORD',
      ),
    },
    { bad: podWith('- name: api\n  args: [serve, «--api-key=Kx7-horse-staple», --token, «Kx7-horse-staple»]') },
  ],
  accepts: [
    podWith(
      '- name: api\n  env:\n    - name: DB_PASSWORD_FILE\n      value: /run/secrets/db\n    - name: MAX_TOKENS\n      value: "4096"',
    ),
    podWith(
      '- name: api\n  env:\n    - name: DB_PASSWORD\n      value: $(FROM_ELSEWHERE)\n    - name: API_TOKEN\n      value: ""',
    ),
    podWith(
      '- name: api\n  env:\n    - name: TOKENIZERS_PARALLELISM\n      value: "false"\n    - name: KEY\n      value: {{ .Values.key }}',
    ),
    podWith('- name: api\n  env: [{ name: API_KEY, value: API_KEY_VAL }]'),
    podWith('- name: api\n  args: [--password-file=/run/secrets/db, --token-ttl=60]'),
  ],
});

export const german = {
  title: 'Geheimnis im Klartext',
  why: 'Wer das Repository oder den Pod lesen kann, hat das Geheimnis, und jeder, der es je konnte: Es bleibt in der Historie.',
  remedy:
    'Den Wert in ein Secret oder einen Tresor legen, von dort mit secretKeyRef oder als Datei nehmen und den bekannt gewordenen ersetzen.',
  says: {
    'Name in {0} a file of the Secret "{1}", which must be made with a changed {2}':
      'In {0} eine Datei des Secrets „{1}“ nennen, das mit geändertem {2} angelegt werden muss',
    'Container "{0}" carries the secret {1} in plain text.': 'Container „{0}“ trägt das Geheimnis {1} im Klartext.',
    'Container "{0}" is started with a secret in plain text{1}.':
      'Container „{0}“ wird mit einem Geheimnis im Klartext gestartet{1}.',
  },
};
