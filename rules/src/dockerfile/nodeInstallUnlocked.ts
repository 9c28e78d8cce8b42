import { dockerfileFix, isEditable, replaceValue } from '../edit/dockerfileEdit';
import { packageCommand } from '../model/commands/packages';
import type { RunInstruction } from '../model/dockerfile';
import { buildCommands, isEndless, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { ofKind } from '../model/dockerfile/ofKind';
import type { Word } from '../parse/shell';
import { defineRule } from '../rule';

/** A name of the registry without a version: `sax`, `@angular/cli`. */
const isLoose = ({ value }: Word) =>
  value !== undefined && /^(?:@[\w.-]+\/)?[a-z0-9][\w.-]*$/i.test(value) && !/\.t(?:ar\.)?gz$/.test(value);

const gitAddress =
  /^(?:git(?:\+(?:https?|ssh|file))?:\/\/|git@|(?:github|gitlab|bitbucket):|https?:\/\/[^#]*\.git(?:#|$))/;
/** `user/repository` is fetched from GitHub; a folder begins with a dot or a slash. */
const shortAddress = /^[A-Za-z\d][\w-]*\/[\w.-]+$/;

/** A repository of which the newest commit is taken. */
const isLooseRepository = ({ value }: Word) =>
  value !== undefined && !value.includes('#') && (gitAddress.test(value) || shortAddress.test(value));

/** Whether the lock file was copied in front of this step. */
function hasLock(run: RunInstruction, form: RegExp): boolean {
  return (
    run.stage !== undefined &&
    !isEndless(run) &&
    ofKind(run.stage, 'COPY').some(
      (found) => found.index < run.index && found.sources.some((source) => form.test(source.text)),
    )
  );
}

const npm = ['DL3016', 'KICS:e36d8880'];

export const nodeInstallUnlocked = defineRule({
  id: 'node-install-unlocked',
  title: 'Node dependencies not locked',
  control: 'all-dependencies-locked',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: npm,
  references: [],
  fixable: 'sometimes', // Only where the lock file is known to be there.
  subject: 'instruction',
  why: 'Each build takes the newest version of that day with all it depends on, and packages run scripts while they are installed.',
  remedy:
    'Copy the lock file and use `npm ci`, `yarn install --immutable` or `pnpm install --frozen-lockfile`; name versions of single packages.',

  check: on(
    ['RUN'],
    function* (instruction) {
      if (instruction.keyword !== 'RUN') return;
      for (const command of buildCommands(instruction)) {
        const found = packageCommand(command);
        if (!found?.installs || !/^(?:npm|yarn|pnpm|npx)$/.test(found.manager)) continue;
        const where = placeName(instruction);
        const severity = severityIn(instruction.stage, 'low');
        // Other tools look at npm only.
        const aliases = found.manager === 'npm' ? npm : [];
        if (found.manager === 'npx') {
          const [tool] = found.operands;
          const fetches = found.options.some((option) => /^(?:-y|--yes)$/.test(option.name));
          if (tool && fetches && isLoose(tool)) {
            yield {
              at: tool.span,
              message: `npx in ${where} fetches and runs ${tool.text} without a version.`,
              severity,
              aliases,
            };
          }
          continue;
        }
        const loose = found.operands.filter(isLoose);
        const [first] = loose;
        if (first && found.verb !== 'ci') {
          yield {
            at: first.span,
            message: `${found.program} in ${where} installs ${first.text}${loose.length > 1 ? ` and ${loose.length - 1} more` : ''} without a version.`,
            severity,
            aliases,
          };
          continue;
        }
        const repository = found.operands.find(isLooseRepository);
        if (repository) {
          yield {
            at: repository.span,
            message: `${found.program} in ${where} installs ${shortened(repository.text)} without a commit.`,
            severity,
            // hadolint takes an at sign for a version.
            aliases: found.manager === 'npm' && /^git(?:\+\w+)?:|^[^@]*$/.test(repository.text) ? ['DL3016'] : [],
          };
          continue;
        }
        if (found.operands.length > 0 || found.verb === 'ci' || !found.verbWord) continue;
        const isGlobal = found.options.some((option) => /^(?:-g|--global)$/.test(option.name));
        const isLocked = found.options.some((option) =>
          /^--(?:frozen-lockfile|immutable|ci|offline|package-lock-only)/.test(option.name),
        );
        const lock =
          found.manager === 'npm'
            ? /package-lock\.json|package\*\.json|npm-shrinkwrap/
            : found.manager === 'yarn'
              ? /yarn\.lock/
              : /pnpm-lock\.yaml/;
        if (isGlobal || isLocked || !hasLock(instruction, lock)) continue;
        // The lock file that `package*.json` may bring is not certain.
        if (found.manager === 'npm' && !hasLock(instruction, /package-lock\.json|npm-shrinkwrap/)) continue;
        const { verbWord } = found;
        yield {
          at: verbWord.span,
          message: `${found.program} ${found.verb} in ${where} may leave the versions of the lock file.`,
          severity,
          aliases,
          fix: () =>
            found.program === 'npm' && command.args.length === 1 && isEditable(instruction, command)
              ? dockerfileFix('Use npm ci', 'review', [replaceValue(instruction.dockerfile, verbWord, 'ci')])
              : undefined,
        };
      }
    },
    /^(?:npm|npx|yarn(?:pkg)?|pnpm)$/m,
  ),

  examples: [
    {
      bad: 'FROM node:22.1\nCOPY package.json package-lock.json ./\nRUN npm «install» && make\n',
      good: 'FROM node:22.1\nCOPY package.json package-lock.json ./\nRUN npm ci && make\n',
    },
    { bad: 'FROM node:22.1\nRUN npm i «git+https://x.example/a.git» && yarn add «github:a/b» && npm i -g «a/b»\n' },
    { bad: 'FROM node:22.1\nRUN npm i -g «@angular/cli» typescript@5\nRUN npx -y «tool»\n' },
  ],
  accepts: [
    'FROM node:22.1\nRUN npm ci && npm install sax@1.2.3 && npm install && npm install ./a.tgz ./a/b ../c git+https://x.example/a.git#1a2b3c4 a/b#v1 https://x.example/a.tgz && npx vite build\n',
    'FROM node:22.1\nCOPY yarn.lock ./\nRUN yarn install --frozen-lockfile && yarn build\n',
  ],
});

export const german = {
  title: 'Node-Abhängigkeiten nicht festgeschrieben',
  why: 'Jeder Build nimmt die neueste Version des Tages samt Abhängigkeiten, und Pakete führen beim Installieren Skripte aus.',
  remedy:
    'Die Lock-Datei kopieren und `npm ci`, `yarn install --immutable` oder `pnpm install --frozen-lockfile` verwenden; Versionen einzelner Pakete nennen.',
  says: {
    'npx in {0} fetches and runs {1} without a version.': 'npx in {0} holt und startet {1} ohne Version.',
    '{0} in {1} installs {2}{3} without a version.': '{0} in {1} installiert {2}{3} ohne Version.',
    '{0} in {1} installs {2} without a commit.': '{0} in {1} installiert {2} ohne Commit.',
    ' and {0} more': ' und {0} weitere',
    '{0} {1} in {2} may leave the versions of the lock file.':
      '{0} {1} in {2} darf von den Versionen der Lock-Datei abweichen.',
    'Use npm ci': 'npm ci verwenden',
  },
};
