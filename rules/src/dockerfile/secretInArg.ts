import { addFlag, dockerfileFix, removeItem } from '../edit/dockerfileEdit';
import type { ArgInstruction, RunInstruction, Variable } from '../model/dockerfile';
import { isEndless, milder, on, placeName } from '../model/dockerfile/judge';
import { isHarmlessValue, isSecretName } from '../model/secretNames';
import { defineRule, type Fix } from '../rule';

const readsVariable = (text: string, name: string) =>
  new RegExp(`\\$(?:${name}(?![A-Za-z0-9_])|\\{${name}[}:])`).test(text);

/** Mounts the secret on the steps that read it. Not when the value goes anywhere else. */
function mountInstead(instruction: ArgInstruction, variable: Variable): Fix | undefined {
  const { name } = variable;
  const { stage, dockerfile } = instruction;
  if (!stage || isEndless(instruction) || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const readers: RunInstruction[] = [];
  for (const other of dockerfile.instructions) {
    const text = other.argumentsText + other.heredocs.map((heredoc) => heredoc.content).join('\n');
    if (other === instruction || !readsVariable(text, name)) continue;
    if (other.keyword !== 'RUN' || other.stage !== stage || other.index < instruction.index) return undefined;
    if (other.onbuild) return undefined;
    readers.push(other);
  }
  if (readers.length === 0) return undefined;
  const id = name.toLowerCase().replace(/_/g, '-');
  return dockerfileFix(`Mount ${name} as a secret where it is read`, 'review', [
    removeItem(instruction, instruction.variables, variable),
    ...readers.map((reader) => addFlag(reader, `--mount=type=secret,id=${id},env=${name}`)),
  ]);
}

export const secretInArg = defineRule({
  id: 'secret-in-arg',
  title: 'Secret passed as a build argument',
  control: 'no-secrets-in-image',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['DS-0031', 'BK:SecretsUsedInArgOrEnv', 'DL3064', 'KICS:c3e1b6ae'],
  references: ['CISD:4.10', 'OWASP:D12'],
  fixable: 'sometimes', // Only when each reader of the value is a RUN of the same stage.
  subject: 'instruction',
  why: 'The values of build arguments stay in the image history and in the provenance record, for everybody who can pull the image.',
  remedy:
    'Pass it as a build secret: `RUN --mount=type=secret,id=token,env=TOKEN ...` and `docker build --secret id=token`. Replace the secret if an image with it was ever pushed.',

  check: on(['ARG'], function* (instruction) {
    if (instruction.keyword !== 'ARG') return;
    for (const variable of instruction.variables) {
      const { name, value } = variable;
      const hasUserInfo = /:\/\/[^\s/@:]+:[^\s/@$]+@/.test(value?.text ?? '');
      if (!hasUserInfo && (!isSecretName(name) || (value && isHarmlessValue(value.text)))) continue;
      const isThrownAway = instruction.stage !== undefined && !instruction.stage.ships;
      yield {
        at: variable.nameSpan,
        message: `ARG ${name} in ${placeName(instruction)} hands a secret to the build in the open.`,
        severity: isThrownAway ? milder('high') : 'high',
        fix: () => mountInstead(instruction, variable),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nARG «NPM_TOKEN»\nRUN echo $NPM_TOKEN | login # once\nRUN make\n',
      good: 'FROM debian:13.1\nRUN --mount=type=secret,id=npm-token,env=NPM_TOKEN echo $NPM_TOKEN | login # once\nRUN make\n',
    },
    { bad: 'FROM debian:13.1\nARG VERSION=1 «DB_PASSWORD»=hunter22\n' },
    { bad: 'FROM debian:13.1\nARG «API_KEY»\nENV K=$API_KEY\n' },
  ],
  accepts: [
    'FROM debian:13.1\nARG TOKENIZER=gpt2\nARG MAX_TOKENS=512\nARG PASSWORD_MIN_LENGTH=8\nARG TOKEN_FILE\nARG SECRET_URL=https://vault\nARG PUBLIC_KEY\nARG ENABLE_TOKEN\nARG KEYBOARD\nARG AUTHOR\n',
    'FROM debian:13.1\nARG SECRET=/run/secrets/a\n',
    'FROM debian:13.1\nRUN --mount=type=secret,id=t,env=TOKEN make\n',
  ],
});

export const german = {
  title: 'Geheimnis als Build-Argument übergeben',
  why: 'Die Werte von Build-Argumenten bleiben in der Historie des Images und im Herkunftsnachweis, für jeden, der das Image ziehen kann.',
  remedy:
    'Als Build-Geheimnis übergeben: `RUN --mount=type=secret,id=token,env=TOKEN ...` und `docker build --secret id=token`. Das Geheimnis ersetzen, wenn je ein Image damit hochgeladen wurde.',
  says: {
    'ARG {0} in {1} hands a secret to the build in the open.': 'ARG {0} in {1} übergibt dem Build ein Geheimnis offen.',
  },
};
