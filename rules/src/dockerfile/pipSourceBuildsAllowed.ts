import { dockerfileFix, insertArgument } from '../edit/dockerfileEdit';
import { pipInstall, requirementKind } from '../model/commands/pip';
import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const pipSourceBuildsAllowed = defineRule({
  id: 'pip-source-builds-allowed',
  title: 'sdist builds run arbitrary setup code',
  control: 'python-deps-locked',
  level: 'isolation',
  severity: 'info',
  stride: ['E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'sometimes', // An exec form has no place for one more word in the middle.
  subject: 'instruction',
  why: 'A source package runs its own build script during the install, before anybody had a look at what it brings.',
  remedy: 'Add `--only-binary=:all:` (uv: `--no-build`) and list the few packages without a wheel by `--no-binary`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      if (
        instruction.keyword !== 'RUN' ||
        instruction.flags.some((flag) => flag.name === 'network' && flag.value?.value === 'none')
      )
        return;
      for (const command of buildCommands(instruction)) {
        const found = pipInstall(command);
        const { verbWord } = found ?? {};
        if (!found || !verbWord || found.manager === 'pipx' || found.verb !== 'install') continue;
        const has = (names: RegExp) => found.options.some((option) => names.test(option.name));
        const isSet = ['PIP_ONLY_BINARY', 'UV_NO_BUILD'].some((name) => instruction.variable(name) !== undefined);
        if (isSet || has(/^--(?:only-binary|no-binary|no-build|no-index)$/) || has(/^(?:-e|--editable)$/)) continue;
        const kinds = found.operands.map(requirementKind);
        const fromIndex =
          kinds.some((kind) => kind === 'pinned' || kind === 'unpinned') || has(/^(?:-r|--requirement)$/);
        if (!fromIndex || kinds.some((kind) => kind === 'local' || kind === 'vcs')) continue;
        yield {
          at: verbWord.span,
          message: `${found.program} in ${placeName(instruction)} may build packages from source, which runs their code.`,
          fix: () => {
            const flag = found.manager === 'uv' ? '--no-build' : '--only-binary=:all:';
            return dockerfileFix('Accept built packages only', 'review', [
              insertArgument(instruction, command, verbWord, flag),
            ]);
          },
        };
      }
    },
    /^(?:pip[0-9.]*|pipx|uv|python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN pip «install» -r requirements.txt # all\n',
      good: 'FROM python:3.13\nRUN pip install --only-binary=:all: -r requirements.txt # all\n',
    },
    { bad: 'FROM python:3.13\nRUN ["pip", «"install"», "a==1"]\n' },
  ],
  accepts: [
    'FROM python:3.13\nRUN pip install --only-binary :all: a==1 && pip install . && uv pip install --no-build a==1\n',
    'FROM python:3.13\nENV PIP_ONLY_BINARY=:all:\nRUN pip install a==1\nRUN --network=none pip install a==1\n',
  ],
});

export const german = {
  title: 'Bauen aus Quellpaketen führt beliebigen Setup-Code aus',
  why: 'Ein Quellpaket führt beim Installieren sein eigenes Build-Skript aus, bevor jemand angesehen hat, was es mitbringt.',
  remedy:
    '`--only-binary=:all:` hinzufügen (uv: `--no-build`) und die wenigen Pakete ohne Wheel mit `--no-binary` aufführen.',
  says: {
    '{0} in {1} may build packages from source, which runs their code.':
      '{0} in {1} darf Pakete aus dem Quelltext bauen, was deren Code ausführt.',
    'Accept built packages only': 'Nur fertige Pakete akzeptieren',
  },
};
