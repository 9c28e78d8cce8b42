import type { Host } from './host';

/** Decides when a document that is being edited is worth reading. */
export interface Pacing {
  /** Tells that the document has just changed. */
  readonly changed: (uri: string) => void;
  /** Tells how long its last analysis took. */
  readonly took: (uri: string, milliseconds: number) => void;
  /** Resolves when the changes have come to rest, at once when there are none. */
  readonly quiet: (uri: string) => Promise<void>;
  readonly forget: (uri: string) => void;
}

interface Pending {
  readonly since: number;
  changes: number;
  cancel: () => void;
  readonly waiting: (() => void)[];
}

/** A keystroke is answered at once; keys that are there already are answered together. */
const shortestPause = 0;
/** What takes less is over before the next key comes. */
const quick = 16;
/** No person types the second key so soon: more will follow, and a busy machine may take its time to bring them. */
const pauseInBurst = 3;
const longestPause = 150;
/** Somebody who never stops typing sees findings all the same. */
const longestWait = 100;

export function createPacing(host: Pick<Host, 'setTimer' | 'now'>): Pacing {
  const pending = new Map<string, Pending>();
  const cost = new Map<string, number>();

  const release = (uri: string) => {
    const entry = pending.get(uri);
    if (!entry) return;
    pending.delete(uri);
    entry.cancel();
    for (const resume of entry.waiting) resume();
  };

  return {
    changed(uri) {
      const now = host.now();
      const entry = pending.get(uri) ?? { since: now, changes: 0, cancel: () => {}, waiting: [] };
      pending.set(uri, entry);
      entry.changes++;
      const least = entry.changes > 1 ? pauseInBurst : shortestPause;
      const took = cost.get(uri) ?? 0;
      const pause = Math.min(longestPause, Math.max(least, took < quick ? 0 : took / 2));
      entry.cancel();
      const latest = entry.since + Math.max(longestWait, 3 * pause);
      entry.cancel = host.setTimer(Math.max(0, Math.min(pause, latest - now)), () => release(uri));
    },
    took: (uri, milliseconds) => void cost.set(uri, milliseconds),
    quiet(uri) {
      const entry = pending.get(uri);
      return entry ? new Promise((resume) => entry.waiting.push(resume)) : Promise.resolve();
    },
    forget(uri) {
      release(uri);
      cost.delete(uri);
    },
  };
}
