import { createFileEngine, type EngineOptions } from './engine/files';
import * as dockerfiles from './engine/judges/dockerfiles';
import * as manifests from './engine/judges/manifests';
import * as together from './engine/judges/together';
import { type Engine, withCharts } from './engine/whole';

export { type EngineOptions, type FileEngine, largestFile } from './engine/files';
export type { Engine } from './engine/whole';

/** Reads files and charts, hands their parts to the rules and keeps what did not change since the last time. */
export function createEngine(options: EngineOptions = {}): Engine {
  return withCharts(createFileEngine({ dockerfiles, manifests, together }, options));
}
