import { onAbort } from './abort';
import { cancelled } from './failure';

/** Lets a bounded number of tasks run at once; the others wait in order. */
export interface Lanes {
  run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T>;
}

export function createLanes(count: number): Lanes {
  let free = count;
  const waiting: (() => void)[] = [];

  const enter = (signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.reject(cancelled());
    if (free > 0) {
      free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const go = (): void => {
        forget();
        resolve();
      };
      waiting.push(go);
      const forget = onAbort(signal, () => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(cancelled());
      });
    });
  };

  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };

  return {
    async run(signal, task) {
      await enter(signal);
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
