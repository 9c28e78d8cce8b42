import { hasRealDigest, withoutDigest } from '@bulkhead/rules/images/index';
import { type ImageReference, parseImageReference } from '@bulkhead/rules/parse/image';
import type { RegistryClient } from '../registry/client';
import { failureMessage } from '../registry/failure';
import type { DatedFacts } from './facts';

/** What registries said about images. */
export interface LookedUp {
  /** By reference, as rules ask for it: as written, and for a pinned one also by its tag alone. */
  readonly facts: ReadonlyMap<string, DatedFacts>;
  /** The references as written, for people. */
  readonly shown: readonly string[];
  readonly problems: readonly string[];
}

/** Asks for the facts of images; for a pinned one also what its tag stands for now. */
export async function lookUpFacts(
  images: readonly ImageReference[],
  client: RegistryClient,
  options: {
    readonly signal: AbortSignal;
    readonly today: string;
    readonly onDone: (done: number, total: number) => void;
  },
): Promise<LookedUp> {
  const { signal, today: date } = options;
  const wanted = new Map(images.map((image) => [image.text, image]));
  const facts = new Map<string, DatedFacts>();
  const shown: string[] = [];
  const problems: string[] = [];
  let done = 0;
  await Promise.all(
    [...wanted.values()].map(async (image) => {
      const found = await client.facts(image, { signal });
      if (found.ok) {
        facts.set(image.text, { facts: found.value, date });
        shown.push(image.text);
      } else problems.push(failureMessage(image.text, found.failure));
      const tagged = image.tag && hasRealDigest(image) ? parseImageReference(withoutDigest(image)) : undefined;
      const known = image.digest?.text;
      const now = tagged && (await client.resolve(tagged, { signal, known }));
      if (tagged && now?.ok) {
        const same = found.ok && now.value.digest === known;
        facts.set(tagged.text, { facts: same ? found.value : { digest: now.value.digest }, date });
      }
      options.onDone(++done, wanted.size);
    }),
  );
  return { facts, shown: shown.sort(), problems };
}
