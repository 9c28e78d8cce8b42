import type { ImageFacts } from '@bulkhead/rules/model/facts';
import type { ImageReference } from '@bulkhead/rules/parse/image';
import { type Content, configByDigest, contentByDigest, contentByTag } from './content';
import type { Hash } from './digest';
import { RegistryError } from './failure';
import { readImageConfig } from './imageConfig';
import { parseManifest, typicalImage } from './manifest';
import type { HostSession } from './session';

/** Reads manifest and configuration of an image, every part checked against its digest. */
export async function readFacts(
  session: HostSession,
  image: ImageReference,
  reading: { readonly signal: AbortSignal; readonly hash: Hash },
): Promise<ImageFacts> {
  const top = image.digest
    ? await contentByDigest(session, image.path, image.digest.text, reading)
    : await contentByTag(session, image.path, image.tag?.text ?? 'latest', reading);
  const manifest = readable(top);
  if (manifest.kind === 'image') {
    const { platform, ...facts } = await readConfig(manifest.config.digest);
    return { ...facts, digest: top.digest, platforms: platform === undefined ? [] : [platform] };
  }
  const typical = typicalImage(manifest.images);
  if (!typical) throw new RegistryError('bad-answer', 'its index names no image');
  const one = readable(await contentByDigest(session, image.path, typical.digest, reading));
  if (one.kind !== 'image') throw new RegistryError('unsupported', 'its index names another index');
  const { platform: _platform, ...facts } = await readConfig(one.config.digest);
  const platforms = [...new Set(manifest.images.flatMap((entry) => entry.platform ?? []))].sort();
  return { ...facts, digest: top.digest, platforms };

  async function readConfig(digest: string): Promise<NonNullable<ReturnType<typeof readImageConfig>>> {
    const config = readImageConfig((await configByDigest(session, image.path, digest, reading)).bytes);
    if (!config) throw new RegistryError('bad-answer', 'its configuration is no JSON object');
    return config;
  }
}

function readable(content: Content): NonNullable<ReturnType<typeof parseManifest>> {
  const manifest = parseManifest(content.bytes, content.mediaType);
  if (!manifest) throw new RegistryError('bad-answer', 'its manifest has an unknown form');
  return manifest;
}
