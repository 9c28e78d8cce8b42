import type { Dockerfile, Instruction } from '../model/dockerfile';
import { readDockerfile } from '../model/dockerfile';
import { parseImageReference } from '../parse/image';
import type { Value } from '../parse/shell/ast';
import { variableUse } from './argImages';
import { blockedUse, type ImagePlace, type ImageUse, literalUse } from './imageUse';

/** Every image a Dockerfile names: FROM, COPY --from, RUN --mount=from= and the syntax line. */
export function dockerfileImages(text: string): ImageUse[] {
  return imagesOfDockerfile(readDockerfile(text));
}

/** The same for a Dockerfile that was read already. */
export function imagesOfDockerfile(dockerfile: Dockerfile): ImageUse[] {
  return [...syntaxImages(dockerfile), ...dockerfile.instructions.flatMap((one) => instructionImages(dockerfile, one))];
}

function syntaxImages(dockerfile: Dockerfile): ImageUse[] {
  return dockerfile.directives
    .filter((directive) => directive.name === 'syntax')
    .slice(0, 1)
    .map(({ value, valueSpan: { start } }) => {
      const [image = ''] = value.split(/\s/);
      return literalUse('syntax', image, { start, end: start + image.length });
    });
}

function instructionImages(dockerfile: Dockerfile, instruction: Instruction): ImageUse[] {
  switch (instruction.keyword) {
    case 'FROM': {
      const stage = instruction.stage;
      const isStage = stage?.from === instruction && stage.parent !== undefined;
      return isStage || instruction.image.text.toLowerCase() === 'scratch'
        ? []
        : imageUse(dockerfile, 'from', instruction.image);
    }
    case 'COPY':
    case 'ADD':
      return instruction.from && !instruction.from.stage
        ? imageUse(dockerfile, 'copy-from', instruction.from.value)
        : [];
    case 'RUN':
      return instruction.mounts.flatMap((mount) => {
        const from = mount.options.get('from');
        return from && !isStageName(dockerfile, from.text) ? imageUse(dockerfile, 'mount-from', valueOnly(from)) : [];
      });
    default:
      return [];
  }
}

/** The place of an option includes its name. */
function valueOnly(option: Value): Value {
  return { ...option, span: { start: option.span.end - option.raw.length, end: option.span.end } };
}

/** `from=` takes a stage by name or number before it takes an image. */
function isStageName(dockerfile: Dockerfile, text: string): boolean {
  return /^\d+$/.test(text) || dockerfile.stages.some((stage) => stage.name === text.toLowerCase());
}

function imageUse(dockerfile: Dockerfile, place: ImagePlace, value: Value): ImageUse[] {
  if (value.text === '') return [];
  if (place !== 'from' && /^[^/:@$]+$/.test(value.text)) {
    return [blockedUse(place, value.text, value.span, 'a bare name may be a context that the build is given')];
  }
  if (dockerfile.text.slice(value.span.start, value.span.end) !== value.raw) {
    return [
      blockedUse(place, value.text, value.span, 'it is broken over several lines', parseImageReference(value.text)),
    ];
  }
  if (value.raw === value.text && !value.raw.includes('$')) return [literalUse(place, value.raw, value.span)];
  return [variableUse(dockerfile, place, value)];
}
