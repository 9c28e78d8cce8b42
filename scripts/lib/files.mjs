import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const SKIP = new Set(['node_modules', 'dist', '.cache', '.git', 'out', 'generated']);

/** Every file below `root` whose path (with forward slashes, relative to `root`) matches. Sorted, so output is stable. */
export function globSync(root, pattern) {
  const found = [];
  const walk = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (SKIP.has(entry.name)) continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const name = relative(root, path).split(sep).join('/');
        if (pattern.test(name)) found.push(name);
      }
    }
  };
  walk(root);
  return found.sort();
}
