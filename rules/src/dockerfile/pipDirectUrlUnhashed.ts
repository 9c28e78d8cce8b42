import { pipInstall, requirementKind, requiresHashes } from '../model/commands/pip';
import { buildCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const pipDirectUrlUnhashed = defineRule({
  id: 'pip-direct-url-unhashed',
  title: 'Wheel or archive installed from a URL without hash',
  control: 'python-deps-locked',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12'],
  fixable: 'never', // The hash is not written anywhere.
  subject: 'instruction',
  why: 'A package file that was replaced on the server is installed without anybody noticing, and installing may run its code.',
  remedy: 'Append the hash of the file: `https://host/a.whl#sha256=<64 hex>`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const found = pipInstall(command);
        if (!found || requiresHashes(found, (name) => instruction.variable(name))) continue;
        for (const word of found.operands) {
          if (requirementKind(word) !== 'url' || /#.*sha(?:256|384|512)=/.test(word.text)) continue;
          yield {
            at: word.span,
            message: `${found.program} in ${placeName(instruction)} installs "${shortened(word.text)}" without a hash.`,
            severity: severityIn(instruction.stage, 'medium'),
          };
        }
      }
    },
    /^(?:pip[0-9.]*|pipx|uv|python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [{ bad: 'FROM python:3.13\nRUN pip install «https://x.example/a-1.0-py3-none-any.whl» b==1\n' }],
  accepts: [
    `FROM python:3.13\nRUN pip install https://x.example/a.whl#sha256=${'a'.repeat(64)} && pip install --require-hashes https://x.example/b.whl\n`,
    'FROM python:3.13\nENV PIP_REQUIRE_HASHES=1\nRUN pip install https://x.example/a.whl\n',
  ],
});

export const german = {
  title: 'Wheel oder Archiv von einer URL ohne Hash',
  why: 'Eine auf dem Server ersetzte Paketdatei wird unbemerkt installiert, und das Installieren kann ihren Code ausführen.',
  remedy: 'Den Hash der Datei anhängen: `https://host/a.whl#sha256=<64 Hex>`.',
  says: {
    '{0} in {1} installs "{2}" without a hash.': '{0} in {1} installiert „{2}“ ohne Hash.',
  },
};
