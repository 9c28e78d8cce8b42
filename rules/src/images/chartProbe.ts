import { type Chart, type ChartFiles, loadChart, renderChart } from '@bulkhead/helm';
import type { ImageReference } from '../parse/image';
import { readYaml } from '../parse/yaml';
import { kubernetesImages } from './kubernetesImages';

/** A value that gets a digest nobody else has: where it shows up in the rendered chart tells what the value is for. */
export interface Probe {
  readonly path: readonly string[];
  /** What stands before the digest in the value. */
  readonly before: string;
  /** Only the hex digits: the template writes the algorithm. */
  readonly bare?: boolean;
}

export interface ChartImages {
  /** All images of the rendered objects. */
  readonly images: readonly ImageReference[];
  /** The image that carries the probe's digest; undefined when none does, or when the digest got elsewhere too. */
  reached(path: readonly string[]): ImageReference | undefined;
}

/** Shows what the templates of a chart do with the values of a file. */
export type ProbeChart = (text: string, probes: readonly Probe[]) => ChartImages;

/** The probe for a chart, from its files. */
export function chartProbe(files: ChartFiles): ProbeChart {
  const chart = loadChart(files);
  return (text, probes) => probeChart(chart, text, probes);
}

/** Renders a chart with a probe in each of the values, over the text of a values file. */
function probeChart(chart: Chart, text: string, probes: readonly Probe[]): ChartImages {
  const marks = new Map(probes.map((probe, i) => [probe.path.join('\0'), mark(i)]));
  const overlay: Tree = {};
  for (const [i, probe] of probes.entries()) {
    put(overlay, probe.path, probe.before + (probe.bare ? mark(i).slice(algorithm.length) : mark(i)));
  }
  // JSON is YAML too.
  const probed = probes.length === 0 ? [] : [{ file: 'probe.yaml', text: JSON.stringify(overlay) }];
  const values = [{ file: 'values.yaml', text }, ...probed];
  const texts = renderChart(chart, { values }).templates.map((template) => template.text);
  const images = texts.flatMap(imagesIn);
  return {
    images,
    reached(path) {
      const digest = marks.get(path.join('\0'));
      if (digest === undefined) return undefined;
      const carrying = images.filter((image) => image.digest?.text === digest);
      const everywhere = texts.reduce((sum, text) => sum + text.split(digest).length - 1, 0);
      return carrying.length > 0 && everywhere === carrying.length ? carrying[0] : undefined;
    },
  };
}

const algorithm = 'sha256:';

function mark(i: number): string {
  return `${algorithm}${i.toString(16).padStart(8, '0')}${'bead'.repeat(14)}`;
}

interface Tree {
  [key: string]: Tree | string;
}

function put(tree: Tree, path: readonly string[], text: string): void {
  const [key, ...rest] = path;
  // `__proto__` as a key would not make a key.
  if (key === undefined || key === '__proto__') return;
  if (rest.length === 0) {
    tree[key] = text;
    return;
  }
  const below = Object.hasOwn(tree, key) ? tree[key] : undefined;
  const next: Tree = typeof below === 'object' ? below : {};
  tree[key] = next;
  put(next, rest, text);
}

function imagesIn(text: string): ImageReference[] {
  return readYaml(text).flatMap((document) => kubernetesImages(document).flatMap(({ image }) => image ?? []));
}
