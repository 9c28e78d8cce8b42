import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every text below a folder that is handed to `t`, or `l10n.t`: in English, sorted. */
export function textsIn(folder) {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const source = readFileSync(join(folder, name), 'utf8');
      return [...source.matchAll(/\bt(?:\(\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)];
    })
    .map(([, single, double]) => (single ?? double ?? '').replace(/\\(['"])/g, '$1'));
  return [...new Set(found)].sort();
}
