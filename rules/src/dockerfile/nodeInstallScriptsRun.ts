import { dockerfileFix, insertArgument } from '../edit/dockerfileEdit';
import { packageCommand } from '../model/commands/packages';
import { remember } from '../model/commands/remember';
import type { Stage } from '../model/dockerfile';
import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const setting = /(?:^|[\s"'])(?:npm_config_)?ignore[-_]scripts["']?(?:[\s=]+["']?true|\s*$)/im;

/** Whether a step above switches scripts off for all installs. */
const isSwitchedOff = remember((stage: Stage) =>
  stage.chain.some((part) =>
    part.instructions.some(
      ({ keyword, argumentsText }) =>
        (keyword === 'ENV' || keyword === 'ARG' || keyword === 'RUN') && setting.test(argumentsText),
    ),
  ),
);

/** Only installs of everything: who installs one program globally often needs its scripts. pnpm asks before it runs any. */
export const nodeInstallScriptsRun = defineRule({
  id: 'node-install-scripts-run',
  title: 'Scripts of Node packages run in the build',
  control: 'all-dependencies-locked',
  level: 'advice',
  severity: 'info',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: [],
  fixable: 'sometimes', // An exec form has no place for one more word in the middle.
  subject: 'instruction',
  why: 'Every package, and every package that one depends on, may run a script while it is installed. Most attacks on npm begin there.',
  remedy: 'Install with `--ignore-scripts` and run `npm rebuild` for the few packages that need one.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const found = packageCommand(command);
        const { verbWord } = found ?? {};
        if (!found?.installs || !verbWord || found.operands.length > 0) continue;
        if (found.manager !== 'npm' && found.manager !== 'yarn') continue;
        const isSettled = found.options.some(({ name }) =>
          /^(?:-g|--global|--ignore-scripts|--package-lock-only|--immutable|--mode)$/.test(name),
        );
        if (isSettled || command.assignments.some(({ name }) => /ignore_scripts$/i.test(name))) continue;
        if (instruction.stage && isSwitchedOff(instruction.stage)) return;
        yield {
          at: verbWord.span,
          message: `${found.program} ${verbWord.text} in ${placeName(instruction)} runs the scripts of every package.`,
          fix: () =>
            dockerfileFix('Add --ignore-scripts', 'review', [
              insertArgument(instruction, command, verbWord, '--ignore-scripts'),
            ]),
        };
      }
    },
    /^(?:npm|yarn(?:pkg)?)$/m,
  ),

  examples: [
    {
      bad: 'FROM node:24.1\nRUN npm «ci» --omit=dev && npm run build # all\n',
      good: 'FROM node:24.1\nRUN npm ci --ignore-scripts --omit=dev && npm run build # all\n',
    },
    { bad: 'FROM node:24.1\nRUN ["npm", «"ci"»]\n' },
  ],
  accepts: [
    'FROM node:24.1\nRUN npm ci --ignore-scripts && npm install -g pm2@6.0.0 && pnpm install --frozen-lockfile\n',
    'FROM node:24.1\nENV NPM_CONFIG_IGNORE_SCRIPTS=true\nRUN npm ci\n',
    'FROM node:24.1\nRUN npm config set ignore-scripts true && npm ci\n',
    'FROM node:24.1\nRUN npm_config_ignore_scripts=true npm ci\n',
  ],
});

export const german = {
  title: 'Skripte von Node-Paketen laufen im Build',
  why: 'Jedes Paket, und jedes, von dem es abhängt, darf beim Installieren ein Skript ausführen. Die meisten Angriffe auf npm beginnen dort.',
  remedy: 'Mit `--ignore-scripts` installieren und `npm rebuild` für die wenigen Pakete ausführen, die eines brauchen.',
  says: {
    '{0} {1} in {2} runs the scripts of every package.': '{0} {1} in {2} führt die Skripte aller Pakete aus.',
    'Add --ignore-scripts': '--ignore-scripts ergänzen',
  },
};
