// Folders of charts to measure with: their missing dependencies are taken from the other charts there.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { readChart } from './helm-compare.mjs';

/** Folders that hold a chart, not counting those inside another chart. */
export function findCharts(folder) {
  if (existsSync(join(folder, 'Chart.yaml'))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => findCharts(join(folder, entry.name)));
}

/**
 * Copies charts with their dependencies, as "helm dependency build" would fill them in. `charts` are all that may be taken,
 * `helm` is this repository's renderer, `say` hears what is left out.
 */
export function dependenciesFrom(charts, helm, say = () => {}) {
  const byName = new Map();
  for (const chart of charts) {
    const { metadata } = helm.loadChart(new Map([...readChart(chart)].filter(([path]) => path === 'Chart.yaml')));
    if (!byName.has(metadata.name)) byName.set(metadata.name, []);
    byName.get(metadata.name).push({ chart, version: metadata.version });
  }

  function fill(copy, depth) {
    const loaded = helm.loadChart(readChart(copy));
    for (const dependency of loaded.dependencies) {
      if (loaded.subcharts.some((sub) => sub.metadata.name === dependency.name)) continue;
      const fits = (byName.get(dependency.name) ?? []).find(({ version }) => {
        const parsed = helm.parseVersion(version);
        return parsed && helm.satisfies(parsed, dependency.version);
      });
      if (!fits || depth > 4) {
        leaveOut(copy, dependency.name);
        say(`${basename(copy)}: ${dependency.name}`);
        continue;
      }
      const target = join(copy, 'charts', dependency.name);
      cpSync(fits.chart, target, { recursive: true });
      fill(target, depth + 1);
    }
  }

  return (chart, work) => {
    const copy = join(work, `${basename(dirname(chart))}-${basename(chart)}`);
    cpSync(chart, copy, { recursive: true });
    fill(copy, 0);
    return copy;
  };
}

/** Helm renders nothing when a dependency is missing: without it, the rest can be compared. */
function leaveOut(copy, name) {
  const file = ['requirements.yaml', 'Chart.yaml'].map((f) => join(copy, f)).find(existsSync);
  const doc = parseDocument(readFileSync(file, 'utf8'));
  const list = doc.get('dependencies');
  const at = list?.items.findIndex((item) => String(item.get('name')) === name) ?? -1;
  if (at >= 0) doc.deleteIn(['dependencies', at]);
  writeFileSync(file, doc.toString());
}
