import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';

/** The digest of a text. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The manifest that the scripted registry gives for a name and tag. */
export function manifestOf(repository: string, tag: string): string {
  const config = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: sha256(`${repository}:${tag}`),
    size: 2,
  };
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config,
    layers: [],
  });
}

/** A registry of a few lines that has every image with the tag `1`: for counting, where a real one is not needed. */
export const scriptedRegistry: RequestListener = (request, response) => {
  const found = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(request.url ?? '');
  if (request.url === '/v2/') {
    response.writeHead(200).end('{}');
    return;
  }
  const [, repository = '', reference = ''] = found ?? [];
  const manifest = manifestOf(repository, '1');
  if (reference !== '1' && reference !== sha256(manifest)) {
    response.writeHead(404).end('{}');
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/vnd.oci.image.manifest.v1+json',
    'content-length': Buffer.byteLength(manifest),
    'docker-content-digest': sha256(manifest),
  });
  response.end(request.method === 'HEAD' ? undefined : manifest);
};
