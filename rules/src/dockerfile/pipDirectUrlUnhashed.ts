import { argumentNames, isExpanded, isOneFile, nameOfAddress, takeFromArgument } from '../edit/buildArgument';
import type { PackageCommand } from '../model/commands/packages';
import { pipInstall, requirementKind, requiresHashes } from '../model/commands/pip';
import { remember } from '../model/commands/remember';
import type { Instruction } from '../model/dockerfile';
import { buildCommands, isEndless, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import type { Word } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

interface Unhashed {
  readonly found: PackageCommand;
  readonly word: Word;
}

const unhashed = remember((instruction: Instruction) =>
  buildCommands(instruction).flatMap((command): Unhashed[] => {
    const found = pipInstall(command);
    if (!found || requiresHashes(found, (name) => instruction.variable(name))) return [];
    return found.operands
      .filter((word) => requirementKind(word) === 'url' && !/#.*sha(?:256|384|512)=/.test(word.text))
      .map((word) => ({ found, word }));
  }),
);

const addressOf = ({ raw }: Word) => /https?:\/\/[^"'\s#]+/.exec(raw)?.[0] ?? '';

const names = argumentNames((instruction) =>
  unhashed(instruction).map(({ word }) => ({
    thing: addressOf(word),
    wanted: `${nameOfAddress(addressOf(word)).join('_').toUpperCase()}_PACKAGE_SHA256`,
  })),
);

function demandHash(instruction: Instruction, { found: { command }, word }: Unhashed): Fix | undefined {
  if (isEndless(instruction) || !isOneFile(word) || !isExpanded(instruction, command, word)) return undefined;
  const quote = word.raw.endsWith('"') ? 1 : 0;
  // Another part behind `#` is joined by a character that ends a command outside of quotes.
  if ((word.raw.includes('#') && quote === 0) || word.raw.includes(';')) return undefined;
  const end = word.span.end - quote;
  const joint = word.raw.includes('#') ? '&' : '#';
  return takeFromArgument(instruction, 'hash', names(instruction.dockerfile).get(addressOf(word)), (hash) => ({
    span: { start: end, end },
    text: `${joint}sha256=${hash}`,
  }));
}

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
  fixable: 'sometimes', // Not where each platform gets another file, or no shell reads variables.
  subject: 'instruction',
  why: 'A package file that was replaced on the server is installed without anybody noticing, and installing may run its code.',
  remedy: 'Append the hash of the file: `https://host/a.whl#sha256=<64 hex>`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const one of unhashed(instruction)) {
        yield {
          at: one.word.span,
          message: `${one.found.program} in ${placeName(instruction)} installs "${shortened(one.word.text)}" without a hash.`,
          severity: severityIn(instruction.stage, 'medium'),
          fix: () => demandHash(instruction, one),
        };
      }
    },
    /^(?:pip[0-9.]*|pipx|uv|python[0-9.]*|pypy3?|ipython|py)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN pip install «https://x.example/tool-1.0-py3-none-any.whl» b==1\n',
      good: `FROM python:3.13\nARG TOOL_PACKAGE_SHA256\nRUN pip install https://x.example/tool-1.0-py3-none-any.whl#sha256=\${TOOL_PACKAGE_SHA256:?} b==1\n`,
    },
    {
      bad: 'FROM python:3.13\nRUN pip install --no-cache-dir \\\n  «"tool @ https://x.example/tool.zip#egg=tool"»\n',
      good: `FROM python:3.13\nARG TOOL_PACKAGE_SHA256\nRUN pip install --no-cache-dir \\\n  "tool @ https://x.example/tool.zip#egg=tool&sha256=\${TOOL_PACKAGE_SHA256:?}"\n`,
    },
    { bad: 'FROM python:3.13\nARG TARGETARCH\nRUN pip install «https://x.example/tool-$TARGETARCH.whl»\n' },
  ],
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
