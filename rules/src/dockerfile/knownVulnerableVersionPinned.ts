import { dockerfileFix, isEditable, replacePart } from '../edit/dockerfileEdit';
import { downloadOf } from '../model/commands/download';
import { type KnownDefect, knownDefect } from '../model/commands/knownVersions';
import { packageCommand } from '../model/commands/packages';
import { requirementName } from '../model/commands/pip';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule } from '../rule';

interface Found {
  readonly word: Word;
  readonly name: string;
  readonly version: string;
  readonly defect: KnownDefect;
}

function* defects(command: Command): Iterable<Found> {
  const install = packageCommand(command);
  const download = downloadOf(command);
  for (const word of install?.installs ? install.operands : (download?.urls ?? [])) {
    const { value } = word;
    if (value === undefined) continue;
    const found = install ? ofPackage(install.manager, value) : ofUrl(value);
    const defect = found && knownDefect(found.ecosystem, found.name, found.version);
    if (found && defect) yield { word, name: found.name, version: found.version, defect };
  }
}

function ofPackage(manager: string, text: string) {
  if (manager === 'pip' || manager === 'uv' || manager === 'pipx') {
    const version = /===?([^;,\s]+)/.exec(text)?.[1];
    return version ? { ecosystem: 'pip' as const, name: requirementName(text), version } : undefined;
  }
  const match = manager === 'dnf' ? /^([\w.+-]+?)-(\d[\w.:~+-]*)$/.exec(text) : /^([\w.+-]+)=(.+)$/.exec(text);
  return match ? { ecosystem: 'os' as const, name: match[1] ?? '', version: match[2] ?? '' } : undefined;
}

function ofUrl(text: string) {
  const jar = /\/(log4j-core)-(\d[\d.]*)\.jar(?:[?#]|$)/.exec(text);
  if (jar) return { ecosystem: 'maven' as const, name: jar[1] ?? '', version: jar[2] ?? '' };
  const archive = /\/(openssl|xz)-(\d[\w.]*)\.tar\.\w+(?:[?#]|$)/.exec(text);
  if (archive) return { ecosystem: 'os' as const, name: archive[1] ?? '', version: archive[2] ?? '' };
  const release = /github\.com\/([\w.-]+\/[\w.-]+)\/releases\/download\/v?(\d[\w.]*)\//.exec(text);
  return release ? { ecosystem: 'github' as const, name: release[1] ?? '', version: release[2] ?? '' } : undefined;
}

export const knownVulnerableVersionPinned = defineRule({
  id: 'known-vulnerable-version-pinned',
  title: 'Explicitly pinned vulnerable version',
  control: 'vulnerability-handling',
  level: 'baseline',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: ['KICS:5fa731ea', 'C-0292'],
  references: ['SCOUT:high-profile-vulns', 'SCOUT:fixable-vulns'],
  fixable: 'sometimes', // Addresses and system packages stay for a human.
  subject: 'instruction',
  why: 'The version has a publicly described defect with working attacks, and the pin keeps it there.',
  remedy: 'Move to the fixed version or a later one.',

  check: on(['RUN'], function* (instruction) {
    for (const command of buildCommands(instruction)) {
      for (const { word, name, version, defect } of defects(command)) {
        yield {
          at: word.span,
          message:
            `${placeName(instruction)} installs ${name} ${version}, in which ${defect.what} (${defect.advisory}, fixed in ${defect.fixed}).`.replace(
              /^[a-z]/,
              (c) => c.toUpperCase(),
            ),
          severity: severityIn(instruction.stage, 'high'),
          fix: () => {
            if (!word.text.includes('==') || !isEditable(instruction, command)) return undefined;
            return dockerfileFix(`Use ${name} ${defect.fixed}`, 'review', [
              replacePart(instruction.dockerfile, word, `==${version}`, `==${defect.fixed}`),
            ]);
          },
        };
      }
    }
  }),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN pip install «torch==2.5.1» numpy==2.3.0\n',
      good: 'FROM python:3.13\nRUN pip install torch==2.6.0 numpy==2.3.0\n',
    },
    { bad: 'FROM debian:13.1\nRUN wget «https://repo.example/log4j-core-2.14.1.jar»\n' },
    { bad: 'FROM debian:13.1\nENV V=3.0.5\nRUN curl -fO «https://x.example/source/openssl-$V.tar.gz»\n' },
    { bad: 'FROM alpine:3.19\nRUN apk add «xz=5.6.1-r0»\n' },
  ],
  accepts: [
    'FROM python:3.13\nRUN pip install torch==2.9.0 pyyaml==6.0\n',
    'FROM debian:13.1\nRUN apt-get install -y openssl=3.0.2-0ubuntu1.20 && wget https://repo.example/log4j-core-2.17.1.jar https://x.example/openssl-3.0.7.tar.gz\n',
  ],
});

export const german = {
  title: 'Ausdrücklich festgelegte verwundbare Version',
  why: 'Die Version hat eine öffentlich beschriebene Lücke mit funktionierenden Angriffen, und die Festlegung hält sie dort.',
  remedy: 'Auf die korrigierte Version oder eine spätere wechseln.',
  says: {
    '{0} installs {1} {2}, in which {3} ({4}, fixed in {5}).':
      '{0} installiert {1} {2}, und darin: {3} ({4}, behoben in {5}).',
    'Use {0} {1}': '{0} {1} verwenden',
  },
};
