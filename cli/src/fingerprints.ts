import { createHash } from 'node:crypto';
import type { Entry } from './result';

/** The name under which reports carry them. */
export const fingerprintName = 'bulkhead/v1';

/** Names a finding by its rule, file and line text, not its line number; equal ones are counted. */
export function fingerprints(): (entry: Entry) => string {
  const seen = new Map<string, number>();
  return (entry) => {
    const key = createHash('sha256')
      .update(JSON.stringify([entry.rule, entry.path, entry.lineText]))
      .digest('hex')
      .slice(0, 32);
    const ordinal = (seen.get(key) ?? 0) + 1;
    seen.set(key, ordinal);
    return `${key}:${ordinal}`;
  };
}
