const hubs = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs something when a signal aborts; returns how to prevent it. However many wait for one signal, the signal itself has
 * one listener: Node warns about more than ten.
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  if (signal.aborted) {
    run();
    return () => undefined;
  }
  const waiting = hubs.get(signal) ?? new Set();
  if (!hubs.has(signal)) {
    hubs.set(signal, waiting);
    signal.addEventListener('abort', () => {
      for (const one of [...waiting]) one();
    });
  }
  // Wrapped, so that the same function given twice is two.
  const entry = (): void => run();
  waiting.add(entry);
  return () => void waiting.delete(entry);
}
