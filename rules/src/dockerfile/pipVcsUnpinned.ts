import { pipInstall, requirementKind } from '../model/commands/pip';
import { buildCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const pipVcsUnpinned = defineRule({
  id: 'pip-vcs-unpinned',
  title: 'Python package from a moving git ref',
  control: 'python-deps-locked',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: ['DL3013'],
  references: ['CISD:4.12'],
  fixable: 'never', // Which commit was reviewed is not written anywhere.
  subject: 'instruction',
  why: 'A branch or a tag can be moved to other code at any time, and installing a package from source runs that code.',
  remedy: 'Name the whole commit: `git+https://host/repo@<40 hex>`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const found = pipInstall(command);
        if (!found) continue;
        const editable = found.options.filter((option) => /^(?:-e|--editable|--from|--with)$/.test(option.name));
        for (const word of [...found.operands, ...editable.flatMap((option) => option.words.slice(-1))]) {
          if (requirementKind(word) !== 'vcs' || /git\+file:/.test(word.text)) continue;
          const ref = /@([^@/#]+)(?:#.*)?$/.exec(word.text.replace(/^[^+]*\+[a-z+]+:\/\/[^/]*/, ''))?.[1] ?? '';
          if (/^[0-9a-f]{40}$/i.test(ref) || ref.startsWith('$') || word.text.endsWith('$')) continue;
          const isRelease = /^v?\d+\.\d+/.test(ref) || /^[0-9a-f]{7,39}$/i.test(ref);
          yield {
            at: word.span,
            message: `${found.program} in ${placeName(instruction)} installs "${shortened(word.text)}" without naming a whole commit.`,
            // hadolint asks for any ref at all.
            ...(ref === '' ? {} : { aliases: [] }),
            severity: isRelease ? 'low' : severityIn(instruction.stage, 'medium'),
          };
        }
      }
    },
    /^(?:pip[0-9.]*|pipx|uv|python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    { bad: 'FROM python:3.13\nRUN pip install «git+https://git.example/a.git» x==1\n' },
    { bad: 'FROM python:3.13\nRUN pip install -e «git+ssh://git@git.example/a@main#egg=a»\n' },
  ],
  accepts: [
    `FROM python:3.13\nRUN pip install "a @ git+https://git.example/a@${'a'.repeat(40)}" git+https://git.example/b@$REF git+file:///src\n`,
  ],
});

export const german = {
  title: 'Python-Paket von einer wandernden Git-Referenz',
  why: 'Ein Branch oder Tag lässt sich jederzeit auf anderen Code setzen, und ein Paket aus dem Quelltext zu installieren führt diesen Code aus.',
  remedy: 'Den ganzen Commit nennen: `git+https://host/repo@<40 Hex>`.',
  says: {
    '{0} in {1} installs "{2}" without naming a whole commit.':
      '{0} in {1} installiert „{2}“, ohne einen ganzen Commit zu nennen.',
  },
};
