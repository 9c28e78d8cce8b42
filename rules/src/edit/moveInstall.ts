import { type PackageCommand, packageCommand } from '../model/commands/packages';
import { requirementFiles, requirementKind } from '../model/commands/pip';
import { startupInstalls } from '../model/commands/startup';
import type { CommandInstruction } from '../model/dockerfile';
import { isEndless } from '../model/dockerfile/judge';
import { ofKind } from '../model/dockerfile/ofKind';
import type { Fix } from '../rule';
import { dockerfileFix, insertLinesBefore, isVerbatim } from './dockerfileEdit';

/** The words that make an install fit for a build, and the files it reads; undefined for what would be no better there. */
function hardened(found: PackageCommand): { flags: readonly string[]; reads: readonly string[] } | undefined {
  const has = (form: RegExp) => found.options.some(({ name }) => form.test(name));
  const without = (form: RegExp, flag: string) => (has(form) ? [] : [flag]);
  switch (found.manager) {
    case 'npm':
      return found.verb === 'ci'
        ? { flags: without(/^--ignore-scripts$/, '--ignore-scripts'), reads: ['package-lock.json'] }
        : undefined;
    case 'pnpm':
      return has(/^--frozen-lockfile$/) && found.operands.length === 0
        ? { flags: without(/^--ignore-scripts$/, '--ignore-scripts'), reads: ['pnpm-lock.yaml'] }
        : undefined;
    case 'poetry':
      return found.program === 'poetry' && found.verb === 'install'
        ? { flags: [], reads: ['poetry.lock', 'pyproject.toml'] }
        : undefined;
    case 'pip': {
      const files = requirementFiles(found).map(({ text }) => text.replace(/^\.\//, ''));
      const isExact = found.operands.every((word) => requirementKind(word) === 'pinned');
      if (found.verb !== 'install' || !isExact || has(/^(?:-e|--editable|-U|--upgrade|-t|--target|--user)$/))
        return undefined;
      const hashes = files.length > 0 ? without(/^--require-hashes$/, '--require-hashes') : [];
      const cache = without(/^--no-cache-dir$/, '--no-cache-dir');
      const built = without(/^--(?:only-binary|no-binary)$/, '--only-binary=:all:');
      return { flags: [...cache, ...hashes, ...built], reads: files };
    }
    default:
      return undefined;
  }
}

/** Lets the build install what a start command installs first, as the same user at the same place. */
export function installInBuild(instruction: CommandInstruction): Fix | undefined {
  const { stage, dockerfile, form, commands, script } = instruction;
  const { text } = dockerfile;
  const isShell = form === 'exec' ? /^(?:ba|da|a)?sh$/.test(commands[0]?.name ?? '') : script.shell === 'posix';
  if (!stage || instruction.onbuild || isEndless(instruction) || !script.complete) return undefined;
  if (!isShell || stage.shell !== 'posix') return undefined;
  if (instruction.keyword === 'CMD' && stage.entrypoint) return undefined;
  const nesting = form === 'exec' ? 'script' : undefined;
  const [first, next] = commands.filter((command) => command.nesting === nesting);
  const found = first && packageCommand(first);
  const better = found && hardened(found);
  const [install, another] = startupInstalls(commands);
  if (!first || !next || !better || !found.verbWord || another || install?.at !== first.span) return undefined;
  const line = text.slice(first.span.start, first.span.end);
  const isPlain = /^[\w ./=:@<>~^,-]+$/.test(line) && first.words.every((word) => isVerbatim(dockerfile, word));
  const gap = text.slice(first.span.end, next.span.start);
  if (!isPlain || first.redirects.length > 0 || !/^[ \t]*(?:&&|;)[ \t]*$/.test(gap)) return undefined;
  const copies = [...ofKind(stage, 'COPY'), ...ofKind(stage, 'ADD')].filter(({ index }) => index < instruction.index);
  const sources = copies.flatMap((copy) => copy.sources.map((source) => source.text.replace(/^\.\/(?=.)/, '')));
  const has = (file: string) =>
    sources.some(
      (source) => /^\.\/?$/.test(source) || source.endsWith(file.replace(/^.*\//, '')) || /^\*|package\*/.test(source),
    );
  if (!better.reads.every(has)) return undefined;
  const at = found.verbWord.span.end - first.span.start;
  const run = `${line.slice(0, at)}${better.flags.map((flag) => ` ${flag}`).join('')}${line.slice(at)}`;
  return dockerfileFix(`Install in the build: ${run}`, 'review', [
    insertLinesBefore(instruction, [`RUN ${run}`], 'RUN'),
    { span: { start: first.span.start, end: next.span.start }, text: '' },
  ]);
}
