import { dockerfileFix, removeWords } from '../edit/dockerfileEdit';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule } from '../rule';

const table: readonly { programs: RegExp; option: RegExp }[] = [
  {
    programs: /^(?:apt|apt-get|aptitude)$/,
    option:
      /^--(?:allow-unauthenticated|force-yes|allow-insecure-repositories|no-gpg-check|force-bad-verify)$|AllowUnauthenticated=(?:true|1|yes)|Acquire::AllowInsecureRepositories=(?:true|1|yes)/i,
  },
  { programs: /^apk$/, option: /^--allow-untrusted$/ },
  {
    programs: /^(?:yum|dnf|dnf5|microdnf|tdnf|(?:yum|dnf)-config-manager)$/,
    option: /^--nogpgcheck$|^--no-gpgchecks$|^(?:--setopt=)?(?:[\w*.-]*\.)?gpgcheck=(?:0|false|no)$/,
  },
  { programs: /^rpm$/, option: /^--no(?:digest|signature|verify|filedigest)s?$/ },
  {
    programs: /^zypper$/,
    option: /^--(?:no-gpg-checks|no-gpgcheck|gpgcheck-allow-unsigned(?:-repo|-package)?|allow-unsigned-rpm)$/,
  },
  { programs: /^dpkg$/, option: /^--force-(?:bad-verify|all)$/ },
  { programs: /^choco$/, option: /^--(?:ignore-checksums|allow-empty-checksums(?:-secure)?)$/ },
];

const unsigned = /\[[^\]]*trusted=yes[^\]]*\]|(?:^|\s|\\n)gpgcheck\s*=\s*0/;

function uncheckedWord(command: Command): Word | undefined {
  const entry = table.find(({ programs }) => programs.test(command.name));
  if (entry) return command.args.find((word) => entry.option.test(word.text));
  if (command.name === 'sed' && command.args.some(({ text }) => /^\/etc\/(?:yum|dnf|zypp)/.test(text))) {
    return command.args.find(({ text }) => /^s(.).*gpgcheck.*\1[^\n]*gpgcheck\s*=\s*0/.test(text));
  }
  if (!/^(?:echo|printf|cat|tee)$/.test(command.name)) return undefined;
  const targets = [command, ...command.pipedTo].flatMap(({ args, redirects }) => [
    ...args.map((word) => word.text),
    ...redirects.map((redirect) => redirect.target.text),
  ]);
  const isRepository = targets.some((text) => /^\/etc\/(?:apt\/sources|yum\.repos\.d|zypp)/.test(text));
  if (!isRepository) return undefined;
  const heredoc = command.redirects.find(({ body }) => body && unsigned.test(body.text));
  return heredoc?.target ?? command.args.find((word) => unsigned.test(word.text));
}

/** Checkov has a check for each option, and two for one of them. */
function aliasesOf(option: string): readonly string[] {
  if (option === '--allow-untrusted') return ['CKV2_DOCKER_7'];
  if (option === '--allow-unauthenticated') return ['CKV2_DOCKER_8'];
  if (option === '--nogpgcheck') return ['CKV2_DOCKER_9'];
  if (/^--no(?:digest|signature|verify|filedigest)$/.test(option)) return ['CKV2_DOCKER_10'];
  return option === '--force-yes' ? ['CKV2_DOCKER_8', 'CKV2_DOCKER_11'] : [];
}

export const packageSignatureCheckDisabled = defineRule({
  id: 'package-signature-check-disabled',
  title: 'Unsigned packages accepted',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'high',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['CKV2_DOCKER_7', 'CKV2_DOCKER_8', 'CKV2_DOCKER_9', 'CKV2_DOCKER_10', 'CKV2_DOCKER_11'],
  references: ['CISD:4.11', 'CISD:4.12'],
  fixable: 'sometimes', // Text written into a repository file stays for a human.
  subject: 'instruction',
  why: 'The signature is what tells a package of the distribution from one made by somebody on the way or on the mirror; packages run their scripts as root.',
  remedy: 'Delete the option and install the key of the repository.',

  check: on(['RUN'], function* (instruction) {
    for (const command of buildCommands(instruction)) {
      const word = uncheckedWord(command);
      if (!word) continue;
      // An apk built in the same image is signed by a key nobody else has.
      const isLocalFile = command.name === 'apk' && command.args.some((arg) => /\.apk$/.test(arg.text));
      yield {
        at: word.span,
        message: `A step of ${placeName(instruction)} installs packages without checking who signed them.`,
        aliases: aliasesOf(word.text),
        severity: isLocalFile ? 'low' : severityIn(instruction.stage, 'high'),
        fix: () =>
          word.text.startsWith('--')
            ? dockerfileFix('Check the signatures', 'review', [removeWords(instruction, command, [word])])
            : undefined,
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN apt-get install -y «--allow-unauthenticated» make=1 && rpm «--nodigest» -i a.rpm\n',
      good: 'FROM debian:13.1\nRUN apt-get install -y make=1 && rpm -i a.rpm\n',
    },
    { bad: 'FROM debian:13.1\nRUN echo «"deb [trusted=yes] http://x.example/ ./"» > /etc/apt/sources.list.d/x.list\n' },
    { bad: 'FROM fedora:43\nRUN cat <<«EOF» > /etc/yum.repos.d/x.repo\n[x]\ngpgcheck=0\nEOF\n' },
    { bad: "FROM fedora:43\nRUN sed -i «'s/^gpgcheck=1/gpgcheck=0/'» /etc/yum.repos.d/x.repo\n" },
    {
      bad: 'FROM alpine:3.22\nRUN ["apk", "add", «"--allow-untrusted"», "a"]\n',
      good: 'FROM alpine:3.22\nRUN ["apk", "add", "a"]\n',
    },
  ],
  accepts: [
    'FROM fedora:43\nRUN sed -i s/gpgcheck=0/gpgcheck=1/ /etc/yum.repos.d/x.repo\n',
    'FROM debian:13.1\nRUN echo "--nogpgcheck" && apt-get install -y make=1\n',
    'FROM fedora:43\nRUN dnf install --setopt=gpgcheck=1 -y a-1\n',
  ],
});

export const german = {
  title: 'Unsignierte Pakete akzeptiert',
  why: 'Die Signatur unterscheidet ein Paket der Distribution von einem, das jemand unterwegs oder auf dem Spiegel gemacht hat; Pakete führen ihre Skripte als root aus.',
  remedy: 'Die Option löschen und den Schlüssel des Repositorys installieren.',
  says: {
    'A step of {0} installs packages without checking who signed them.':
      'Ein Schritt in {0} installiert Pakete, ohne zu prüfen, wer sie signiert hat.',
    'Check the signatures': 'Die Signaturen prüfen',
  },
};
