import { dockerfileFix, removeWords } from '../edit/dockerfileEdit';
import { pipInstall, requirementKind } from '../model/commands/pip';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const pipPrereleaseAllowed = defineRule({
  id: 'pip-prerelease-allowed',
  title: 'Pre-release packages accepted',
  control: 'python-deps-locked',
  level: 'advice',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'sometimes', // An address of nightly builds stays for a human.
  subject: 'instruction',
  why: 'Pre-releases get little review, and the highest number wins also when somebody publishes it from a stolen account.',
  remedy: 'Drop the option; pin the one pre-release that is needed with `==`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const found = pipInstall(command);
        if (!found) continue;
        const isPinned =
          found.operands.length > 0 && found.operands.every((word) => requirementKind(word) === 'pinned');
        if (isPinned) continue;
        for (const option of found.options) {
          const [word] = option.words;
          const value = option.words.at(-1)?.text.replace(/^--[a-z-]+=/, '') ?? '';
          const isPre = option.name === '--pre' || (option.name === '--prerelease' && value === 'allow');
          const isNightly = /index-url$|^-i$/.test(option.name) && /nightly/.test(value);
          if (!word || (!isPre && !isNightly)) continue;
          yield {
            at: word.span,
            message: `${found.program} in ${placeName(instruction)} accepts releases that are not final.`,
            severity: severityIn(instruction.stage, 'low'),
            fix: () =>
              isPre
                ? dockerfileFix('Accept final releases only', 'review', [
                    removeWords(instruction, command, option.words),
                  ])
                : undefined,
          };
        }
      }
    },
    /^(?:pip[0-9.]*|pipx|uv|python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN pip install «--pre» -r a.txt\n',
      good: 'FROM python:3.13\nRUN pip install -r a.txt\n',
    },
    { bad: 'FROM python:3.13\nRUN pip install «--index-url» https://x.example/nightly/cpu a\n' },
  ],
  accepts: [
    'FROM python:3.13\nRUN pip install --pre a==1.0rc1\n',
    'FROM python:3.13\nRUN pip install --prefix /x a==1\n',
  ],
});

export const german = {
  title: 'Vorabversionen akzeptiert',
  why: 'Vorabversionen werden wenig geprüft, und die höchste Nummer gewinnt auch, wenn sie jemand mit einem gestohlenen Konto veröffentlicht.',
  remedy: 'Die Option weglassen; die eine nötige Vorabversion mit `==` festlegen.',
  says: {
    '{0} in {1} accepts releases that are not final.': '{0} in {1} akzeptiert Versionen, die nicht endgültig sind.',
    'Accept final releases only': 'Nur endgültige Versionen akzeptieren',
  },
};
