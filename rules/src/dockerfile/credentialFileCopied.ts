import { mountCopied } from '../edit/secretMount';
import { remember } from '../model/commands/remember';
import { credentialKind } from '../model/credentialFiles';
import type { CopyInstruction, Stage } from '../model/dockerfile';
import { isEndless, milder, on, placeName } from '../model/dockerfile/judge';
import { ofKind } from '../model/dockerfile/ofKind';
import type { Value } from '../parse/shell';
import { defineRule } from '../rule';

const pointers = /\b(?:GOOGLE_APPLICATION_CREDENTIALS|AWS_SHARED_CREDENTIALS_FILE|AWS_CONFIG_FILE|KUBECONFIG)\b/;

/** The variables of a stage that say where credentials are, with their paths. */
const pointed = remember((stage: Stage) =>
  [...ofKind(stage, 'ENV'), ...ofKind(stage, 'ARG')].flatMap(({ variables }) =>
    variables.flatMap(({ name, value }) => (pointers.test(name) && value?.value ? [{ name, path: value.value }] : [])),
  ),
);

/** A source that lands where a variable of the stage says that the credentials are. */
function namedCredential(instruction: CopyInstruction): { name: string; source: Value } | undefined {
  const { destination, sources, stage } = instruction;
  const to = destination?.value;
  const [source] = sources;
  if (to === undefined || !source || !stage || isEndless(instruction)) return undefined;
  const places = pointed(stage);
  if (places.length === 0 || credentialKind(source.text)) return undefined;
  const folder = to.replace(/^\.?\/?/, '').replace(/\/$/, '');
  const found = places.find(({ path: written }) => {
    const path = written.replace(/^\.?\//, '');
    if (path === folder) return true;
    return folder === '' ? !written.startsWith('/') && !path.includes('/') : path.startsWith(`${folder}/`);
  });
  return found && { name: found.name, source };
}

export const credentialFileCopied = defineRule({
  id: 'credential-file-copied',
  title: 'Credential file copied into the image',
  control: 'no-secrets-in-image',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['DS-0031'],
  references: ['CISD:4.10', 'OWASP:D12'],
  fixable: 'sometimes', // Only when the steps that use the file can be told by their programs.
  subject: 'instruction',
  why: 'A copied file stays in its layer for everybody who can pull the image, also when a later step deletes it.',
  remedy:
    'Mount the file for the step that needs it: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc ...` or `--mount=type=ssh`. Replace the secret if an image with it was ever pushed.',

  check: on(['COPY', 'ADD'], function* (instruction) {
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return;
    if (instruction.from) return;
    for (const source of instruction.sources) {
      const kind = credentialKind(source.text);
      if (!kind) continue;
      const name = source.text.replace(/\/+$/, '').replace(/^.*\//, '');
      yield {
        at: source.span,
        message: `${instruction.keyword} puts "${source.text}" (${kind.what}) into ${placeName(instruction)}.`,
        severity: instruction.stage?.ships === false ? milder('high') : 'high',
        fix: () => mountCopied(instruction, kind, name),
      };
    }
    const named = namedCredential(instruction);
    if (named) {
      yield {
        at: named.source.span,
        message: `${instruction.keyword} puts the file that ${named.name} names into ${placeName(instruction)}.`,
      };
    }
    const to = instruction.destination;
    if (
      to &&
      /\$\{?(?:AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|KUBECONFIG|GOOGLE_APPLICATION_CREDENTIALS)\b/.test(to.raw)
    ) {
      yield { at: to.span, message: `${instruction.keyword} puts a credential file into ${placeName(instruction)}.` };
    }
  }),

  examples: [
    {
      bad: 'FROM node:22.1\nCOPY «.npmrc» /root/\nRUN npm ci # all\n',
      good: 'FROM node:22.1\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci # all\n',
    },
    {
      bad: 'FROM node:22.1\nCOPY «.npmrc» /root/\nRUN npm ci && chmod 600 /root/.npmrc\n',
    },
    {
      bad: 'FROM debian:13.1\nADD «keys/id_rsa» /root/.ssh/id_rsa\nRUN git clone git@example.com:a\n',
      good: 'FROM debian:13.1\nRUN --mount=type=ssh git clone git@example.com:a\n',
    },
    {
      bad: 'FROM debian:13.1\nCOPY «src» /app/\nENV GOOGLE_APPLICATION_CREDENTIALS=./app/key-of-bot.json\n',
    },
    { bad: 'FROM debian:13.1\nCOPY app «.env» «tls/server.key» /app/\n' },
  ],
  accepts: [
    'FROM debian:13.1\nCOPY src /src\nENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/key.json\n',
    'FROM debian:13.1\nCOPY ca.pem tls.crt .env.example key.md id_rsa.pub /app/\n',
    'FROM debian:13.1\nCOPY --from=build /out/.env /\n',
    'FROM debian:13.1\nCOPY .npmrc.template src/secrets/handler.ts /app/\n',
  ],
});

export const german = {
  title: 'Datei mit Zugangsdaten ins Image kopiert',
  why: 'Eine kopierte Datei bleibt für jeden, der das Image ziehen kann, in ihrer Schicht, auch wenn ein späterer Schritt sie löscht.',
  remedy:
    'Die Datei für den Schritt einbinden, der sie braucht: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc ...` oder `--mount=type=ssh`. Das Geheimnis ersetzen, wenn je ein Image damit hochgeladen wurde.',
  says: {
    '{0} puts "{1}" ({2}) into {3}.': '{0} in {3} kopiert „{1}“ ({2}) ins Image.',
    '{0} puts the file that {1} names into {2}.': '{0} in {2} kopiert die Datei, die {1} nennt, ins Image.',
    '{0} puts a credential file into {1}.': '{0} in {1} kopiert eine Datei mit Zugangsdaten ins Image.',
  },
};
