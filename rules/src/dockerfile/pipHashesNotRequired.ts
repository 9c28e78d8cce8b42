import { dockerfileFix, insertArgument } from '../edit/dockerfileEdit';
import { pipInstall, requirementFiles, requiresHashes } from '../model/commands/pip';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const pipHashesNotRequired = defineRule({
  id: 'pip-hashes-not-required',
  title: 'Python packages installed without hashes',
  control: 'python-deps-locked',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12', 'OWASP:D13'],
  fixable: 'sometimes', // Not beside packages that cannot have a hash.
  subject: 'instruction',
  why: 'A version names what you want, a hash names the bytes: without it a replaced file on the index or a mirror is installed unnoticed.',
  remedy: 'Make the file with `pip-compile --generate-hashes` or `uv export`, and install it with `--require-hashes`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const found = pipInstall(command);
        const { verbWord } = found ?? {};
        if (
          !found ||
          !verbWord ||
          found.verb !== 'install' ||
          requiresHashes(found, (name) => instruction.variable(name))
        )
          continue;
        const [file] = requirementFiles(found);
        if (!file) continue;
        yield {
          at: verbWord.span,
          message: `${found.program} in ${placeName(instruction)} installs "${file.text}" without requiring hashes.`,
          severity: severityIn(instruction.stage, 'low'),
          fix: () => {
            // What the command itself names has no hash, and pip refuses it beside others.
            const isMixed =
              found.operands.length > 0 || found.options.some((option) => /^(?:-e|--editable)$/.test(option.name));
            if (isMixed) return undefined;
            return dockerfileFix('Require hashes', 'review', [
              insertArgument(instruction, command, verbWord, '--require-hashes'),
            ]);
          },
        };
      }
    },
    /^(?:pip[0-9.]*|pipx|uv|python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN pip «install» --no-cache-dir -r requirements.txt # all\n',
      good: 'FROM python:3.13\nRUN pip install --require-hashes --no-cache-dir -r requirements.txt # all\n',
    },
    { bad: 'FROM python:3.13\nRUN pip «install» -r requirements.txt -e .\n' },
    { bad: 'FROM python:3.13\nRUN pip «install» -r requirements.txt a==1\n' },
  ],
  accepts: [
    'FROM python:3.13\nRUN uv pip install --require-hashes -r requirements.txt && pip install a==1 && uv sync --frozen\n',
    'FROM python:3.13\nENV PIP_REQUIRE_HASHES=1\nRUN pip install -r requirements.txt\n',
  ],
});

export const german = {
  title: 'Python-Pakete ohne Hashes installiert',
  why: 'Eine Version nennt, was gewünscht ist, ein Hash nennt die Bytes: Ohne ihn wird eine im Index oder Spiegel ersetzte Datei unbemerkt installiert.',
  remedy:
    'Die Datei mit `pip-compile --generate-hashes` oder `uv export` erzeugen und mit `--require-hashes` installieren.',
  says: {
    '{0} in {1} installs "{2}" without requiring hashes.': '{0} in {1} installiert „{2}“, ohne Hashes zu verlangen.',
    'Require hashes': 'Hashes verlangen',
  },
};
