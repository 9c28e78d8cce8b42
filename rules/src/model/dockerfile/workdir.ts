import { remember } from '../commands/remember';
import type { Stage, WorkdirInstruction } from '../dockerfile';
import { ofKind } from './ofKind';

/** Whether a path says by itself where it is; one that begins with a variable most likely does. */
export function isWholePath(path: string): boolean {
  return /^["']?(?:[\\/]|[A-Za-z]:|\$|%)/.test(path);
}

const firstWholeIn = remember(
  (stage: Stage) => ofKind(stage, 'WORKDIR').find(({ path }) => isWholePath(path.text))?.index,
);

/** Whether an earlier WORKDIR, here or in a stage below, makes a relative one clear. */
export function startsFromWholePath({ stage, index }: WorkdirInstruction): boolean {
  return (
    stage?.chain.some(
      (part) => (firstWholeIn(part) ?? Number.POSITIVE_INFINITY) < (part === stage ? index : Number.POSITIVE_INFINITY),
    ) ?? false
  );
}

/** Images known to set no WORKDIR; golang, php, redis and many others have one. */
const rootedImages =
  /^(?:docker\.io\/(?:library\/(?:debian|ubuntu|alpine|busybox|fedora|centos|rockylinux|almalinux|amazonlinux|oraclelinux|archlinux|buildpack-deps|python|node|ruby|rust|openjdk|eclipse-temurin|perl|nginx)|nvidia\/cuda)|registry\.access\.redhat\.com\/ubi\d+(?:\/ubi(?:-minimal|-micro)?)?|mcr\.microsoft\.com\/dotnet\/(?:sdk|aspnet|runtime))$/;

/** Whether a stage begins in the root folder. */
export function startsInRoot({ base }: Stage): boolean {
  return base.scratch || rootedImages.test(base.image?.name ?? '');
}

/** A folder with a longer name is taken for unknown. */
const longestFolder = 4_000;

/** The working directory in front of an instruction, as far as the file itself says it. */
export function workingDirectory(stage: Stage, before: number = Number.POSITIVE_INFINITY): string | undefined {
  const relative: string[] = [];
  let length = 0;
  for (const part of stage.chain) {
    const own = ofKind(part, 'WORKDIR');
    for (let at = own.length - 1; at >= 0; at--) {
      const found = own[at];
      if (!found || (part === stage && found.index >= before)) continue;
      const { value } = found.path;
      if (value === undefined) return undefined;
      if (value.startsWith('/')) return relative.reduceRight(below, value);
      length += value.length + 1;
      if (length > longestFolder) return undefined;
      relative.push(value);
    }
  }
  return undefined;
}

/** A relative path under a folder. */
export function below(folder: string, path: string): string {
  return `${folder.replace(/\/$/, '')}/${path.replace(/^(?:\.\/+)+/, '')}`;
}
