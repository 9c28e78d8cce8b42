import { packageCommand } from '../model/commands/packages';
import type { Stage } from '../model/dockerfile';
import { buildCommands } from '../model/dockerfile/judge';
import { type LaterTag, maintainedTag } from '../model/imageLife';
import { parseImageReference } from '../parse/image';
import type { Value } from '../parse/shell';
import type { Fix } from '../rule';
import { applyEdits, type Edit } from '../text/edits';
import { dockerfileFix, replacePart } from './dockerfileEdit';

const variable = /\$(?:(\w+)|\{(\w+)\})/g;
const namesIn = (value: Value | undefined) => [...(value?.raw.matchAll(variable) ?? [])].map((m) => m[1] ?? m[2]);

/** Where the image, or its tag, is written: behind FROM, or as the default of the one ARG that nothing else asks for. */
function tagPlace(stage: Stage, moving: readonly Stage[]): Value | undefined {
  const { dockerfile, from } = stage;
  if (!from.image.raw.includes('$')) return from.image;
  const [name, ...others] = namesIn(from.image);
  const given = dockerfile.globalArgs.flatMap(({ variables }) => variables);
  const [arg, again] = given.filter((found) => found.name === name);
  const asks = (value: Value | undefined) => namesIn(value).includes(name);
  if (others.length > 0 || again || !arg?.value || given.some(({ value }) => asks(value))) return undefined;
  return dockerfile.stages.some((other) => asks(other.from.image) && !moving.includes(other)) ? undefined : arg.value;
}

function editTag(stage: Stage, { tag, version }: LaterTag, moving: readonly Stage[]): Edit | undefined {
  const old = stage.base.image?.tag?.text ?? '';
  const place = tagPlace(stage, moving);
  const [from, to] = old.slice(version[0].length) === tag.slice(version[1].length) ? version : [old, tag];
  if (place?.text.includes(':')) return replacePart(stage.dockerfile, place, `:${from}`, `:${to}`);
  return place?.text.startsWith(from) ? replacePart(stage.dockerfile, place, from, to) : undefined;
}

/** Whether a step asks for something of the old distribution that a later one may not have, or not in that way. */
function needsOldPackages(stage: Stage): boolean {
  const isPython = /\/python$/.test(stage.base.image?.path ?? '');
  return stage.instructions.some((instruction) =>
    buildCommands(instruction).some((command) => {
      const found = packageCommand(command);
      // Later distributions keep pip from their own Python.
      if (found?.manager === 'pip') return !isPython;
      return (
        /^(?:apt|apk)$/.test(found?.manager ?? '') &&
        found?.operands.some(({ text }) => /^python(?:2|-|$)|\d\.\d|-\d|[=<>~]/.test(text))
      );
    }),
  );
}

/** Starts every stage of one ended release from the nearest that is still maintained. */
export function moveToMaintained(stage: Stage, today: string): Fix | undefined {
  const { dockerfile, base } = stage;
  const { image } = base;
  const later = image && maintainedTag(image, today);
  if (!later) return undefined;
  const moving = dockerfile.stages.filter(
    ({ parent, base: { image: other } }) =>
      !parent && other?.name === image.name && later.oldNames.includes(other.tag?.text.split('-')[0] ?? ''),
  );
  const bases = new Set(moving.map((other) => other.base));
  if (moving.some(({ base: { image: other } }) => other?.digest)) return undefined;
  if (dockerfile.stages.some((other) => bases.has(other.base) && needsOldPackages(other))) return undefined;
  const edits = moving.map((other) => {
    const moved = other.base.image && maintainedTag(other.base.image, today);
    return moved && editTag(other, moved, moving);
  });
  const once = edits.filter((edit, i) => edits.findIndex((other) => other?.span.start === edit?.span.start) === i);
  const title = `Use ${image.text.slice(0, -(image.tag?.text.length ?? 0))}${later.tag}, maintained until ${later.until}`;
  const fix = dockerfileFix(title, 'review', once);
  return fix && !isNamed(later.oldNames, stage, fix) ? fix : undefined;
}

/** Whether something else in the file speaks of the old release: a path, the address of a mirror, another image. */
function isNamed(names: readonly string[], { dockerfile }: Stage, { edits }: Fix): boolean {
  const comments = dockerfile.comments.map(({ span }) => ({ span, text: '' }));
  const rest = applyEdits(dockerfile.text, [...edits, ...comments]);
  const spellings = names.map((name) => name.replace('.', '\\.?'));
  return new RegExp(`(?<![\\d.])(?:${spellings.join('|')})(?!\\d)`).test(rest);
}

/** A version by which the image without a tag may be called: `13.1`, not `13.1-slim`, which is another variant. */
const plainVersion = /^v?\d[\w.+]*$/;

/** Gives an image the one version that the file has for it elsewhere. */
export function tagAsElsewhere(stage: Stage): Fix | undefined {
  const { dockerfile, base } = stage;
  const { image } = base;
  if (!image) return undefined;
  const defaults = dockerfile.globalArgs.flatMap(({ variables }) =>
    variables.map(({ value }) => parseImageReference(value?.value ?? '')),
  );
  const others = [...dockerfile.stages.map((other) => other.base.image), ...defaults].filter(
    (other) => other?.name === image.name && (other.tag || other.digest),
  );
  const suffixes = new Set(others.map((other) => other?.text.slice(other.repository.span.end - other.span.start)));
  const [suffix, another] = suffixes;
  const tag = others[0]?.tag?.text ?? '';
  if (suffix === undefined || another || !plainVersion.test(tag)) return undefined;
  // A digest may be that of one platform.
  if (others[0]?.digest && dockerfile.stages.some(({ from }) => from.platform)) return undefined;
  const untagged = dockerfile.stages.filter((other) => other.base.image?.text === image.text);
  const place = tagPlace(stage, untagged);
  // Behind FROM, a tag without a digest is the next finding.
  if (place === stage.from.image && !others[0]?.digest) return undefined;
  const whole = place && replacePart(dockerfile, place, image.text, suffix);
  const end = whole?.span.end ?? 0;
  return dockerfileFix(`Use the version ${tag} as elsewhere in this file`, 'review', [
    whole && { span: { start: end, end }, text: suffix },
  ]);
}
