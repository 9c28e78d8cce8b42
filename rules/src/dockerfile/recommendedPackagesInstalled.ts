import { dockerfileFix, insertArgument } from '../edit/dockerfileEdit';
import { type PackageCommand, packageCommand } from '../model/commands/packages';
import { remember } from '../model/commands/remember';
import type { Stage } from '../model/dockerfile';
import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const flags: Readonly<Record<string, { flag: string; given: RegExp }>> = {
  apt: {
    flag: '--no-install-recommends',
    given: /^--no-install-recommends(?:=(?:true|1|yes))?$|install-recommends["']?[= ]["']?(?:false|0|no)/i,
  },
  dnf: { flag: '--setopt=install_weak_deps=False', given: /install_weak_deps=(?:false|0|no)/i },
  zypper: { flag: '--no-recommends', given: /^--no-recommends$/ },
};

function flagFor(found: PackageCommand): { flag: string; given: RegExp } | undefined {
  if (found.manager === 'dnf' && !/^(?:dnf|dnf5|microdnf)$/.test(found.program)) return undefined;
  return Object.hasOwn(flags, found.manager) ? flags[found.manager] : undefined;
}

const setting = /install-recommends["']?\s+["']?(?:false|0)|install_weak_deps\s*=\s*(?:false|0)(?=["'\s\\]|$)/i;

/** Whether a step writes the setting into the configuration of the package manager. */
const isConfigured = remember((stage: Stage) =>
  stage.chain.some((part) =>
    part.instructions.some(({ argumentsText, heredocs }) =>
      setting.test(argumentsText + heredocs.map((heredoc) => heredoc.content).join('')),
    ),
  ),
);

export const recommendedPackagesInstalled = defineRule({
  id: 'recommended-packages-installed',
  title: 'Extra packages pulled in',
  control: 'image-minimal',
  level: 'advice',
  severity: 'low',
  stride: ['E'],
  layer: 'image',
  aliases: ['DL3015', 'DS-0029', 'KICS:7384dfb2'],
  references: ['CISD:4.3'],
  fixable: 'sometimes', // An exec form has no place for one more word in the middle.
  subject: 'instruction',
  why: 'Recommended packages are ones nobody asked for: more programs for an intruder and more defects to patch.',
  remedy: 'Add the flag, then name what turns out to be missing.',

  check: on(
    ['RUN'],
    function* (instruction) {
      if (instruction.stage?.ships === false) return;
      for (const command of buildCommands(instruction)) {
        const found = packageCommand(command);
        const { verbWord } = found ?? {};
        const wanted = found?.installs ? flagFor(found) : undefined;
        if (!found || !wanted || !verbWord || found.operands.length === 0) continue;
        if (command.args.some((word) => wanted.given.test(word.text))) continue;
        if (instruction.stage && isConfigured(instruction.stage)) return;
        yield {
          at: verbWord.span,
          ...(found.manager === 'apt' ? {} : { aliases: [] }),
          message: `${found.program} in ${placeName(instruction)} also installs packages that are only recommended.`,
          fix: () =>
            dockerfileFix(`Add ${wanted.flag}`, 'review', [
              insertArgument(instruction, command, verbWord, wanted.flag),
            ]),
        };
      }
    },
    /^(?:apt|apt-get|aptitude|dnf5?|microdnf|zypper)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN apt-get update && apt-get -y «install» \\\n    curl # tools\n',
      good: 'FROM debian:13.1\nRUN apt-get update && apt-get -y install --no-install-recommends \\\n    curl # tools\n',
    },
    { bad: 'FROM fedora:43\nRUN ["dnf", «"install"», "curl"]\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN apt-get install -y --no-install-recommends=true curl\n',
    'FROM debian:13.1\nRUN apt-get install -y curl --no-install-recommends && apt-get -o APT::Install-Recommends=false install curl\n',
    'FROM debian:13.1\nRUN echo \'APT::Install-Recommends "false";\' > /etc/apt/apt.conf.d/99x\nRUN apt-get install -y curl\n',
    'FROM debian:13.1 AS b\nRUN apt-get install -y curl\nFROM scratch\n',
  ],
});

export const german = {
  title: 'Zusätzliche Pakete mitinstalliert',
  why: 'Empfohlene Pakete hat niemand verlangt: mehr Programme für einen Eindringling und mehr Lücken zu patchen.',
  remedy: 'Die Option hinzufügen und dann nennen, was fehlt.',
  says: {
    '{0} in {1} also installs packages that are only recommended.':
      '{0} in {1} installiert auch Pakete, die nur empfohlen sind.',
    'Add {0}': '{0} hinzufügen',
  },
};
