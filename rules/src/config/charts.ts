import type { PlacedConfig } from './config';

/** What settings files say about one chart. */
interface ListedChart {
  readonly folder: string;
  /** Scenarios; each is one value file or several with commas between, relative to the chart. */
  readonly values: readonly string[];
}

/** The scenarios that the nearest settings file with an entry for the chart lists; undefined when none has one. */
export function scenariosFor(chart: string, configs: readonly PlacedConfig[]): readonly string[] | undefined {
  for (const config of [...configs].reverse()) {
    const listed = listedCharts(config).filter(({ folder }) => folder === chart);
    if (listed.length > 0) return [...new Set(listed.flatMap(({ values }) => values))];
  }
  return undefined;
}

/** The folder of the chart that a settings file lists a value file for. */
export function chartOfValues(path: string, configs: readonly PlacedConfig[]): string | undefined {
  for (const config of [...configs].reverse()) {
    const isListed = ({ folder, values }: ListedChart) =>
      values.some((scenario) => scenario.split(',').some((file) => joined(folder, file.trim()) === path));
    const found = listedCharts(config).find(isListed);
    if (found) return found.folder;
  }
  return undefined;
}

function listedCharts({ folder, config }: PlacedConfig): ListedChart[] {
  return (config.charts ?? []).flatMap(({ path = '.', values = [] }) => {
    const chart = joined(folder, path);
    if (chart === undefined || !isInside(chart, folder)) return [];
    // Nothing outside the settings file's own folder is read on its word.
    const reachable = (scenario: string) =>
      scenario.split(',').every((file) => isInside(joined(chart, file.trim()) ?? '', folder));
    return [{ folder: chart, values: values.filter(reachable) }];
  });
}

function isInside(path: string, folder: string): boolean {
  return folder === '' ? !path.startsWith('/') : path === folder || path.startsWith(`${folder}/`);
}

/** A path below a folder, with `.` and `..` taken in; undefined when it leads above the top. */
function joined(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
