import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a test image says about itself. */
export interface TestImage {
  readonly os?: string;
  readonly architecture?: string;
  readonly user?: string;
  readonly ports?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly created?: string;
  /** How it was built. */
  readonly history?: readonly string[];
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly [more: string]: unknown;
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

/** Writes an OCI layout whose tag `main` is one image, or an index of several; returns the tag's digest. */
export function writeLayout(folder: string, images: readonly TestImage[]): string {
  const blobs = join(folder, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const store = (bytes: Buffer, mediaType: string): Descriptor => {
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(blobs, hex), bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const storeJson = (data: unknown, mediaType: string): Descriptor =>
    store(Buffer.from(JSON.stringify(data)), mediaType);

  const manifests = images.map((image) => {
    // An empty tar archive: 1024 zero bytes.
    const tar = Buffer.alloc(1024);
    const layer = store(gzipSync(tar), 'application/vnd.oci.image.layer.v1.tar+gzip');
    const platform = { os: image.os ?? 'linux', architecture: image.architecture ?? 'amd64' };
    const config = storeJson(
      {
        ...platform,
        created: image.created ?? '2025-03-04T05:06:07Z',
        config: {
          ...(image.user === undefined ? {} : { User: image.user }),
          ExposedPorts: Object.fromEntries((image.ports ?? []).map((port) => [port, {}])),
          Entrypoint: image.entrypoint ?? ['/bin/app'],
          Labels: image.labels ?? {},
        },
        rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(tar).digest('hex')}`] },
        history: (image.history ?? []).map((step) => ({ created_by: step, empty_layer: true })),
      },
      'application/vnd.oci.image.config.v1+json',
    );
    const manifest = storeJson({ schemaVersion: 2, mediaType: manifestType, config, layers: [layer] }, manifestType);
    return { ...manifest, platform };
  });

  const [first, ...others] = manifests;
  if (!first) throw new Error('a layout needs an image');
  const top = others.length === 0 ? first : storeJson({ schemaVersion: 2, mediaType: indexType, manifests }, indexType);
  const named = { ...top, annotations: { 'org.opencontainers.image.ref.name': 'main' } };
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  return top.digest;
}
