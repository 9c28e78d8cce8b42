import type { PathKey, PathNode, RenderedTemplate } from '@bulkhead/helm';

/** The values a rendering read: nodes of one tree, in which paths are found step by step. */
interface Reads {
  readonly root: PathNode;
  readonly read: ReadonlySet<PathNode>;
  /** What was read, and everything around it. */
  readonly touched: ReadonlySet<PathNode>;
}

/** Whether a rendering read a value, something in it, or something around it. */
export function readsPath(rendered: RenderedTemplate, path: readonly PathKey[]): boolean {
  return isIn(readsOf(rendered.reads), path);
}

/** Whether a rendering might be another if a value were. */
export function dependsOnPath(rendered: RenderedTemplate, path: readonly PathKey[]): boolean {
  return isIn(readsOf(rendered.depends), path);
}

function isIn(reads: Reads | undefined, path: readonly PathKey[]): boolean {
  if (!reads) return false;
  let here: PathNode | undefined = reads.root;
  for (const key of path) {
    if (reads.read.has(here)) return true;
    here = here.children?.get(key);
    if (!here) return false;
  }
  return reads.touched.has(here);
}

const known = new WeakMap<readonly PathNode[], Reads | undefined>();

function readsOf(nodes: readonly PathNode[]): Reads | undefined {
  if (known.has(nodes)) return known.get(nodes);
  const touched = new Set<PathNode>();
  let root: PathNode | undefined;
  for (const read of nodes) {
    for (let node: PathNode | undefined = read; node && !touched.has(node); node = node.parent) {
      touched.add(node);
      if (!node.parent) root = node;
    }
  }
  const reads = root && { root, read: new Set(nodes), touched };
  known.set(nodes, reads);
  return reads;
}
