import type { ImageReference } from '@bulkhead/rules/parse/image';
import { imageKey, type Outcome, type RegistryClient, type Resolved } from './client';

/** One image to look up, with the digest its file has now. */
export interface Wanted {
  readonly image: ImageReference;
  readonly known?: string | undefined;
}

/**
 * Looks many references up with one request for each distinct image. The first image of each registry is read whole;
 * when that shows the registry to be honest, the others need no download.
 */
export async function resolveAll(
  client: RegistryClient,
  wanted: readonly Wanted[],
  options: {
    readonly signal: AbortSignal;
    readonly fresh?: boolean;
    readonly onDone?: (done: number, total: number) => void;
  },
): Promise<ReadonlyMap<string, Outcome<Resolved>>> {
  const distinct = new Map<string, Wanted>();
  for (const one of wanted) if (!distinct.has(imageKey(one.image))) distinct.set(imageKey(one.image), one);
  const hosts = new Map<string, Wanted[]>();
  for (const one of distinct.values()) hosts.set(one.image.host, [...(hosts.get(one.image.host) ?? []), one]);

  const outcomes = new Map<string, Outcome<Resolved>>();
  const look = async ({ image, known }: Wanted): Promise<Outcome<Resolved>> => {
    const { signal, fresh = false } = options;
    const outcome = await client.resolve(image, { signal, fresh, known, proof: 'host' });
    outcomes.set(imageKey(image), outcome);
    options.onDone?.(outcomes.size, distinct.size);
    return outcome;
  };
  await Promise.all(
    [...hosts.values()].map(async (images) => {
      const [first, ...others] = images;
      if (first) await look(first);
      await Promise.all(others.map(look));
    }),
  );
  return outcomes;
}
