import { digestOf, type Hash, isDigest, matchesDigest } from './digest';
import type { Answer } from './exchange';
import { plainText, RegistryError } from './failure';
import { asList, asObject, asText, parseJsonObject } from './json';
import { acceptedManifests, isOldManifest, mediaType } from './manifest';
import type { HostSession } from './session';

/** Bytes that are what their digest names. */
export interface Content {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

interface Reading {
  readonly signal: AbortSignal;
  readonly hash: Hash;
}

/** The distribution specification lets registries refuse manifests above this size. */
const maxManifestBytes = 4 * 1024 * 1024;
const maxConfigBytes = 8 * 1024 * 1024;

/** The digest of a tag as the registry says it, or undefined when it does not say it without the content. */
export async function headDigest(
  session: HostSession,
  repository: string,
  tag: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await session.ask(repository, {
    method: 'HEAD',
    path: manifestPath(repository, tag),
    headers: { accept: acceptedManifests },
    maxBytes: 0,
    signal,
  });
  if (answer.status === 400 || answer.status === 405 || answer.status === 501) return undefined;
  requireOk(answer, `no tag "${tag}"`);
  requireModern(answer);
  const digest = answer.headers['docker-content-digest'];
  if (digest === undefined) return undefined;
  if (!isDigest(digest)) throw new RegistryError('bad-answer', 'the registry gave a digest that is none');
  return digest;
}

/** What a tag stands for, read whole: the digest is that of the bytes, and what the registry says must agree. */
export async function contentByTag(
  session: HostSession,
  repository: string,
  tag: string,
  reading: Reading,
): Promise<Content> {
  const answer = await getManifest(session, repository, tag, reading.signal);
  const said = answer.headers['docker-content-digest'];
  if (said === undefined) return content(await digestOf(answer.body, reading.hash), answer);
  if (!isDigest(said)) throw new RegistryError('bad-answer', 'the registry gave a digest that is none');
  return requireMatch(said, answer, reading);
}

/** A manifest by its digest. */
export async function contentByDigest(
  session: HostSession,
  repository: string,
  digest: string,
  reading: Reading,
): Promise<Content> {
  requireDigest(digest);
  return requireMatch(digest, await getManifest(session, repository, digest, reading.signal), reading);
}

/** An image's configuration by its digest. */
export async function configByDigest(
  session: HostSession,
  repository: string,
  digest: string,
  reading: Reading,
): Promise<Content> {
  requireDigest(digest);
  const path = `/v2/${repository}/blobs/${digest}`;
  const answer = await session.ask(repository, {
    method: 'GET',
    path,
    maxBytes: maxConfigBytes,
    signal: reading.signal,
  });
  requireOk(answer, 'no configuration for the image');
  return requireMatch(digest, answer, reading);
}

async function getManifest(
  session: HostSession,
  repository: string,
  reference: string,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await session.ask(repository, {
    method: 'GET',
    path: manifestPath(repository, reference),
    headers: { accept: acceptedManifests },
    maxBytes: maxManifestBytes,
    signal,
  });
  requireOk(answer, reference.includes(':') ? `no image ${reference}` : `no tag "${reference}"`);
  requireModern(answer);
  if (!parseJsonObject(answer.body))
    throw new RegistryError('bad-answer', 'the registry gave a manifest that is no JSON object');
  return answer;
}

function manifestPath(repository: string, reference: string): string {
  return `/v2/${repository}/manifests/${reference}`;
}

function content(digest: string, answer: Answer): Content {
  return { digest, mediaType: mediaType(answer.headers['content-type']), bytes: answer.body };
}

async function requireMatch(digest: string, answer: Answer, reading: Reading): Promise<Content> {
  if (await matchesDigest(answer.body, digest, reading.hash)) return content(digest, answer);
  throw new RegistryError('digest-mismatch', 'the registry gave content that does not match its digest');
}

function requireDigest(digest: string): void {
  if (!isDigest(digest)) throw new RegistryError('unsupported', 'its digest is neither sha256 nor sha512');
}

function requireModern(answer: Answer): void {
  if (isOldManifest(mediaType(answer.headers['content-type']))) {
    throw new RegistryError(
      'unsupported',
      'the registry has it only in the old manifest format, whose digest is not stable',
    );
  }
}

function requireOk(answer: Answer, missing: string): void {
  const { status } = answer;
  if (status === 200) return;
  const why = reason(answer);
  if (status === 401) throw new RegistryError('unauthorized', `the registry wants credentials for it (401)${why}`);
  if (status === 403) throw new RegistryError('forbidden', `the registry refused access (403)${why}`);
  if (status === 404) throw new RegistryError('not-found', `the registry has ${missing} there (404)${why}`);
  throw new RegistryError('bad-answer', `the registry answered ${status}${why}`);
}

/** The registry's own words, where it used the specification's error format. */
function reason(answer: Answer): string {
  const first = asObject(asList(parseJsonObject(answer.body)?.['errors'])[0]);
  const words = asText(first?.['message']) ?? asText(first?.['code']);
  return words === undefined ? '' : `: ${plainText(words, 120).replace(/\.$/, '')}`;
}
