import type { Context, Engine } from '@bulkhead/rules';
import {
  type ComponentFile,
  type Evidence,
  evaluateComponent,
  newEvaluationMemory,
} from '@bulkhead/rules/checklist/index';
import type { Host } from '../host';
import { inSlices } from '../slices';

/** Evaluates one component, a little at a time; what did not change since the last time is not checked again. */
export type ReadEvidence = (
  files: readonly ComponentFile[],
  context: Context,
  stillWanted: () => boolean,
) => Promise<Evidence | undefined>;

/** Undefined comes back when a newer request has overtaken this one. */
export function createEvidenceReader(engine: Engine, host: Pick<Host, 'now' | 'setTimer'>): ReadEvidence {
  const memory = newEvaluationMemory();
  return (files, context, stillWanted) =>
    inSlices(evaluateComponent(files, engine, context, memory), host, stillWanted);
}
