import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces the content of a file as one step: whoever reads it sees the old text or the new one. A link stays a link; the
 * mode and, where allowed, the owner stay the same. Throws what the file system throws.
 */
export function replaceFile(path: string, text: string): void {
  const target = realpathSync(path);
  // Renaming over a write-protected file would succeed; the protection means no.
  accessSync(target, constants.W_OK);
  const { mode, uid, gid } = statSync(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode: 0o600 });
    try {
      chownSync(temporary, uid, gid);
    } catch {
      // Only root may give files away; then the new file is ours, as with any editor.
    }
    chmodSync(temporary, mode & 0o7777);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
