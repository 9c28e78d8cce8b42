import type { Context, Engine } from '@bulkhead/rules';
import {
  type ComponentFile,
  type Evidence,
  evaluateComponent,
  newEvaluationMemory,
} from '@bulkhead/rules/checklist/index';
import type { Host } from '../host';

/** How long the server may work before it looks whether somebody is typing. */
const slice = 15;

/** Evaluates one component, a little at a time; what did not change since the last time is not checked again. */
export type ReadEvidence = (
  files: readonly ComponentFile[],
  context: Context,
  stillWanted: () => boolean,
) => Promise<Evidence | undefined>;

/** Undefined comes back when a newer request has overtaken this one. */
export function createEvidenceReader(engine: Engine, host: Pick<Host, 'now' | 'setTimer'>): ReadEvidence {
  const memory = newEvaluationMemory();
  const pause = () => new Promise<void>((resolve) => void host.setTimer(0, resolve));
  return async (files, context, stillWanted) => {
    const work = evaluateComponent(files, engine, context, memory);
    let started = host.now();
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      if (host.now() - started < slice) continue;
      await pause();
      if (!stillWanted()) return undefined;
      started = host.now();
    }
  };
}
