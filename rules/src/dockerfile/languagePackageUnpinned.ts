import { type PackageCommand, packageCommand } from '../model/commands/packages';
import { looseRPackage } from '../model/commands/rPackages';
import type { Instruction } from '../model/dockerfile';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule } from '../rule';

/** The repository that `cargo install --git` builds as it is that day. */
function gitSource({ options, program }: PackageCommand): { word: Word; program: string } | undefined {
  const words = options.find(({ name }) => name === '--git')?.words;
  const word = words?.at(-1);
  return word?.value === undefined ? undefined : { word: { ...word, text: word.text.replace(/^--git=/, '') }, program };
}

function looseOperand(command: Command): { word: Word; program: string } | undefined {
  const found = packageCommand(command);
  if (!found?.installs) return undefined;
  const [first, second] = found.operands;
  const has = (names: RegExp) => found.options.some((option) => names.test(option.name));
  const loose = (word: Word | undefined, form: RegExp) =>
    word?.value !== undefined && form.test(word.value) ? { word, program: found.program } : undefined;
  switch (found.manager) {
    case 'gem':
      return has(/^(?:-v|--version|--local)$/)
        ? undefined
        : loose(
            found.operands.find((word) => /^[\w-]+$/.test(word.text)),
            /^[\w-]+$/,
          );
    case 'go': {
      // `go install` without a version builds what the module of this directory names.
      const form = found.verb === 'get' ? /@latest$|^(?!\.)[^@]+$/ : /@latest$/;
      return loose(
        found.operands.find((word) => /@latest$|^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[^@]+$/.test(word.text)),
        form,
      );
    }
    case 'cargo':
      if (has(/^--(?:version|vers|path|rev|tag)$/)) return undefined;
      // The lock file of a branch changes with it.
      return gitSource(found) ?? (has(/^--locked$/) ? undefined : loose(first, /^[\w-]+$/));
    case 'dotnet':
      return has(/^--version$/) ? undefined : loose(first, /^[\w.-]+$/);
    case 'cpan':
      return loose(first, /^[A-Z]\w*(?:::\w+)*$/);
    case 'composer': {
      // `name:version`, `name=version` or the version as a word of its own.
      const isNamed = (word: Word | undefined) => /^[\w.-]+\/[\w.-]+$/.test(word?.text ?? '');
      const at = found.operands.findIndex(
        (word, index) =>
          isNamed(word) && (index + 1 === found.operands.length || /[/$]/.test(found.operands[index + 1]?.text ?? '')),
      );
      return loose(found.operands[at], /^/);
    }
    case 'luarocks':
      return second ? undefined : loose(first, /^[\w-]+$/);
    default:
      return undefined;
  }
}

/** Where the repository of R is one of a certain day: so in these images, and where somebody set it. */
const fixesRepository = ({ stage }: Instruction) =>
  stage?.chain.some(
    ({ base, instructions }) =>
      base.image?.path.startsWith('rocker/') ||
      instructions.some(({ argumentsText }) =>
        /(?:packagemanager|snapshot)[^\s"']*\d{4}-\d{2}-\d{2}/.test(argumentsText),
      ),
  ) ?? false;

function rPackage(command: Command, instruction: Instruction): { word: Word; program: string } | undefined {
  const found = looseRPackage(command);
  if (!found || fixesRepository(instruction)) return undefined;
  return { word: { ...found.word, text: found.name }, program: command.name };
}

const aliasesOf: Readonly<Record<string, readonly string[]>> = { gem: ['DL3028', 'KICS:22cd11f7'], go: ['DL3062'] };

export const languagePackageUnpinned = defineRule({
  id: 'language-package-unpinned',
  title: 'Gem, Go, Cargo, NuGet or other package unpinned',
  control: 'all-dependencies-locked',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: Object.values(aliasesOf).flat(),
  references: [],
  fixable: 'never', // Which version was tested is not written in this file.
  subject: 'instruction',
  why: 'Each build takes the newest version of that day, also what somebody published an hour ago from a stolen account.',
  remedy:
    'Name the version: `gem install name -v 1.2.3`, `go install module@v1.2.3`, `cargo install name --version 1.2.3 --locked`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const found = looseOperand(command) ?? rPackage(command, instruction);
        if (!found) continue;
        yield {
          at: found.word.span,
          message: `${found.program} in ${placeName(instruction)} installs ${found.word.text} without a version.`,
          severity: severityIn(instruction.stage, 'low'),
          aliases: aliasesOf[found.program] ?? [],
        };
      }
    },
    /^(?:gem|go|cargo|dotnet|cpanm?|luarocks|composer(?:\.phar)?|R|Rscript|r)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN gem install «bundler» && go install «example.com/tool@latest» && cargo install «ripgrep» && dotnet tool install -g «x»\n',
    },
    { bad: 'FROM rust:1.90\nRUN cargo install --locked --git «https://x.example/tool»\n' },
    {
      bad: `FROM r-base:4.5.1\nRUN Rscript -e «"install.packages(c('shiny', 'dplyr'))"» && R -e «'remotes::install_github("a/b")'»\n`,
    },
    { bad: 'FROM php:8.4\nRUN composer require --no-dev a/b:^1.2 «c/d» && composer global require «e/f»\n' },
  ],
  accepts: [
    'FROM ruby:3.4\nRUN gem install nokogiri:1.18.9 -- --use-system-libraries\n',
    `FROM r-base:4.5.1\nRUN R -e 'install.packages("a", repos = NULL)' -e 'remotes::install_github("a/b@v1.2")' -e "install_github('a/b', ref = '1a2b3c4')" -e "remotes::install_version('x', '1.0')"\n`,
    `FROM rocker/r-ver:4.5.1\nRUN R -e 'install.packages("a")'\n`,
    `FROM r-base:4.5.1\nRUN R -e 'install.packages("a", repos = "https://p.example/cran/2025-06-01")'\n`,
    `FROM r-base:4.5.1\nENV CRAN=https://packagemanager.posit.co/cran/2025-06-01\nRUN R -e 'install.packages("a")' && R -e "$CODE"\n`,
    'FROM php:8.4\nRUN composer require a/b:1.2.3 c/d "^2.0" e/f=3 && composer install --no-dev && composer require $NAME\n',
    'FROM debian:13.1\nRUN gem install bundler:2.5 rake -v 13 && go install ./... && go install example.com/tool@v1.2.3 && cargo install --git https://x.example/a --rev 1a2b3c4 && cargo install --locked ripgrep && bundle install && go get -d\n',
  ],
});

export const german = {
  title: 'Gem-, Go-, Cargo-, NuGet- oder anderes Paket ohne Version',
  why: 'Jeder Build nimmt die neueste Version des Tages, auch was jemand vor einer Stunde mit einem gestohlenen Konto veröffentlicht hat.',
  remedy:
    'Die Version nennen: `gem install name -v 1.2.3`, `go install module@v1.2.3`, `cargo install name --version 1.2.3 --locked`.',
  says: {
    '{0} in {1} installs {2} without a version.': '{0} in {1} installiert {2} ohne Version.',
  },
};
