import type { CopyInstruction, Stage } from '../dockerfile';
import { below, workingDirectory } from './workdir';

/** The folder or file a COPY or ADD writes to; undefined when the file does not say it. */
function targetOf({ stage, destination, index }: CopyInstruction): string | undefined {
  const path = destination?.value;
  if (!stage || path === undefined) return undefined;
  if (path.startsWith('/')) return path;
  const folder = workingDirectory(stage, index);
  return folder === undefined ? undefined : below(folder, path);
}

const withoutEnd = (path: string) => path.replace(/\/(?:\.\/?)?$/, '');

/** Whether a path taken from a stage may hold what lies at another; what is not clear may. */
function mayHold(path: string | undefined, target: string | undefined): boolean {
  if (path === undefined || target === undefined || /[*?[]/.test(path)) return true;
  const folder = withoutEnd(path.startsWith('/') ? path : `/${path}`);
  const wanted = withoutEnd(target);
  return wanted === folder || wanted.startsWith(`${folder}/`);
}

/** The stage a file is copied into, and all that may get it from there, in the order they are built. */
export function stagesWithCopied(copy: CopyInstruction): Stage[] {
  if (!copy.stage) return [];
  const target = targetOf(copy);
  const found = [copy.stage];
  const reaches = (stage: Stage | undefined) => stage !== undefined && found.includes(stage);
  for (const stage of copy.dockerfile.stages.slice(copy.stage.index + 1)) {
    const gets = stage.instructions.some((one) => {
      if (one.keyword === 'RUN') return one.mounts.some(({ options }) => options.has('from'));
      if (one.keyword !== 'COPY' || !reaches(one.from?.stage)) return false;
      // Further on it may lie anywhere.
      return one.from?.stage !== copy.stage || one.sources.some(({ value }) => mayHold(value, target));
    });
    if (reaches(stage.parent) || gets) found.push(stage);
  }
  return found;
}
