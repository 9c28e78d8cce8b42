import { dockerfileFix, isEditable, removeWords, replaceValue } from '../edit/dockerfileEdit';
import { insecureDownloadWord } from '../model/commands/tls';
import type { Instruction } from '../model/dockerfile';
import { allCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

function deleteFlag(instruction: Instruction, command: Command, word: Word): Fix | undefined {
  if (!isEditable(instruction, command) || /^(?:git|echo|printf)$/.test(command.name)) return undefined;
  const isCluster = /^-[A-Za-z#0-9]{2,}$/.test(word.raw) && command.name === 'curl';
  const edit = isCluster
    ? replaceValue(instruction.dockerfile, word, word.raw.replace('k', ''))
    : removeWords(instruction, command, [word]);
  return dockerfileFix('Check the certificate', 'review', [edit]);
}

const aliasesOf: Readonly<Record<string, readonly string[]>> = {
  curl: ['CKV2_DOCKER_2'],
  wget: ['CKV2_DOCKER_3'],
  git: ['CKV2_DOCKER_14'],
};

export const tlsVerificationDisabledDownload = defineRule({
  id: 'tls-verification-disabled-download',
  title: 'Download tool told to skip certificate checks',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: Object.values(aliasesOf).flat(),
  references: [],
  fixable: 'sometimes', // An option of git, a settings file or a script in another language stays for a human.
  subject: 'instruction',
  why: 'Without the certificate check anybody on the way can answer in place of the server, and what is downloaded becomes part of the image.',
  remedy: 'Delete the option; for a private authority, install its certificate with the system tools.',

  check: on(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'], function* (instruction) {
    for (const command of allCommands(instruction)) {
      const word = insecureDownloadWord(command);
      if (!word) continue;
      const isLocal = command.args.some((arg) => /:\/\/(?:localhost|127\.|\[::1\])/.test(arg.text));
      yield {
        at: word.span,
        message: `${command.name === '' ? 'A command' : command.name} in ${placeName(instruction)} accepts any certificate (${shortened(word.text, 40)}).`,
        aliases: aliasesOf[command.name] ?? [],
        severity: isLocal ? 'low' : severityIn(instruction.stage, 'high'),
        fix: () => (isLocal ? undefined : deleteFlag(instruction, command, word)),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN curl «-fsSkL» -o /a https://x.example/a && wget -q \\\n    «--no-check-certificate» \\\n    https://x.example/b # mirror\n',
      good: 'FROM debian:13.1\nRUN curl -fsSL -o /a https://x.example/a && wget -q \\\n    https://x.example/b # mirror\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN curl «--insecure» -O https://x.example/a\n',
      good: 'FROM debian:13.1\nRUN curl -O https://x.example/a\n',
    },
    { bad: 'FROM debian:13.1\nRUN git -c «http.sslVerify=false» clone https://x.example/a\n' },
    {
      bad: 'FROM debian:13.1\nRUN echo «insecure» >> ~/.curlrc && echo «"check_certificate = off"» >> /root/.wgetrc\n',
    },
    { bad: 'FROM debian:13.1\nHEALTHCHECK CMD ["curl", «"-k"», "https://localhost"]\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN curl -o keks -H "a: -k" https://x.example/a\n',
    'FROM debian:13.1\nRUN wget https://x.example/--no-check-certificate\n',
    'FROM debian:13.1\nRUN git config --global http.sslVerify true\n',
    'FROM debian:13.1\nRUN sort -k 2 /a && echo insecure >> /etc/motd && echo insecurely >> ~/.curlrc\n',
  ],
});

export const german = {
  title: 'Download-Werkzeug überspringt die Zertifikatsprüfung',
  why: 'Ohne Zertifikatsprüfung kann jeder unterwegs anstelle des Servers antworten, und das Heruntergeladene wird Teil des Images.',
  remedy: 'Die Option löschen; für eine private Stelle ihr Zertifikat mit den Systemwerkzeugen installieren.',
  says: {
    'Check the certificate': 'Das Zertifikat prüfen',
    '{0} in {1} accepts any certificate ({2}).': '{0} in {1} akzeptiert jedes Zertifikat ({2}).',
    'A command': 'Ein Befehl',
  },
};
