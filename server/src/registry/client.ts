import type { ImageFacts } from '@bulkhead/rules/model/facts';
import { type ImageReference, parseImageReference } from '@bulkhead/rules/parse/image';
import { type Content, contentByDigest, contentByTag, headDigest } from './content';
import type { CredentialSource } from './credentials';
import { type Hash, webCryptoHash } from './digest';
import { createWire, type Limits } from './exchange';
import { readFacts } from './facts';
import { type Failure, failureOf, RegistryError, throwIfCancelled, untilAborted } from './failure';
import { createMemory } from './memory';
import { type HostSession, openHost } from './session';
import type { Clock, Transport } from './transport';

export interface RegistryClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Asked only when a registry insists. Absent: everything is asked as nobody in particular. */
  readonly credentials?: CredentialSource;
  /** Hosts besides this machine that may be asked without encryption. */
  readonly plainHttpHosts?: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly random?: () => number;
  readonly hash?: Hash;
}

/** What a tag stands for now. */
export interface Resolved {
  readonly digest: string;
  /** When the registry said so, in milliseconds since 1970. */
  readonly at: number;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export interface ResolveOptions {
  readonly signal: AbortSignal;
  /** Do not answer from memory. */
  readonly fresh?: boolean;
  /** The digest the file has now: when the tag still stands for it, nothing needs to be downloaded. */
  readonly known?: string | undefined;
  /**
   * `content`: a new digest is believed after its manifest was read and hashed. `host`: one such proof for each
   * registry is enough, so that many images need one request each and use up no download allowance.
   */
  readonly proof?: 'content' | 'host';
}

/** Asks registries what images are. Opens no connection before one of its functions is called. */
export interface RegistryClient {
  resolve(image: ImageReference, options: ResolveOptions): Promise<Outcome<Resolved>>;
  facts(image: ImageReference, options: { readonly signal: AbortSignal }): Promise<Outcome<ImageFacts>>;
  /** Drops sessions, tokens and credentials; what was learnt about images stays until it expires. */
  forgetSecrets(): void;
}

const rememberMs = 10 * 60_000;
/** So long a host that did not answer is not asked again: a batch must not wait for it once for every image. */
const unreachableMs = 5_000;

/** The question behind a reference: which tag of which repository. */
export function imageKey(image: ImageReference): string {
  return `${image.name}:${image.tag?.text ?? (image.digest ? '' : 'latest')}`;
}

export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const { clock, hash = webCryptoHash } = options;
  const wire = createWire(options);
  const digests = createMemory<Resolved>(clock, rememberMs);
  const knownFacts = createMemory<ImageFacts>(clock, rememberMs);
  const silent = createMemory<Failure>(clock, unreachableMs);
  const honest = new Map<string, boolean>();
  let sessions = new Map<string, Promise<HostSession>>();

  const open = async (host: string, signal: AbortSignal): Promise<HostSession> => {
    const failed = silent.get(host);
    if (failed) throw new RegistryError(failed.kind, failed.detail);
    const opening = sessions.get(host) ?? start(host, signal);
    try {
      return await untilAborted(opening, signal);
    } catch (error) {
      // Whoever opened the host first has cancelled; that is no reason to stop for anybody else.
      if (failureOf(error).kind === 'cancelled' && !signal.aborted) return open(host, signal);
      throw error;
    }
  };

  const start = (host: string, signal: AbortSignal): Promise<HostSession> => {
    const current = sessions;
    const opening = openHost(wire, host, options.credentials ?? (async () => undefined), signal);
    current.set(host, opening);
    opening.catch((error) => {
      current.delete(host);
      const failure = failureOf(error);
      if (failure.kind !== 'cancelled') silent.set(host, failure);
    });
    return opening;
  };

  const verified = async (host: string, read: () => Promise<Content>): Promise<Content> => {
    try {
      const content = await read();
      if (!honest.has(host)) honest.set(host, true);
      return content;
    } catch (error) {
      if (failureOf(error).kind === 'digest-mismatch') honest.set(host, false);
      throw error;
    }
  };

  const ask = async (image: ImageReference, { signal, known, proof }: ResolveOptions): Promise<string> => {
    const session = await open(image.host, signal);
    const tag = image.tag?.text ?? 'latest';
    const byTag = async (): Promise<string> =>
      (await verified(image.host, () => contentByTag(session, image.path, tag, { signal, hash }))).digest;
    if (proof === 'host' && known === undefined && honest.get(image.host) !== true) return byTag();
    const digest = await headDigest(session, image.path, tag, signal);
    if (digest === undefined) return byTag();
    if (digest === known) return digest;
    if (proof === 'host' && honest.get(image.host) === true) return digest;
    await verified(image.host, () => contentByDigest(session, image.path, digest, { signal, hash }));
    return digest;
  };

  return {
    resolve: (image, request) =>
      outcome(async () => {
        throwIfCancelled(request.signal);
        requireLookup(image);
        const key = imageKey(image);
        const remembered = request.fresh ? undefined : digests.get(key);
        if (remembered) return remembered;
        const resolved = { digest: await ask(image, request), at: clock.now() };
        digests.set(key, resolved);
        return resolved;
      }),

    facts: (image, { signal }) =>
      outcome(async () => {
        throwIfCancelled(signal);
        requireLookup(image);
        const key = `${imageKey(image)}@${image.digest?.text ?? ''}`;
        const remembered = knownFacts.get(key);
        if (remembered) return remembered;
        const session = await open(image.host, signal);
        const facts = await readFacts(session, image, { signal, hash });
        knownFacts.set(key, facts);
        return facts;
      }),

    forgetSecrets() {
      sessions = new Map();
    },
  };
}

/** A reference made by hand could hold anything; only what the grammar reads is sent anywhere. */
function requireLookup(image: ImageReference): void {
  const again = parseImageReference(image.text);
  if (!again || again.name !== image.name) throw new RegistryError('not-a-reference', 'this is no image reference');
}

async function outcome<T>(task: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}
