import { remember } from '../model/commands/remember';
import type { Dockerfile, Instruction } from '../model/dockerfile';
import { ofKind } from '../model/dockerfile/ofKind';
import type { Command, Value, Word } from '../parse/shell';
import type { Fix } from '../rule';
import type { Edit } from '../text/edits';
import { dockerfileFix, insertLinesBefore, isEditable } from './dockerfileEdit';

const asks = (instruction: Instruction, wanted: string) =>
  instruction.keyword === 'ARG' && instruction.variables.some(({ name, value }) => name === wanted && !value);

/**
 * Names for what a file needs arguments for, in the order it needs them: one that is declared and waits for its use, or
 * one that the file does not know yet. Each thing has one name, and no two have the same.
 */
export function namesFor(dockerfile: Dockerfile, things: readonly Need[]) {
  const { text, instructions } = dockerfile;
  const known = new Set(text.match(/[A-Za-z_]\w*/g));
  const read = new Set([...text.matchAll(/\$\{?(\w+)/g)].map((match) => match[1]));
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const isFree = (name: string) =>
    !taken.has(name) && (!known.has(name) || (!read.has(name) && instructions.some((other) => asks(other, name))));
  for (const { thing, wanted } of things) {
    if (names.has(thing)) continue;
    let name = wanted;
    for (let n = 2; !isFree(name) && n < 100; n++) name = `${wanted}_${n}`;
    taken.add(name);
    names.set(thing, name);
  }
  return names;
}

/** What an instruction needs an argument for, and how that is best called. */
export interface Need {
  readonly thing: string;
  readonly wanted: string;
}

/** The names of the arguments for all that a file needs some for, by what they are for. */
export const argumentNames = (needs: (instruction: Instruction) => readonly Need[]) =>
  remember((dockerfile: Dockerfile) => namesFor(dockerfile, dockerfile.instructions.flatMap(needs)));

/** Takes a value from a build argument that each build must then give: a commit, a hash, a revision. */
export function takeFromArgument(
  instruction: Instruction,
  what: string,
  name: string | undefined,
  edit: (reference: string) => Edit | readonly Edit[] | undefined,
): Fix | undefined {
  if (!instruction.stage || instruction.onbuild || name === undefined) return undefined;
  const edits = edit(`\${${name}:?}`);
  return dockerfileFix(`Take the ${what} from ${name}, which each build must then give`, 'review', [
    ...declareArguments(instruction, [name]),
    ...(Array.isArray(edits) ? edits : [edits]),
  ]);
}

/** Whether the shell of a build reads this word as it stands in the file, so that it may name a variable. */
export function isExpanded(instruction: Instruction, command: Command, word: Word): boolean {
  const isOwn = command.nesting === undefined || command.nesting === 'wrapper';
  const isPosix = 'script' in instruction && instruction.script.shell === 'posix';
  return isOwn && isPosix && isEditable(instruction, command) && !word.raw.includes("'") && !/\\/.test(word.raw);
}

/** Whether a ref means whatever is newest, so that a commit named elsewhere is as good. */
export const isBranch = (ref: string) => /^(?:|HEAD|main|master|trunk|develop)$/.test(ref);

/** The one commit that the file has for a repository elsewhere. */
export function commitElsewhere({ text }: Dockerfile, repository: string): string | undefined {
  const escaped = repository.replace(/\.git$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = [...text.matchAll(new RegExp(`${escaped}(?:\\.git)?[@#]([0-9a-f]{40})\\b`, 'g'))].map((m) => m[1]);
  return new Set(found).size === 1 ? found[0] : undefined;
}

/** Not so where each platform gets its own, or the shell computes the address. */
export const isOneFile = ({ raw }: Value) => !/\$\(|`|ARCH|PLATFORM|VARIANT|\$\{?(?:arch|os|platform|url)\b/.test(raw);

/** Declares arguments right in front of the step that demands them; no edit where all are declared. */
export function declareArguments(instruction: Instruction, names: readonly string[]): Edit[] {
  const args = instruction.stage ? ofKind(instruction.stage, 'ARG') : [];
  const above = args.filter(({ index }) => index < instruction.index);
  const lines = [...new Set(names)].filter((name) => !above.some((other) => asks(other, name)));
  return lines.length === 0
    ? []
    : [
        insertLinesBefore(
          instruction,
          lines.map((name) => `ARG ${name}`),
          lines.join(),
        ),
      ];
}

const general = new Set(
  (
    'install installer setup get download latest main master head stable release releases raw scripts script bin dist ' +
    'refs heads tags archive resolve www com org io net dev rs ai sh app git github githubusercontent gitlab deb rpm tools utils tarball ' +
    'linux unknown gnu musl darwin windows amd64 arm64 aarch64 x86 x64 win64 any py3 none cp'
  ).split(' '),
);

/** Words of a part of an address that say what it is: no versions, variables or endings. */
function wordsOf(part: string): string[] {
  return part
    .replace(/\$\{[^}]*\}|\$\w+|v?\d+(?:\.\d+)+/g, ' ')
    .replace(/\.(?:tar\.\w+|tgz|tbz2?|txz|zip|whl|deb|rpm|git|sh|bash|py|pl|ps1|exe|msi|gz|xz|bz2|zst)$/i, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => /^[A-Za-z]\w/.test(word) && !/^(?:v|cp|py)\d/.test(word))
    .slice(0, 4);
}

const isTelling = (word: string) => !general.has(word.toLowerCase());

/** What to call the thing behind an address, in words: `uv install` for `https://astral.sh/uv/install.sh`. */
export function nameOfAddress(url: string): string[] {
  const [host = '', ...parts] = url
    .replace(/^(?:[a-z+]+:\/\/|git@)/i, '')
    .replace(/[?#].*$/, '')
    .split(/[/:]/);
  const file = wordsOf(parts.at(-1) ?? '');
  const telling = file.filter(isTelling);
  if (telling.length > 0) return telling;
  const domain = host
    .replace(/^[^@]*@/, '')
    .split('.')
    .join(' ');
  for (const part of [...parts.slice(0, -1).reverse(), domain]) {
    const named = wordsOf(part).filter(isTelling);
    if (named.length > 0) return [...named, ...file.slice(0, 1)];
  }
  return file.length > 0 ? file : ['download'];
}
