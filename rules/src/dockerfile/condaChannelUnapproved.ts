import { dockerfileFix, isVerbatim, removeCommand } from '../edit/dockerfileEdit';
import { optionValues } from '../model/commands/options';
import { packageCommand } from '../model/commands/packages';
import type { Instruction } from '../model/dockerfile';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

/** Channels with a review of what gets in. */
const reviewed =
  /^(?:conda-forge|defaults|main|nvidia|pytorch|rapidsai|bioconda|intel|anaconda|microsoft|nodefaults)(?:\/|$)/;

/** The file of `conda env create -f environment.yml`; a lock made by conda-lock names every package with its hash. */
function unlockedEnvironment(command: Command): Word | undefined {
  const [env, verb] = command.args;
  const isEnvironment = env?.text === 'env' && /^(?:create|update)$/.test(verb?.text ?? '');
  if (!isEnvironment || !/^(?:conda|mamba|micromamba)$/.test(command.name)) return undefined;
  const file = optionValues(command, ['-f', '--file'])[0];
  return file?.value === undefined || /lock/i.test(file.value) ? undefined : file.word;
}

/** Gives packages the one version that the file has for each elsewhere. */
function pinAsElsewhere({ dockerfile }: Instruction, loose: readonly Word[]): Fix | undefined {
  const edits = loose.map((word) => {
    const name = word.text.replace(/^.*::/, '').replace(/[.+]/g, '\\$&');
    const form = new RegExp(`(?<![\\w.-])${name}(==?\\d[\\w.]*)(?![\\w.*<>=])`, 'g');
    const [version, another] = new Set([...dockerfile.text.matchAll(form)].map((match) => match[1]));
    const isPlain = isVerbatim(dockerfile, word) && word.raw === word.text;
    const { end } = word.span;
    return version && !another && isPlain ? { span: { start: end, end }, text: version } : undefined;
  });
  return dockerfileFix('Pin to the versions that the file has elsewhere', 'review', edits);
}

export const condaChannelUnapproved = defineRule({
  id: 'conda-channel-unapproved',
  title: 'Conda package from an unapproved or unpinned source',
  control: 'python-deps-locked',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'sometimes', // Only to leave out an update, or with a version that the file has elsewhere.
  subject: 'instruction',
  why: 'Anybody can open a channel, and packages run scripts while they are installed; without a version each build takes the newest.',
  remedy:
    'Name packages with channel and version (`conda-forge::numpy=2.3.4`), or install from a lock file made by conda-lock.',

  check: on(
    ['RUN'],
    function* (instruction) {
      const where = placeName(instruction);
      for (const command of buildCommands(instruction)) {
        const environment = unlockedEnvironment(command);
        if (environment) {
          yield {
            at: environment.span,
            message: `${command.name} in ${where} makes an environment from "${environment.text}", which is no lock file.`,
            severity: 'low',
          };
        }
        const found = packageCommand(command);
        if (found?.manager !== 'conda' || !found.installs) continue;
        for (const option of found.options) {
          const word = option.words.at(-1);
          const isChannel = /^(?:-c|--channel)$/.test(option.name);
          if (
            isChannel &&
            word &&
            option.value !== undefined &&
            !reviewed.test(option.value) &&
            !/^[./]/.test(option.value)
          ) {
            yield {
              at: word.span,
              message: `${found.program} in ${where} installs from the channel "${option.value}", which is no well-known one.`,
              severity: severityIn(instruction.stage, 'medium'),
            };
          }
          if (option.name === '--all' && found.verb === 'update' && option.words[0]) {
            yield {
              at: option.words[0].span,
              message: `${found.program} in ${where} updates every package to whatever is newest.`,
              severity: 'low',
              fix: () =>
                dockerfileFix('Leave out the update of every package', 'review', [
                  removeCommand(instruction, buildCommands(instruction), command),
                ]),
            };
          }
        }
        const fromFile = found.options.some((option) => /^(?:-f|--file)$/.test(option.name));
        if (found.verb === 'update' || fromFile) continue;
        const loose = found.operands.filter(
          ({ value }) =>
            value !== undefined &&
            /^[A-Za-z][\w.:/-]*$/.test(value.replace(/^.*::/, '')) &&
            !/\.(?:ya?ml|txt|lock|conda|tar\.bz2)$/.test(value) &&
            !value.includes('/'),
        );
        const [first] = loose;
        if (!first || found.operands[0]?.text === 'env') continue;
        yield {
          at: first.span,
          message: `${found.program} in ${where} installs ${first.text}${loose.length > 1 ? ` and ${loose.length - 1} more` : ''} without a version.`,
          severity: 'low',
          fix: () => pinAsElsewhere(instruction, loose),
        };
      }
    },
    /^(?:conda|mamba|micromamba)$/m,
  ),

  examples: [
    { bad: 'FROM condaforge/miniforge3:25.3.1\nRUN conda env create -f «environment.yml»\n' },
    {
      bad: 'FROM condaforge/miniforge3:25.3.1\nRUN conda update -y «--all» && conda clean -afy\n',
      good: 'FROM condaforge/miniforge3:25.3.1\nRUN conda clean -afy\n',
    },
    {
      bad: 'FROM condaforge/miniforge3:25.3.1\nRUN mamba install -y numpy=2.3.4 && mamba clean -afy\nRUN mamba install -y -n b conda-forge::«numpy» && mamba clean -afy\n'.replace(
        'conda-forge::«numpy»',
        '«conda-forge::numpy»',
      ),
      good: 'FROM condaforge/miniforge3:25.3.1\nRUN mamba install -y numpy=2.3.4 && mamba clean -afy\nRUN mamba install -y -n b conda-forge::numpy=2.3.4 && mamba clean -afy\n',
    },
    {
      bad: 'FROM mambaorg/micromamba:2.3.3\nRUN micromamba install -y -n base -c «somebody» python=3.13 «numpy» scipy\n',
    },
  ],
  accepts: [
    'FROM condaforge/miniforge3:25.3.1\nRUN mamba env create -f conda-linux-64.lock\n',
    'FROM mambaorg/micromamba:2.3.3\nRUN micromamba install -y -c conda-forge python=3.13 "numpy>=2,<3" conda-forge::scipy=1.16\n',
    'FROM mambaorg/micromamba:2.3.3\nRUN micromamba create -f environment.yml\n',
  ],
});

export const german = {
  title: 'Conda-Paket aus nicht freigegebener oder nicht festgelegter Quelle',
  why: 'Jeder kann einen Kanal eröffnen, und Pakete führen beim Installieren Skripte aus; ohne Version nimmt jeder Build das Neueste.',
  remedy:
    'Pakete mit Kanal und Version nennen (`conda-forge::numpy=2.3.4`) oder aus einer Lock-Datei von conda-lock installieren.',
  says: {
    'Leave out the update of every package': 'Die Aktualisierung aller Pakete weglassen',
    'Pin to the versions that the file has elsewhere':
      'Auf die Versionen festlegen, die die Datei an anderer Stelle hat',
    '{0} in {1} installs from the channel "{2}", which is no well-known one.':
      '{0} in {1} installiert aus dem Kanal „{2}“, der kein bekannter ist.',
    '{0} in {1} updates every package to whatever is newest.': '{0} in {1} aktualisiert jedes Paket auf das Neueste.',
    '{0} in {1} installs {2}{3} without a version.': '{0} in {1} installiert {2}{3} ohne Version.',
    ' and {0} more': ' und {0} weitere',
    '{0} in {1} makes an environment from "{2}", which is no lock file.':
      '{0} in {1} legt eine Umgebung aus „{2}“ an, das keine Lock-Datei ist.',
  },
};
