import { dockerfileFix } from '../edit/dockerfileEdit';
import type { Instruction } from '../model/dockerfile';
import { allCommands, sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const withSlim = /^library\/(?:python|node|ruby|debian|rust|perl)$/;

/** Steps that only move files about. Whatever builds or downloads may need a compiler, git or curl. */
const plain =
  /^(?:mkdir|chmod|chown|useradd|groupadd|adduser|addgroup|usermod|rm|ln|cp|mv|touch|echo|printf|sed|cat|true|set)?$/;

function worksOnSlim(instruction: Instruction): boolean {
  // What it holds back is a step of other builds.
  if (instruction.keyword === 'ONBUILD') return !instruction.trigger || worksOnSlim(instruction.trigger);
  const commands = allCommands(instruction);
  if (instruction.keyword === 'RUN')
    return instruction.script.complete && commands.every(({ name }) => plain.test(name));
  return !commands.some(({ name }) => /^(?:curl|wget|git|make|gcc)$/.test(name));
}

export const baseImageNotMinimal = defineRule({
  id: 'base-image-not-minimal',
  title: 'General-purpose base where a smaller variant exists',
  control: 'image-minimal',
  level: 'advice',
  severity: 'info',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.3'],
  fixable: 'sometimes', // Only where no step needs what the slim form lacks.
  subject: 'stage',
  why: 'The full image brings compilers, shells and hundreds of packages that the program never uses and that somebody has to patch.',
  remedy: 'Take the slim form of the same version, or a distroless base, and test the program on it.',

  *check(stage) {
    const { image } = stage.base;
    if (!stage.isTarget || stage.parent || !image?.tag || image.digest) return;
    const tag = image.tag.text;
    if (!withSlim.test(image.path) || !/^\d[\d.]*(?:-(?:bookworm|trixie|bullseye))?$/.test(tag)) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from the full "${image.text}", which also comes as a slim image.`,
      fix: () => {
        if (image.path !== 'library/debian' && !stage.instructions.every(worksOnSlim)) return undefined;
        const { dockerfile, base } = stage;
        const verbatim = dockerfile.text.slice(image.span.start, image.span.end) === image.text;
        if (!verbatim || base.value.raw !== base.value.text || !image.tag) return undefined;
        const slim = /-[a-z]/.test(tag) ? tag.replace('-', '-slim-') : `${tag}-slim`;
        return dockerfileFix(`Use ${image.repository.text}:${slim}`, 'review', [{ span: image.tag.span, text: slim }]);
      },
    };
  },

  examples: [
    {
      bad: 'FROM golang:1.25 AS b\nFROM «python:3.13»\nCMD ["a"]\n',
      good: 'FROM golang:1.25 AS b\nFROM python:3.13-slim\nCMD ["a"]\n',
    },
    { bad: 'FROM «python:3.13»\nRUN pip install -r requirements.txt\nCMD ["a"]\n' },
    { bad: 'FROM «python:3.13»\nONBUILD RUN curl -fsSL https://a.example/b -o /b\n' },
  ],
  accepts: [
    'FROM python:3.13-slim\n',
    'FROM python:3.13 AS b\nFROM alpine:3.22\n',
    'FROM registry.example/python:3.13\n',
  ],
});

export const german = {
  title: 'Allzweck-Basis, wo es eine kleinere gibt',
  why: 'Das volle Image bringt Compiler, Shells und Hunderte Pakete mit, die das Programm nie nutzt und die jemand patchen muss.',
  remedy: 'Die schlanke Form derselben Version oder eine Distroless-Basis nehmen und das Programm damit testen.',
  says: {
    '{0} starts from the full "{1}", which also comes as a slim image.':
      '{0} beginnt mit dem vollen „{1}“, das es auch als schlankes Image gibt.',
    'Use {0}:{1}': '{0}:{1} verwenden',
  },
};
