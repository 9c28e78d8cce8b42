import { parseVersion, satisfies } from '../semver';
import type { Chart, Dependency } from './types';

/** Whether a chart in `charts/` is what a dependency asks for: Helm ignores it when the version does not fit. */
export function vendored(chart: Chart, dependency: Dependency): boolean {
  if (chart.metadata.name !== dependency.name) return false;
  const version = parseVersion(chart.metadata.version);
  return version !== undefined && satisfies(version, dependency.version) === true;
}
