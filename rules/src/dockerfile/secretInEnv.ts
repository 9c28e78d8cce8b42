import { dockerfileFix, removeItem } from '../edit/dockerfileEdit';
import { isEndless, milder, on, placeName } from '../model/dockerfile/judge';
import { isHarmlessValue, isPlaceholder, isSecretName } from '../model/secretNames';
import { defineRule, type Severity } from '../rule';

const secretValue = /(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)=[^;\s$]{4,}/i;

export const secretInEnv = defineRule({
  id: 'secret-in-env',
  title: 'Secret stored in image environment',
  control: 'no-secrets-in-image',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['DS-0031', 'BK:SecretsUsedInArgOrEnv', 'DL3064', 'KICS:c3e1b6ae', 'C-0012'],
  references: ['CISD:4.10', 'OWASP:D12'],
  fixable: 'sometimes', // Only a variable that no other instruction reads.
  subject: 'instruction',
  why: 'Whoever can pull the image or look at a running container reads its environment; so does every program and crash report inside.',
  remedy:
    'Delete the variable and inject the value at run time, from a mounted Secret or a key vault. Replace the secret if an image with it was ever pushed.',

  check: on(['ENV'], function* (instruction) {
    if (instruction.keyword !== 'ENV') return;
    for (const variable of instruction.variables) {
      const { name, value } = variable;
      const text = value?.text ?? '';
      const byName = isSecretName(name) && !isHarmlessValue(text);
      if (!byName && !secretValue.test(text)) continue;
      let severity: Severity = instruction.stage?.ships === false ? milder('high') : 'high';
      if (value === undefined || (value.value !== undefined && isPlaceholder(text))) severity = 'low';
      yield {
        at: byName ? variable.nameSpan : (value?.span ?? variable.nameSpan),
        message: `ENV ${name} stores a secret in the environment of ${placeName(instruction)}.`,
        severity,
        fix: () => {
          if (isEndless(instruction)) return undefined;
          const isRead = instruction.dockerfile.instructions.some(
            (other) =>
              other !== instruction &&
              (other.argumentsText.includes(name) || other.heredocs.some((heredoc) => heredoc.content.includes(name))),
          );
          if (isRead) return undefined;
          return dockerfileFix(`Delete ENV ${name}`, 'review', [
            removeItem(instruction, instruction.variables, variable),
          ]);
        },
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nENV «AZURE_CLIENT_SECRET»=abc123def\nCMD ["app"]\n',
      good: 'FROM debian:13.1\nCMD ["app"]\n',
    },
    { bad: 'FROM debian:13.1\nENV «API_KEY» abc123def\nRUN echo $API_KEY\n' },
    {
      bad: 'FROM debian:13.1\nENV A=1 \\\n    STORE=«"AccountName=a;AccountKey=abcdef=="» \\\n    # why\n    B=2\n',
      good: 'FROM debian:13.1\nENV A=1 \\\n    # why\n    B=2\n',
    },
    { bad: 'FROM debian:13.1\nARG GH_TOKEN\nENV «GH_TOKEN»=$GH_TOKEN\n' },
  ],
  accepts: [
    'FROM debian:13.1\nENV TOKENIZERS_PARALLELISM=false MAX_TOKENS=10 PASSWORD_FILE=/run/secrets/p KEYCLOAK_URL=x\n',
    'FROM debian:13.1\nENV SECRET_KEY_PATH=/etc/key USE_TOKEN=1 SSH_AUTH_SOCK=/tmp/a GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568\n',
    'FROM debian:13.1\nENV TOKEN=/run/secrets/token\n',
  ],
});

export const german = {
  title: 'Geheimnis in der Umgebung des Images',
  why: 'Wer das Image ziehen oder einen laufenden Container ansehen kann, liest seine Umgebung; ebenso jedes Programm und jeder Absturzbericht darin.',
  remedy:
    'Die Variable löschen und den Wert zur Laufzeit aus einem eingebundenen Secret oder Schlüsseltresor geben. Das Geheimnis ersetzen, wenn je ein Image damit hochgeladen wurde.',
  says: {
    'ENV {0} stores a secret in the environment of {1}.': 'ENV {0} legt ein Geheimnis in der Umgebung von {1} ab.',
    'Delete ENV {0}': 'ENV {0} löschen',
  },
};
