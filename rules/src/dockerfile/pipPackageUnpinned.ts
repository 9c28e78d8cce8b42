import { dockerfileFix, insertArgument } from '../edit/dockerfileEdit';
import { type PackageCommand, packageCommand } from '../model/commands/packages';
import { pipInstall, requirementKind } from '../model/commands/pip';
import type { Instruction } from '../model/dockerfile';
import { buildCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { ofKind } from '../model/dockerfile/ofKind';
import { workingDirectory } from '../model/dockerfile/workdir';
import { defineRule, type Fix } from '../rule';

const lockFile = /(?:^|\/)uv\.lock\*?$/;

/** A folder as the file writes it, without what says nothing: `./app/` is `app`. */
const plainFolder = (path: string) =>
  path
    .replace(lockFile, '')
    .replace(/^(?:\.\/)+|^\.$/, '')
    .replace(/\/+$/, '');

/** Folders that have a uv.lock in front of a step, by the COPYs of its stage or a mount of its own. */
function lockedFolders(instruction: Instruction): string[] {
  const { stage } = instruction;
  const copies = (stage ? ofKind(stage, 'COPY') : []).filter(
    ({ index, sources }) => index < instruction.index && sources.some((source) => lockFile.test(source.text)),
  );
  const mounts = instruction.keyword === 'RUN' ? instruction.mounts : [];
  const targets = mounts.map(({ options }) => options.get('target')?.text ?? '').filter((path) => lockFile.test(path));
  return [...copies.map(({ destination }) => destination?.text ?? ''), ...targets].map(plainFolder);
}

/** Takes what the lock file names, where the step surely has one. */
function keepToLock(instruction: Instruction, { command, verbWord, options }: PackageCommand): Fix | undefined {
  const { stage } = instruction;
  const moves = buildCommands(instruction).filter(({ name }) => /^(?:cd|pushd)$/.test(name));
  const folder = moves.length > 0 ? plainFolder(moves.at(-1)?.args[0]?.text ?? '') : '';
  const here = moves.length === 0 && stage ? plainFolder(workingDirectory(stage, instruction.index) ?? '') : folder;
  const hasLock = moves.length < 2 && lockedFolders(instruction).some((found) => found === folder || found === here);
  const elsewhere = /^(?:-U|-P|--upgrade|--upgrade-package|--script|--project|--directory)$/;
  if (!verbWord || !hasLock || options.some(({ name }) => elsewhere.test(name))) return undefined;
  return dockerfileFix('Add --frozen: install what uv.lock names', 'review', [
    insertArgument(instruction, command, verbWord, '--frozen'),
  ]);
}

export const pipPackageUnpinned = defineRule({
  id: 'pip-package-unpinned',
  title: 'Python package without exact version',
  control: 'python-deps-locked',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['DL3013', 'KICS:02d9c71f'],
  references: ['OWASP:D9', 'CISD:4.11'],
  fixable: 'sometimes', // Only where a lock file names the versions: else they are not written in this file.
  subject: 'instruction',
  why: 'Each build takes the newest version of that day, also the one that somebody published an hour ago from a stolen account.',
  remedy:
    'Pin with `==`, or install from a lock file with hashes (`pip install --require-hashes -r requirements.txt`, `uv sync --locked`).',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const any = packageCommand(command);
        const hasLock = (names: RegExp) => any?.options.some((option) => names.test(option.name)) === true;
        if (any?.manager === 'uv' && any.verb === 'sync' && any.program === 'uv') {
          const isLocked =
            hasLock(/^--(?:locked|frozen|no-sync)$/) ||
            /^(?:1|true)$/i.test(instruction.variable('UV_FROZEN') ?? instruction.variable('UV_LOCKED') ?? '');
          if (!isLocked && any.verbWord) {
            yield {
              at: any.verbWord.span,
              message: `A step of ${placeName(instruction)} lets uv choose other versions than the lock file names.`,
              severity: 'low',
              aliases: [],
              fix: () => keepToLock(instruction, any),
            };
          }
          continue;
        }
        const found = pipInstall(command);
        const isPoetry = any?.manager === 'poetry' && (any.verb === 'add' || any.program === 'pipenv');
        const install = found ?? (isPoetry ? any : undefined);
        if (!install || install.options.some((option) => /^(?:-c|--constraint)$/.test(option.name))) continue;
        if (install.options.some((option) => option.name === '--no-index')) continue;
        const loose = install.operands.filter((word) => requirementKind(word) === 'unpinned' && !/@\d/.test(word.text));
        const [first] = loose;
        if (!first) continue;
        const names = loose.slice(0, 3).map((word) => shortened(word.text, 40));
        const more = loose.length > 3 ? ` and ${loose.length - 3} more` : '';
        yield {
          at: first.span,
          message: `${install.program} in ${placeName(instruction)} installs ${names.join(', ')}${more} without an exact version.`,
          severity: severityIn(instruction.stage, 'medium'),
          // Other tools look at pip only.
          ...(install.manager === 'pip' ? {} : { aliases: [] }),
        };
      }
    },
    /^(?:pip[0-9.]*|pipx|uv|poetry|pdm|pipenv|python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nCOPY pyproject.toml uv.lock ./\nRUN uv «sync» --no-dev\n',
      good: 'FROM python:3.13\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --frozen --no-dev\n',
    },
    {
      bad: 'FROM python:3.13\nRUN --mount=type=bind,source=uv.lock,target=uv.lock \\\n    # all\n    uv «sync»\n',
      good: 'FROM python:3.13\nRUN --mount=type=bind,source=uv.lock,target=uv.lock \\\n    # all\n    uv sync --frozen\n',
    },
    { bad: 'FROM python:3.13\nCOPY uv.lock ./\nRUN uv «sync» --upgrade\n' },
    {
      bad: 'FROM python:3.13\nWORKDIR /app\nCOPY a/uv.lock a/\nRUN cd a && uv «sync»\nRUN cd b && uv «sync»\nCOPY uv.lock /app/\nRUN uv «sync»\n',
      good: 'FROM python:3.13\nWORKDIR /app\nCOPY a/uv.lock a/\nRUN cd a && uv sync --frozen\nRUN cd b && uv sync\nCOPY uv.lock /app/\nRUN uv sync --frozen\n',
    },
    { bad: 'FROM python:3.13\nRUN pipenv install «requests» && pdm add «httpx» && pipenv install --deploy\n' },
    { bad: 'FROM python:3.13\nRUN pip install -U «pip» "setuptools>=60" wheel==0.45\n' },
    { bad: 'FROM python:3.13\nRUN ["python3", "-m", "pip", "install", «"flask"»]\nRUN uv «sync» --no-dev\n' },
  ],
  accepts: [
    'FROM python:3.13\nRUN pip install -r requirements.txt && pip install . ./a.whl -e .[dev] flask==3.1 "x[y]==1.0"\n',
    'FROM python:3.13\nRUN pip install -c constraints.txt flask && uv sync --frozen && pip install foo==$V foo$PIN $PKG\n',
    'FROM python:3.13\nRUN pip install --index-url https://a --target /x foo==1\n',
    'FROM python:3.13\nRUN pip wheel --wheel-dir wheels -r requirements.txt\n',
  ],
});

export const german = {
  title: 'Python-Paket ohne genaue Version',
  why: 'Jeder Build nimmt die neueste Version des Tages, auch die, die jemand vor einer Stunde mit einem gestohlenen Konto veröffentlicht hat.',
  remedy:
    'Mit `==` festlegen oder aus einer Lock-Datei mit Hashes installieren (`pip install --require-hashes -r requirements.txt`, `uv sync --locked`).',
  says: {
    'Add --frozen: install what uv.lock names': '--frozen hinzufügen: installieren, was uv.lock nennt',
    'A step of {0} lets uv choose other versions than the lock file names.':
      'Ein Schritt in {0} lässt uv andere Versionen wählen, als die Lock-Datei nennt.',
    ' and {0} more': ' und {0} weitere',
    '{0} in {1} installs {2}{3} without an exact version.': '{0} in {1} installiert {2}{3} ohne genaue Version.',
  },
};
