import type { PlacedIgnoreFile } from './buildContext';
import type { Dockerfile } from './dockerfile';
import type { KubernetesObject } from './object';
import type { Pod } from './workload';

/** Everything that is open or on disk and could be read, for rules that look across files. */
export interface Workspace {
  /** False when only one of several files is looked at: what is not in it may stand in another. */
  readonly whole: boolean;
  readonly objects: readonly PlacedObject[];
  readonly dockerfiles: readonly { readonly file: string; readonly dockerfile: Dockerfile }[];
  /** `.dockerignore`, and those of one Dockerfile: `web.Dockerfile.dockerignore`. */
  readonly ignoreFiles: readonly PlacedIgnoreFile[];
}

export interface PlacedObject {
  readonly file: string;
  readonly object: KubernetesObject;
  readonly pods: readonly Pod[];
}
