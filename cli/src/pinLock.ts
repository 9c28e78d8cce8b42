import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findImages,
  hasRealDigest,
  type ImageLock,
  type LockedImage,
  lockFileName,
  readLock,
  tagName,
} from '@bulkhead/rules/images/index';
import type { ImageReference } from '@bulkhead/rules/parse/image';
import { parseImageReference } from '@bulkhead/rules/parse/image';
import type { RegistryClient } from '@bulkhead/server/registry/client';
import type { FileToPin, PinOutcome } from '@bulkhead/server/registry/pinFiles';

/** The lock file of a folder; without one, or with one that cannot be read, nothing is recorded. */
export function readLockFile(folder: string): ImageLock {
  try {
    return readLock(readFileSync(join(folder, lockFileName), 'utf8'));
  } catch {
    return new Map();
  }
}

interface Update {
  readonly client: RegistryClient;
  readonly signal: AbortSignal;
  readonly today: string;
}

/** The lock file for these files: what they name now, with facts where the registry gives them. */
export async function updateLock(
  before: ImageLock,
  files: readonly FileToPin[],
  outcome: PinOutcome,
  update: Update,
): Promise<ImageLock> {
  const digests = new Map<string, { image: ImageReference; digest: string }>();
  for (const { image } of files.flatMap(findImages)) {
    const digest = image?.tag && hasRealDigest(image) ? image.digest?.text : undefined;
    if (image && digest) digests.set(tagName(image), { image, digest });
  }
  for (const { image, digest } of outcome.pinned) digests.set(tagName(image), { image, digest });

  const entries = [...digests].map(([key, { image, digest }]) => lockOne(before.get(key), image, digest, update));
  const next = new Map(before);
  for (const entry of await Promise.all(entries)) next.set(`${entry.name}:${entry.tag}`, entry);
  return next;
}

/** An entry that says the same keeps its date: the file changes only when something did. */
async function lockOne(
  known: LockedImage | undefined,
  image: ImageReference,
  digest: string,
  { client, signal, today }: Update,
): Promise<LockedImage> {
  if (known?.digest === digest && known.facts) return known;
  const base = { name: image.name, tag: image.tag?.text ?? 'latest', digest };
  const date = known?.digest === digest ? known.date : today;
  const exact = parseImageReference(`${image.name}@${digest}`);
  const facts = exact && (await client.facts(exact, { signal }));
  if (!facts?.ok) return { ...base, date };
  const { digest: _digest, ...rest } = facts.value;
  return { ...base, date, facts: rest };
}
