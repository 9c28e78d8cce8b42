import type { Span } from '../text/span';

/** A piece of a reference and where it stands. */
export interface ReferencePart {
  readonly text: string;
  readonly span: Span;
}

/** `registry:port/repository:tag@algorithm:hex`, as the distribution specification defines it. */
export interface ImageReference {
  /** As written. */
  readonly text: string;
  readonly span: Span;
  /** Host with port when one is written: `registry.example:5000`. */
  readonly registry: ReferencePart | undefined;
  /** Path as written, without registry: `library/nginx`, `nginx`. */
  readonly repository: ReferencePart;
  readonly tag: ReferencePart | undefined;
  /** `sha256:...` */
  readonly digest: ReferencePart | undefined;
  /** Registry host as a client resolves it: `docker.io` when none is written. */
  readonly host: string;
  /** Path as a client resolves it: `library/nginx` for `nginx` on Docker Hub. */
  readonly path: string;
  /** `host/path`. */
  readonly name: string;
}

const pathPart = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const hostPart =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const tagForm = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const digestForm = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

const hubHosts = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

/**
 * Reads an image reference that starts at `offset` of some text. Undefined when the text is none, for example because a
 * variable or a template is left in it, or because its repository has capitals.
 */
export function parseImageReference(text: string, offset = 0): ImageReference | undefined {
  if (text.length === 0 || text.length > 4096) return undefined;
  const part = (from: number, to: number): ReferencePart => ({
    text: text.slice(from, to),
    span: { start: offset + from, end: offset + to },
  });

  const at = text.indexOf('@');
  const digest = at >= 0 ? part(at + 1, text.length) : undefined;
  if (digest && !digestForm.test(digest.text)) return undefined;
  const nameEnd = at >= 0 ? at : text.length;

  const colon = text.lastIndexOf(':', nameEnd - 1);
  const hasTag = colon > text.lastIndexOf('/', nameEnd - 1);
  const tag = hasTag ? part(colon + 1, nameEnd) : undefined;
  if (tag && !tagForm.test(tag.text)) return undefined;
  const pathEnd = hasTag ? colon : nameEnd;

  const slash = text.indexOf('/');
  const first = slash > 0 && slash < pathEnd ? text.slice(0, slash) : '';
  const isHost = first !== '' && (/[.:[]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  if (isHost && !hostPart.test(first)) return undefined;
  const registry = isHost ? part(0, slash) : undefined;

  const repository = part(isHost ? slash + 1 : 0, pathEnd);
  if (repository.text.length === 0 || repository.text.length > 255) return undefined;
  if (!repository.text.split('/').every((element) => pathPart.test(element))) return undefined;

  const host = registry === undefined || hubHosts.has(registry.text) ? 'docker.io' : registry.text.toLowerCase();
  const official = host === 'docker.io' && !repository.text.includes('/');
  const path = official ? `library/${repository.text}` : repository.text;
  return {
    text,
    span: { start: offset, end: offset + text.length },
    registry,
    repository,
    tag,
    digest,
    host,
    path,
    name: `${host}/${path}`,
  };
}

/**
 * What is certain of the tag of a text whose first part is unknown (`${REGISTRY}/shop/app:latest`): an empty text is none.
 * Undefined when nobody can say.
 */
export function tagBehindUnknown(text: string): string | undefined {
  const last = /[^/$}]*$/.exec(text)?.[0] ?? '';
  const isWholePart = last.length < text.length && text.at(-last.length - 1) === '/';
  const colon = last.indexOf(':');
  if (last === '' || last.includes('@')) return undefined;
  if (colon < 0) return isWholePart ? '' : undefined;
  const tag = last.slice(colon + 1);
  return tagForm.test(tag) ? tag : undefined;
}

/** A name alone may be a context that the build is given (`--build-context`), or what a tool builds and puts in its place. */
export function isBareName({ registry, tag, digest, repository }: ImageReference): boolean {
  return !registry && !tag && !digest && !repository.text.includes('/');
}

/** Whether the reference always means the same bytes. */
export function isPinned(reference: ImageReference): boolean {
  return reference.digest !== undefined;
}

/** Tags that are moved on purpose, so that the same text means another image tomorrow. */
const movingTags = new Set([
  'latest',
  'stable',
  'edge',
  'nightly',
  'rolling',
  'main',
  'master',
  'dev',
  'devel',
  'develop',
  'development',
  'lts',
  'current',
  'mainline',
  'testing',
  'unstable',
  'experimental',
  'snapshot',
  'canary',
  'head',
  'trunk',
]);

/** Whether a tag names a channel rather than a version. */
export function isMovingTag(tag: string): boolean {
  return movingTags.has(tag.toLowerCase());
}

/**
 * Whether an image is inside an allowed place: a host, a host with a path prefix, or a whole image name. A prefix ends
 * only at `/`, `:` or `@`, so that `example.com/team` does not let `example.com/team-evil` in. `docker.io/library` and bare
 * names mean the same as for a client.
 */
export function isInside(reference: ImageReference, place: string): boolean {
  const wanted = normalPlace(place);
  if (wanted === '') return false;
  const tagged = reference.tag ? `${reference.name}:${reference.tag.text}` : reference.name;
  if (reference.name === wanted || tagged === wanted || reference.text === place.trim()) return true;
  return reference.name.startsWith(wanted.endsWith('/') ? wanted : `${wanted}/`);
}

function normalPlace(place: string): string {
  const trimmed = place.trim().replace(/\/\*{1,2}$/, '/');
  const slash = trimmed.indexOf('/');
  const first = slash < 0 ? trimmed : trimmed.slice(0, slash);
  if (hubHosts.has(first)) return `docker.io${slash < 0 ? '' : trimmed.slice(slash)}`;
  const isHost = slash < 0 ? first.includes('.') && !/:[^0-9]/.test(first) : /[.:]/.test(first);
  if (isHost || first === 'localhost' || first.startsWith('localhost:')) return trimmed;
  if (trimmed === '') return '';
  return trimmed.includes('/') ? `docker.io/${trimmed}` : `docker.io/library/${trimmed}`;
}
