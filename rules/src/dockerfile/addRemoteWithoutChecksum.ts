import { addFlag, dockerfileFix } from '../edit/dockerfileEdit';
import { on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { isGitSource } from '../model/dockerfile/sources';
import { defineRule } from '../rule';

export const addRemoteWithoutChecksum = defineRule({
  id: 'add-remote-without-checksum',
  title: 'ADD of a URL without checksum',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['KICS:4b410d24', 'CKV_DOCKER_4'],
  references: ['CISD:4.9', 'CISD:4.12'],
  fixable: 'sometimes', // One checksum cannot stand for several sources.
  subject: 'instruction',
  why: 'The builder takes whatever the server sends that day: nobody notices when the file was replaced.',
  remedy:
    'Write the checksum of the file you reviewed: `ADD --checksum=sha256:<64 hex> <address> <target>`. The fix writes zeros: the build then stops and names the real checksum.',

  check: on(['ADD'], function* (instruction) {
    if (instruction.keyword !== 'ADD' || instruction.flags.some((flag) => flag.name === 'checksum')) return;
    for (const source of instruction.sources) {
      if (!/^https?:\/\//i.test(source.text) || isGitSource(source.text)) continue;
      yield {
        at: source.span,
        message: `ADD takes "${shortened(source.text)}" into ${placeName(instruction)} without a checksum.`,
        severity: severityIn(instruction.stage, 'medium'),
        fix: () =>
          instruction.sources.length > 1
            ? undefined
            : dockerfileFix('Require a checksum (the build names the right one)', 'review', [
                addFlag(instruction, `--checksum=sha256:${'0'.repeat(64)}`),
              ]),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nadd --chmod=755  «https://x.example/tool» /usr/bin/tool\n',
      good: `FROM debian:13.1\nadd --checksum=sha256:${'0'.repeat(64)} --chmod=755  https://x.example/tool /usr/bin/tool\n`,
    },
    { bad: 'FROM debian:13.1\nADD [«"https://x.example/a"», «"https://x.example/b"», "/"]\n' },
  ],
  accepts: [
    `FROM debian:13.1\nADD --checksum=sha256:${'a'.repeat(64)} https://x.example/tool /usr/bin/\n`,
    'FROM debian:13.1\nADD https://github.com/a/b.git#v1 /src\n',
    'FROM debian:13.1\nADD $URL /src\n',
  ],
});

export const german = {
  title: 'ADD einer URL ohne Prüfsumme',
  why: 'Der Builder nimmt, was der Server an dem Tag schickt: Niemand merkt, wenn die Datei ersetzt wurde.',
  remedy:
    'Die Prüfsumme der geprüften Datei schreiben: `ADD --checksum=sha256:<64 Hex> <Adresse> <Ziel>`. Der Fix schreibt Nullen: Der Build hält dann an und nennt die wahre Prüfsumme.',
  says: {
    'ADD takes "{0}" into {1} without a checksum.': 'ADD in {1} holt „{0}“ ohne Prüfsumme.',
    'Require a checksum (the build names the right one)': 'Eine Prüfsumme verlangen (der Build nennt die richtige)',
  },
};
