import type { Stage, WorkdirInstruction } from '../dockerfile';

/** Whether a path says by itself where it is; one that begins with a variable most likely does. */
export function isWholePath(path: string): boolean {
  return /^["']?(?:[\\/]|[A-Za-z]:|\$|%)/.test(path);
}

/** Each WORKDIR in front of an instruction, from the stage at the bottom up. */
function* workdirsBefore(stage: Stage, before: number): Iterable<WorkdirInstruction> {
  for (const part of [...stage.chain].reverse()) {
    for (const found of part.instructions) {
      if (found.keyword === 'WORKDIR' && (part !== stage || found.index < before)) yield found;
    }
  }
}

/** Whether an earlier WORKDIR, here or in a stage below, makes a relative one clear. */
export function startsFromWholePath({ stage, index }: WorkdirInstruction): boolean {
  return stage !== undefined && [...workdirsBefore(stage, index)].some(({ path }) => isWholePath(path.text));
}

/** The working directory in front of an instruction, as far as the file itself says it. */
export function workingDirectory(stage: Stage, before: number = Number.POSITIVE_INFINITY): string | undefined {
  let folder: string | undefined;
  for (const { path } of workdirsBefore(stage, before)) {
    const { value } = path;
    if (value === undefined) folder = undefined;
    else if (value.startsWith('/')) folder = value;
    else if (folder !== undefined) folder = below(folder, value);
  }
  return folder;
}

/** A relative path under a folder. */
export function below(folder: string, path: string): string {
  return `${folder.replace(/\/$/, '')}/${path.replace(/^(?:\.\/+)+/, '')}`;
}
