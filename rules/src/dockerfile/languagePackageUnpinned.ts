import { type PackageCommand, packageCommand } from '../model/commands/packages';
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
    case 'luarocks':
      return second ? undefined : loose(first, /^[\w-]+$/);
    default:
      return undefined;
  }
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
        const found = looseOperand(command);
        if (!found) continue;
        yield {
          at: found.word.span,
          message: `${found.program} in ${placeName(instruction)} installs ${found.word.text} without a version.`,
          severity: severityIn(instruction.stage, 'low'),
          aliases: aliasesOf[found.program] ?? [],
        };
      }
    },
    /^(?:gem|go|cargo|dotnet|cpanm?|luarocks)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN gem install «bundler» && go install «example.com/tool@latest» && cargo install «ripgrep» && dotnet tool install -g «x»\n',
    },
    { bad: 'FROM rust:1.90\nRUN cargo install --locked --git «https://x.example/tool»\n' },
  ],
  accepts: [
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
