import type { Stage } from '../dockerfile';

interface Watch {
  /** The stages that may be looked at. */
  readonly within: ReadonlySet<Stage>;
  lookedAround: boolean;
}

let watch: Watch | undefined;

/** What came of some work, and whether it asked for anything of the file outside the stages it may look at. */
export interface Watched<T> {
  readonly result: T;
  readonly lookedAround: boolean;
}

/**
 * Does some work and watches what it looks at. What depends on one instruction or stage alone need not be done again when
 * only others have changed.
 */
export function watched<T>(within: ReadonlySet<Stage>, work: () => T): Watched<T> {
  const outer = watch;
  const own: Watch = { within, lookedAround: false };
  watch = own;
  try {
    return { result: work(), lookedAround: own.lookedAround };
  } finally {
    watch = outer;
  }
}

/** Looks at what every answer about the file depends on anyway: its stages, their names, which of them ship. */
export function unwatched<T>(work: () => T): T {
  const outer = watch;
  watch = undefined;
  try {
    return work();
  } finally {
    watch = outer;
  }
}

/** Tells that a stage, or anything of the file, was looked at. */
export function looksAt(stage?: Stage): void {
  if (watch && !(stage && watch.within.has(stage))) watch.lookedAround = true;
}
