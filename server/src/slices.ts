import type { Steps } from '@bulkhead/helm/steps';
import type { Host } from './host';

/** How long the server may work before it looks whether somebody is typing. */
export const slice = 15;

/** Lets everything through that has arrived in the meantime. */
export function breathe(host: Pick<Host, 'setTimer'>): Promise<void> {
  return new Promise((resume) => void host.setTimer(0, resume));
}

/** Does work a slice at a time, other requests in between; undefined comes back when it is no longer wanted. */
export async function inSlices<T>(
  steps: Steps<T>,
  host: Pick<Host, 'setTimer' | 'now'>,
  isWanted: () => boolean,
): Promise<T | undefined> {
  for (let started = host.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (host.now() - started < slice) continue;
    await breathe(host);
    if (!isWanted()) return undefined;
    started = host.now();
  }
}
