import { type Chart, type ChartFiles, loadChart, originsOf, type RenderedTemplate, renderChart } from '@bulkhead/helm';
import type { ImageReference } from '../parse/image';
import { readYaml } from '../parse/yaml';
import { applyEdits, compatible, type Edit } from '../text/edits';
import { withoutDigest } from './imageUse';
import { kubernetesImages } from './kubernetesImages';

/** Where a value stands, from the root of the values. */
export type ValuesPath = readonly (string | number)[];

/** The edits that would give an image a digest. Made with a digest nobody else has, they show what they are good for. */
export type SetDigest = (digest: string) => readonly Edit[];

/** An image of a rendered object. */
export interface RenderedImage {
  readonly image: ImageReference;
  /** The values it is made of, or that decided over it. */
  readonly values: readonly ValuesPath[];
}

export interface ChartImages {
  /** All images of the rendered objects. */
  readonly images: readonly RenderedImage[];
  /** The image that gets a digest by these edits; undefined when none does, more than one, or something else too. */
  reached(trial: SetDigest): ImageReference | undefined;
}

/** Shows what the templates of a chart do with the values of a file, edited by all of the trials. */
export type ProbeChart = (text: string, trials: readonly SetDigest[]) => ChartImages;

/** The probe for a chart, from its files. */
export function chartProbe(files: ChartFiles): ProbeChart {
  const chart = loadChart(files);
  return (text, trials) => probeChart(chart, text, trials);
}

function probeChart(chart: Chart, text: string, trials: readonly SetDigest[]): ChartImages {
  const values = [{ file: 'values.yaml', text: withMarks(text, trials) }];
  const { templates } = renderChart(chart, { values });
  const images = templates.flatMap(imagesIn);
  return {
    images,
    reached(trial) {
      const digest = mark(trials.indexOf(trial));
      const carrying = images.flatMap(({ image }) => (image.digest?.text === digest ? [image] : []));
      const everywhere = templates.reduce((sum, one) => sum + one.text.split(digest).length - 1, 0);
      const isOne = new Set(carrying.map(withoutDigest)).size === 1;
      return isOne && everywhere === carrying.length ? carrying[0] : undefined;
    },
  };
}

/** The text after all trials; one that would meet another is left out, and so reaches nothing. */
function withMarks(text: string, trials: readonly SetDigest[]): string {
  const edits: Edit[] = [];
  for (const [i, trial] of trials.entries()) {
    const added = trial(mark(i));
    if (added.every((edit) => edits.every((other) => compatible(edit, other)))) edits.push(...added);
  }
  return applyEdits(text, edits);
}

function mark(i: number): string {
  return `sha256:${i.toString(16).padStart(8, '0')}${'bead'.repeat(14)}`;
}

function imagesIn(rendered: RenderedTemplate): RenderedImage[] {
  return readYaml(rendered.text).flatMap((document) =>
    kubernetesImages(document).flatMap(({ image, span }) => {
      if (!image) return [];
      const values = originsOf(rendered, span).flatMap(({ path, reads }) => (path ? [path, ...reads] : reads));
      return [{ image, values }];
    }),
  );
}
