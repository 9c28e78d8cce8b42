import { packageCommand } from '../model/commands/packages';
import { remember } from '../model/commands/remember';
import type { Dockerfile } from '../model/dockerfile';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Word } from '../parse/shell';
import { defineRule } from '../rule';

function isLoose({ value }: Word, manager: string): boolean {
  if (value === undefined || !/^[A-Za-z0-9@]/.test(value) || /[/*]|\.(?:deb|rpm|apk)$/.test(value)) return false;
  // A virtual package of apk, a group of dnf; a colon names the stream of a module.
  if (value.startsWith('@') || value.startsWith('.')) return false;
  // `apt-get install a b-` takes b away.
  if (manager === 'apt' && value.endsWith('-')) return false;
  if (manager === 'dnf' || manager === 'zypper') return !/-\d[\w.:~+]*|[=<>:]/.test(value);
  return !/[=<>~]/.test(value);
}

/** The ids of the same demand in other tools, by program: they have one check for each. */
const aliasesOf: Readonly<Record<string, readonly string[]>> = {
  'apt-get': ['DL3008', 'KICS:965a08d7'],
  apt: ['DL3008', 'KICS:965a08d7'],
  aptitude: ['DL3008'],
  apk: ['DL3018', 'KICS:d3499f6d'],
  yum: ['DL3033', 'KICS:6452c424'],
  dnf: ['DL3041', 'KICS:93d88cf7'],
  microdnf: ['DL3041'],
  zypper: ['DL3037', 'KICS:562952e4'],
};

const usesSnapshot = remember((dockerfile: Dockerfile) =>
  /snapshot\.(?:debian|ubuntu)\.(?:org|com)/.test(dockerfile.text),
);

export const osPackageVersionUnpinned = defineRule({
  id: 'os-package-version-unpinned',
  title: 'OS packages without versions',
  control: 'all-dependencies-locked',
  level: 'advice',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [
    'DL3008',
    'DL3018',
    'DL3033',
    'DL3037',
    'DL3041',
    'KICS:965a08d7',
    'KICS:d3499f6d',
    'KICS:6452c424',
    'KICS:93d88cf7',
    'KICS:562952e4',
  ],
  references: ['OWASP:D9', 'CISD:4.11'],
  fixable: 'never', // Which version the mirror has depends on the day.
  subject: 'instruction',
  why: 'The same file gives another image tomorrow, so what was scanned and tested is not what is built later.',
  remedy:
    'Pin versions, or better the base by digest together with a snapshot mirror; pinned versions vanish from the usual mirrors.',

  check: on(
    ['RUN'],
    function* (instruction) {
      if (instruction.keyword !== 'RUN') return;
      if (usesSnapshot(instruction.dockerfile)) return;
      for (const command of buildCommands(instruction)) {
        const found = packageCommand(command);
        if (!found?.installs || !/^(?:apt|apk|dnf|zypper|choco)$/.test(found.manager)) continue;
        if (found.options.some((option) => option.name === '--version')) continue;
        const loose = found.operands.filter((word) => isLoose(word, found.manager));
        const [first] = loose;
        if (!first) continue;
        yield {
          at: first.span,
          message: `${found.program} in ${placeName(instruction)} installs ${first.text}${loose.length > 1 ? ` and ${loose.length - 1} more` : ''} without a version.`,
          severity: severityIn(instruction.stage, 'low'),
          aliases: aliasesOf[found.program] ?? [],
        };
      }
    },
    /^(?:apt|apt-get|aptitude|apk|yum|dnf5?|microdnf|tdnf|zypper|choco|cinst)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN apt-get update && apt-get install -y make=4.4.1 «curl» git\nRUN ["dnf", "install", «"httpd"»]\n',
    },
  ],
  accepts: [
    'FROM debian:13.1\nRUN apt-get install -y ./a.deb nano- make=4.4.1 "curl=8.*" $PKG && dnf install -y httpd-2.4.65 && apk add "a~=1.2" /x.apk\n',
    'FROM debian:13.1\nRUN echo "deb https://snapshot.debian.org/archive/debian/20250101T000000Z trixie main" > /etc/apt/sources.list && apt-get install -y curl\n',
  ],
});

export const german = {
  title: 'Betriebssystempakete ohne Versionen',
  why: 'Dieselbe Datei ergibt morgen ein anderes Image; geprüft und getestet ist also nicht, was später gebaut wird.',
  remedy:
    'Versionen festlegen, besser die Basis per Digest zusammen mit einem Snapshot-Spiegel; festgelegte Versionen verschwinden von den üblichen Spiegeln.',
  says: {
    '{0} in {1} installs {2}{3} without a version.': '{0} in {1} installiert {2}{3} ohne Version.',
    ' and {0} more': ' und {0} weitere',
  },
};
