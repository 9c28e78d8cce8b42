// A registry of one image for the editor suite, as a browser may ask it: https://www.w3.org/TR/cors/ names the headers.
import { createHash } from 'node:crypto';

const digestOf = (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const config = JSON.stringify({
  architecture: 'amd64',
  os: 'linux',
  created: '2026-01-02T03:04:05Z',
  config: { User: '10001', ExposedPorts: { '8080/tcp': {} } },
  rootfs: { type: 'layers', diff_ids: [] },
});
const imageType = 'application/vnd.oci.image.manifest.v1+json';
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: imageType,
  config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(config), size: config.length },
  layers: [],
});

/** What the image's digest is. */
const imageDigest = digestOf(manifest);

const headers = {
  'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Headers': 'accept, authorization',
  'Access-Control-Expose-Headers': 'docker-content-digest, www-authenticate',
};

/** Answers a path below `/v2/`. */
export function answerRegistry(method, path) {
  if (method === 'OPTIONS') return { status: 204, headers };
  if (path === '/v2/') return { headers, type: 'application/json', body: '{}' };
  if (['1', 'saved', imageDigest].some((tag) => path === `/v2/shop/api/manifests/${tag}`))
    return { headers: { ...headers, 'Docker-Content-Digest': imageDigest }, type: imageType, body: manifest };
  if (path === `/v2/shop/api/blobs/${digestOf(config)}`) return { headers, type: 'application/json', body: config };
  return { status: 404, headers, type: 'application/json', body: '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}' };
}
