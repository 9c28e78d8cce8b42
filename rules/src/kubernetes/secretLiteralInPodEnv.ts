import { podWith } from '../examples';
import { findSecrets } from '../model/secretFormats';
import { isHarmlessValue, isPlaceholder, isSecretName } from '../model/secretNames';
import { at, items, plain, scalarText, spanOf, type Value } from '../model/value';
import type { Container } from '../model/workload';
import { defineRule, type Problem } from '../rule';

function looksSecret(name: string, value: string): boolean {
  if (findSecrets(value).length > 0) return true;
  if (/^bearer\s+\S{6,}$/i.test(value)) return true;
  // `GOOGLE_API_KEY_VAL` is there to be replaced before it is used.
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value)) return false;
  return isSecretName(name) && !isHarmlessValue(value) && !isPlaceholder(value) && !/^\$\(/.test(value);
}

function* inEnvironment(container: Container): Iterable<Problem> {
  for (const variable of items(at(container.value, 'env'))) {
    const name = plain(at(variable, 'name'));
    const value = at(variable, 'value');
    const text = plain(value);
    const where = spanOf(value);
    if (typeof name !== 'string' || typeof text !== 'string' || !where || !looksSecret(name, text)) continue;
    yield { at: where, message: `Container "${container.name}" carries the secret ${name} in plain text.` };
  }
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
  fixable: 'never', // The value has to be changed and kept elsewhere first; a reference to a Secret nobody made starts nothing. // Nobody but the owner knows where the secret should live.
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
    'Container "{0}" carries the secret {1} in plain text.': 'Container „{0}“ trägt das Geheimnis {1} im Klartext.',
    'Container "{0}" is started with a secret in plain text{1}.':
      'Container „{0}“ wird mit einem Geheimnis im Klartext gestartet{1}.',
  },
};
