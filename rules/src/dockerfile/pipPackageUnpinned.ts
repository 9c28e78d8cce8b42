import { packageCommand } from '../model/commands/packages';
import { pipInstall, requirementKind } from '../model/commands/pip';
import { buildCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

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
  fixable: 'never', // Which version was tested is not written in this file.
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
    'A step of {0} lets uv choose other versions than the lock file names.':
      'Ein Schritt in {0} lässt uv andere Versionen wählen, als die Lock-Datei nennt.',
    ' and {0} more': ' und {0} weitere',
    '{0} in {1} installs {2}{3} without an exact version.': '{0} in {1} installiert {2}{3} ohne genaue Version.',
  },
};
