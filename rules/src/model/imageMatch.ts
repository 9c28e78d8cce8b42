import { parseImageReference } from '../parse/image';
import type { Stage } from './dockerfile';
import type { PlacedPod } from './selection';
import { podsOf } from './selection';
import type { Container } from './workload';
import type { Workspace } from './workspace';

/** A container and the Dockerfile stage its image is most likely built from. */
export interface BuiltContainer {
  readonly container: Container;
  readonly placed: PlacedPod;
  readonly stage: Stage;
  /** The Dockerfile. */
  readonly file: string;
}

/**
 * Containers whose image is built here, by name: `shop/web:1.4` and `web/Dockerfile` or `Dockerfile.web`. A guess, so two
 * candidates are none.
 */
export function builtContainers(workspace: Workspace): BuiltContainer[] {
  const builds = new Map<string, { file: string; stage: Stage }[]>();
  for (const { file, dockerfile } of workspace.dockerfiles) {
    const name = builtName(file);
    if (!name || !dockerfile.target) continue;
    builds.set(name, [...(builds.get(name) ?? []), { file, stage: dockerfile.target }]);
  }
  return podsOf(workspace).flatMap((placed) =>
    placed.pod.containers.flatMap((container) => {
      const image = container.image.state === 'literal' ? parseImageReference(container.image.value) : undefined;
      const found = image ? builds.get(lastPart(image.path)) : undefined;
      return found?.length === 1 && found[0] ? [{ container, placed, ...found[0] }] : [];
    }),
  );
}

/** What an image of this Dockerfile is called by custom: its ending, or the folder it stands in. */
export function builtName(file: string): string | undefined {
  const parts = file.split(/[/\\]/);
  const name = parts.at(-1) ?? '';
  const own =
    /^(?:Dockerfile|Containerfile)\.(.+)$/.exec(name)?.[1] ?? /^(.+)\.(?:dockerfile|containerfile)$/i.exec(name)?.[1];
  const folder = parts.at(-2);
  return (own ?? (folder === 'docker' || folder === 'src' ? parts.at(-3) : folder))?.toLowerCase();
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
