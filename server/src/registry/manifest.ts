import { asList, asObject, asText, parseJsonObject } from './json';

const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const imageTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Indexes first: a digest of one platform's image would break the build on every other platform. */
export const acceptedManifests = [...indexTypes, ...imageTypes].join(', ');

/** The media type without parameters. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Manifests of the first format carry signatures, so that their digest says nothing. */
export function isOldManifest(type: string): boolean {
  return type.startsWith('application/vnd.docker.distribution.manifest.v1');
}

/** A part of an image by its digest. */
export interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
  /** `linux/arm64/v8`; undefined where none is said, and for attestations. */
  readonly platform: string | undefined;
}

export type Manifest =
  | { readonly kind: 'index'; readonly images: readonly Descriptor[] }
  | { readonly kind: 'image'; readonly config: Descriptor };

/** Reads a manifest's bytes; undefined when they are none. */
export function parseManifest(bytes: Uint8Array, type: string): Manifest | undefined {
  const data = parseJsonObject(bytes);
  if (!data) return undefined;
  const kind = asText(data['mediaType']) ?? type;
  if (indexTypes.includes(kind) || (Array.isArray(data['manifests']) && !imageTypes.includes(kind))) {
    return { kind: 'index', images: asList(data['manifests']).flatMap((entry) => descriptor(entry) ?? []) };
  }
  const config = descriptor(data['config']);
  return config && { kind: 'image', config };
}

function descriptor(value: unknown): Descriptor | undefined {
  const data = asObject(value);
  const digest = asText(data?.['digest']);
  if (digest === undefined) return undefined;
  return { digest, mediaType: asText(data?.['mediaType']) ?? '', platform: platformText(asObject(data?.['platform'])) };
}

/** `os/architecture[/variant]`; `unknown/unknown` marks an attestation. */
export function platformText(data: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const os = asText(data?.['os']);
  const architecture = asText(data?.['architecture']);
  if (os === undefined || architecture === undefined || os === 'unknown') return undefined;
  const variant = asText(data?.['variant']);
  return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

/** The image whose configuration speaks for all: linux/amd64 where there is one, else the first. */
export function typicalImage(images: readonly Descriptor[]): Descriptor | undefined {
  const real = images.filter((image) => image.platform !== undefined);
  return real.find((image) => image.platform === 'linux/amd64') ?? real[0] ?? images[0];
}
