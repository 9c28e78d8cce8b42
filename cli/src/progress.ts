import type { Io } from './io';

/** A line on the terminal that says how far a long run is, and goes away at the end. */
export interface Progress {
  show(done: number): void;
  clear(): void;
}

const quietAtFirst = 700;
const between = 120;

/** Shows nothing when nobody is looking, nor in runs that end before anybody wonders. */
export function progressOf(io: Io, total: number): Progress {
  if (!io.stderr.isTerminal) return { show: () => {}, clear: () => {} };
  let next = io.now() + quietAtFirst;
  let shown = false;
  return {
    show: (done) => {
      const now = io.now();
      if (now < next) return;
      next = now + between;
      shown = true;
      io.stderr.write(`\r\u001b[KChecking ${done} of ${total} files`);
    },
    clear: () => {
      if (shown) io.stderr.write('\r\u001b[K');
    },
  };
}
