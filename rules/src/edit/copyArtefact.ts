import { optionValues } from '../model/commands/options';
import type { CopyInstruction, Stage } from '../model/dockerfile';
import { buildCommands, isEndless } from '../model/dockerfile/judge';
import { lastBefore } from '../model/dockerfile/ofKind';
import { workingDirectory } from '../model/dockerfile/workdir';
import type { Command, Value } from '../parse/shell';
import type { Fix } from '../rule';
import { dockerfileFix, isVerbatim } from './dockerfileEdit';

/** Where a build command says that it puts what it builds. */
function outputOf({ name, args }: Command, folder: string | undefined): string | undefined {
  const under = (path: string) =>
    path.startsWith('/') || folder === undefined ? path : `${folder.replace(/\/$/, '')}/${path}`;
  const [verb] = args;
  const isBuild =
    (name === 'go' && verb?.text === 'build') ||
    (name === 'dotnet' && verb?.text === 'publish') ||
    /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|rustc)$/.test(name);
  if (isBuild) {
    const given = optionValues({ args }, ['-o', '--output'])[0];
    return given?.value === undefined ? undefined : under(given.value.replace(/^\.\//, ''));
  }
  const isRelease =
    name === 'cargo' && verb?.text === 'build' && args.some(({ text }) => /^(?:-r|--release)$/.test(text));
  return isRelease && !args.some(({ text }) => text.startsWith('--target')) ? under('target/release') : undefined;
}

function outputsOf(stage: Stage): string[] {
  return stage.instructions.flatMap((instruction) =>
    buildCommands(instruction).flatMap(
      (command) => outputOf(command, workingDirectory(stage, instruction.index)) ?? [],
    ),
  );
}

/** Copies the one thing that the source stage builds and the image starts, in place of the folder it is in. */
export function copyArtefact(instruction: CopyInstruction, source: Value): Fix | undefined {
  const { stage, dockerfile, destination, sources, from } = instruction;
  const start = stage?.entrypoint ?? stage?.cmd;
  if (!from?.stage || !stage || !destination?.value || sources.length > 1 || isEndless(instruction)) return undefined;
  if (start?.form !== 'exec' || lastBefore(stage, 'RUN', Number.MAX_SAFE_INTEGER) || !isVerbatim(dockerfile, source))
    return undefined;
  const folder = (path: string) => `${path.replace(/\/+$/, '')}/`;
  if (folder(source.value ?? '') !== folder(destination.value)) return undefined;
  const named = [...start.words, ...(stage.cmd?.form === 'exec' ? stage.cmd.words : [])].filter(({ text }) =>
    text.startsWith('/'),
  );
  const paths = new Set(named.map(({ text }) => text));
  const [path, another] = paths;
  if (path === undefined || another !== undefined || !path.startsWith(folder(source.value ?? ''))) return undefined;
  const output = outputsOf(from.stage).find((one) => one === path || path.startsWith(folder(one)));
  if (output === undefined) return undefined;
  const isFile = output === path || output.endsWith('/target/release');
  const copied = isFile ? path : output;
  return dockerfileFix(`Copy only ${copied}, which the image starts`, 'review', [
    { span: source.span, text: source.raw.replace(source.text, copied) },
    { span: destination.span, text: destination.raw.replace(destination.text, copied) },
  ]);
}
