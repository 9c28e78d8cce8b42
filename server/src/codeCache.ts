import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

const atExit = (work: () => void): void => void process.once('exit', work);

/**
 * Loads a script as `require` would, with what V8 compiled of it the last time: to compile it anew is a third of a start.
 * The compiled code is kept beside the script, where nobody can write who could not change the script itself. A folder
 * that cannot be written to costs that third, and nothing else.
 */
export function requireKept(file: string, later = atExit): void {
  const source = readFileSync(file);
  const place = `${file}.${process.versions.v8}-${process.arch}.cache`;
  const cachedData = readKept(place, source);
  const script = new Script(Module.wrap(source.toString()), { filename: file, ...(cachedData && { cachedData }) });
  // By the end of a process the functions are compiled that a start needs, too.
  if (script.cachedDataRejected !== false) later(() => keep(place, source, script.createCachedData()));

  const loaded = new Module(file);
  const require = createRequire(file);
  loaded.filename = file;
  require.cache[file] = loaded;
  script.runInThisContext().call(loaded.exports, loaded.exports, require, loaded, file, dirname(file));
  loaded.loaded = true;
}

/** V8 looks at the length of a source only, and trusts the rest: a fingerprint of both stands before the code. */
function fingerprint(source: Buffer, code: Buffer): Buffer {
  return createHash('sha256').update(source).update(code).digest();
}

function readKept(place: string, source: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(place);
    const code = kept.subarray(32);
    return fingerprint(source, code).equals(kept.subarray(0, 32)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** In one step: another process may start meanwhile. */
function keep(place: string, source: Buffer, code: Buffer): void {
  const draft = `${place}.${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat([fingerprint(source, code), code]));
    renameSync(draft, place);
  } catch {
    // Then the next start compiles again.
  }
}
