import { onAbort } from './abort';
import { cancelled } from './failure';
import type { Clock } from './transport';

/** The real clock, with nothing that only Node has. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(cancelled());
        return;
      }
      const timer = setTimeout(() => {
        forget();
        resolve();
      }, ms);
      const forget = onAbort(signal, () => {
        clearTimeout(timer);
        reject(cancelled());
      });
    }),
};
