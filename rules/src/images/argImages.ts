import type { ArgInstruction, Dockerfile, Variable } from '../model/dockerfile';
import { parseImageReference } from '../parse/image';
import type { Value } from '../parse/shell/ast';
import type { Edit } from '../text/edits';
import { blockedUse, digestEdit, type ImagePlace, type ImageUse } from './imageUse';

/** A piece of a reference: letters as they are, or what a variable stands for. */
interface Piece {
  /** In the reference as resolved. */
  readonly start: number;
  readonly end: number;
  /** Where a literal piece begins in the file. */
  readonly at: number;
  readonly variable: string | undefined;
}

/**
 * A reference put together from variables. The digest goes where the end of the tag is: into the FROM line, or into the
 * ARG that holds the tag. Not when another value for the ARG would then meet a digest that is not its own.
 */
export function variableUse(dockerfile: Dockerfile, place: ImagePlace, value: Value): ImageUse {
  const blocked = (why: string) => blockedUse(place, value.raw, value.span, why, parseImageReference(value.text));
  if (value.value === undefined) return blocked('it depends on a variable that has no value here');
  const image = parseImageReference(value.value);
  if (!image) return blocked('it is no image reference');
  const pieces = readPieces(dockerfile, value);
  if (!pieces || pieces.at(-1)?.end !== value.value.length)
    return blocked('its quotes or variables are too unusual to edit');

  const tagStart = image.tag?.span.start ?? image.repository.span.start;
  const moving = pieces.filter((piece) => piece.variable !== undefined && piece.end > tagStart);
  const [only, ...others] = moving;
  const last = pieces.at(-1);
  if (!last) return blocked('it is empty');
  if (only === undefined) {
    const setDigest = (digest: string) => moved(digestEdit(image, digest), last.at - last.start);
    return { place, span: value.span, written: value.raw, image, setDigest, obstacle: undefined };
  }
  if (others.length > 0 || only !== last) {
    return blocked(
      `its tag depends on ${moving.map((piece) => piece.variable).join(' and ')}, and a digest would not change with it`,
    );
  }
  const home = argHome(dockerfile, only.variable ?? '');
  if (!home) return blocked(`${only.variable} has no plain default to edit`);
  if (isUsedOtherwise(dockerfile, only.variable ?? '', home.arg, value)) {
    return blocked(`${only.variable} is used in other places too`);
  }
  const setDigest = (digest: string) => moved(digestEdit(image, digest), home.at - only.start);
  return { place, span: value.span, written: value.raw, image, setDigest, obstacle: undefined };
}

/** Moves edits from the resolved reference to the file. */
function moved(edits: readonly Edit[], by: number): Edit[] {
  return edits.map((edit) => ({ ...edit, span: { start: edit.span.start + by, end: edit.span.end + by } }));
}

/** Cuts a reference at its variables; undefined for quotes, escapes and `${x:-y}`. */
function readPieces(dockerfile: Dockerfile, value: Value): Piece[] | undefined {
  const pieces: Piece[] = [];
  const form = /\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)|([^$"'\\`]+)/y;
  let length = 0;
  while (form.lastIndex < value.raw.length) {
    const at = form.lastIndex;
    const match = form.exec(value.raw);
    if (!match) return undefined;
    const variable = match[1] ?? match[2];
    const text = variable === undefined ? match[3] : defaultOf(dockerfile, variable);
    if (text === undefined) return undefined;
    pieces.push({ start: length, end: length + text.length, at: value.span.start + at, variable });
    length += text.length;
  }
  return pieces;
}

function lastDefault(dockerfile: Dockerfile, name: string): { arg: ArgInstruction; variable: Variable } | undefined {
  for (const arg of [...dockerfile.globalArgs].reverse()) {
    const variable = arg.variables.find((one) => one.name === name && one.value !== undefined);
    if (variable) return { arg, variable };
  }
  return undefined;
}

function defaultOf(dockerfile: Dockerfile, name: string): string | undefined {
  return lastDefault(dockerfile, name)?.variable.value?.value;
}

/** Where the text of a default stands in the file, when it stands there letter by letter. */
function argHome(dockerfile: Dockerfile, name: string): { arg: ArgInstruction; at: number } | undefined {
  const found = lastDefault(dockerfile, name);
  const value = found?.variable.value;
  if (!found || value?.value === undefined) return undefined;
  const written = dockerfile.text.slice(value.span.start, value.span.end);
  if (written === value.value) return { arg: found.arg, at: value.span.start };
  const quoted = /^(["'])(.*)\1$/.exec(written)?.[2];
  return quoted === value.value ? { arg: found.arg, at: value.span.start + 1 } : undefined;
}

/** Whether something besides equal FROM lines reads the variable: it would get the digest too. */
function isUsedOtherwise(dockerfile: Dockerfile, name: string, home: ArgInstruction, value: Value): boolean {
  const use = new RegExp(`\\$\\{?${name}(?!\\w)`);
  return dockerfile.instructions.some((instruction) => {
    if (instruction === home)
      return instruction.variables.some((one) => one.name !== name && use.test(one.value?.raw ?? ''));
    if (instruction.keyword === 'FROM') {
      const rest = [instruction.platform?.raw, instruction.alias?.raw].join(' ');
      const sameImage = instruction.image.raw === value.raw || instruction.image.text === value.text;
      return use.test(rest) || (use.test(instruction.image.raw) && !sameImage);
    }
    if (instruction.keyword === 'ARG' && instruction.variables.some((one) => one.name === name)) return true;
    return use.test(dockerfile.text.slice(instruction.span.start, instruction.span.end));
  });
}
