import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Collects generated files; then either writes what differs or only says what is stale. */
export function generatedFiles(root) {
  const wanted = new Map();
  const folders = new Set();
  return {
    /** A file that must have exactly this text. */
    file(path, text) {
      wanted.set(path, text);
    },
    /** A folder in which every file is generated: whatever else lies there is stale. */
    folder(path) {
      folders.add(path);
    },
    /** Paths that differ from what is wanted, each with what is wrong with it. */
    stale() {
      const found = [];
      for (const [path, text] of wanted) {
        if (!existsSync(join(root, path))) found.push({ path, state: 'missing' });
        else if (readFileSync(join(root, path), 'utf8') !== text) found.push({ path, state: 'out of date' });
      }
      for (const folder of folders) {
        if (!existsSync(join(root, folder))) continue;
        for (const name of readdirSync(join(root, folder))) {
          const path = `${folder}/${name}`;
          const isWanted = [...wanted.keys()].some((p) => p === path || p.startsWith(`${path}/`));
          if (!isWanted) found.push({ path, state: 'no longer generated' });
        }
      }
      return found.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    /** Makes the disk agree with what is wanted. */
    write() {
      const changed = this.stale();
      for (const { path } of changed) {
        const text = wanted.get(path);
        if (text === undefined) {
          rmSync(join(root, path), { recursive: true });
          continue;
        }
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
      return changed;
    },
  };
}
