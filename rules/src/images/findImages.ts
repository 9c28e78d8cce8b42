import { readYaml } from '../parse/yaml';
import type { FileKind } from '../report';
import type { ProbeChart } from './chartProbe';
import { dockerfileImages } from './dockerfileImages';
import type { ImageUse } from './imageUse';
import { kubernetesImages } from './kubernetesImages';
import { valuesImages } from './valuesImages';

/** A file to look for images in. */
export interface ImageFile {
  readonly text: string;
  readonly kind: FileKind | undefined;
  /** Asks the chart a values file belongs to; only its templates show which values name an image. */
  readonly probe?: ProbeChart;
}

/** Every image a file names, in the order of the text. Never throws; what cannot be read names nothing. */
export function findImages({ text, kind, probe }: ImageFile): ImageUse[] {
  const uses = imagesOf(text, kind, probe);
  return uses.sort((a, b) => a.span.start - b.span.start);
}

function imagesOf(text: string, kind: FileKind | undefined, probe: ProbeChart | undefined): ImageUse[] {
  switch (kind) {
    case 'dockerfile':
      return dockerfileImages(text);
    case 'kubernetes':
      return readYaml(text).flatMap((document) => kubernetesImages(document));
    case 'helm-values':
      return readYaml(text)
        .slice(0, 1)
        .flatMap((document) => valuesImages(document, probe));
    default:
      return [];
  }
}
