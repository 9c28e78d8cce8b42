import { isAscii } from 'node:buffer';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import zlib from 'node:zlib';

const lastWorks: (() => void)[] = [];
function atExit(work: () => void): void {
  if (lastWorks.push(work) > 1) return;
  process.once('exit', () => {
    for (const one of lastWorks) one();
  });
}

/**
 * Loads a script, and the scripts beside it that it asks for, as `require` would, with what V8 compiled of each the last
 * time: to compile them anew is a third of a start. The compiled code is kept beside the script, where nobody can write who
 * could not change the script itself. A folder that cannot be written to costs that third, and nothing else.
 */
export function requireKept(file: string, later = atExit): unknown {
  const require = createRequire(file);
  const known = require.cache[file];
  if (known) return known.exports;
  const source = readFileSync(file);
  const place = `${file}.${process.versions.v8}-${process.arch}.cache`;
  const cachedData = readKept(place, source);
  const script = new Script(Module.wrap(textOf(source)), { filename: file, ...(cachedData && { cachedData }) });
  // By the end of a process the functions are compiled that a start needs, too.
  if (script.cachedDataRejected !== false) later(() => keep(place, source, script.createCachedData()));

  const loaded = new Module(file);
  loaded.filename = file;
  require.cache[file] = loaded;
  const ask = (name: string) => (name.startsWith('./') ? requireKept(join(dirname(file), name), later) : require(name));
  script.runInThisContext().call(loaded.exports, loaded.exports, ask, loaded, file, dirname(file));
  loaded.loaded = true;
  return loaded.exports;
}

/** What the build writes is ASCII: it takes half the memory of other text, and no decoding. */
const textOf = (source: Buffer): string => source.toString(isAscii(source) ? 'latin1' : 'utf8');

/** A checksum of a script and of what was compiled of it. Nodes of before 20.15 have none, and keep nothing. */
const checksum: ((data: Buffer, value?: number) => number) | undefined = zlib.crc32;

/** V8 looks at the length of a source only, and trusts the rest: a fingerprint of both stands before the code. */
function fingerprint(source: Buffer, code: Buffer): Buffer | undefined {
  if (!checksum) return undefined;
  const print = Buffer.alloc(fingerprintSize);
  print.writeUInt32LE(checksum(code, checksum(source)));
  return print;
}

/** V8 wants its data at an address that can be divided by eight. */
const fingerprintSize = 8;

function readKept(place: string, source: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(place);
    const code = kept.subarray(fingerprintSize);
    return fingerprint(source, code)?.equals(kept.subarray(0, fingerprintSize)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** In one step: another process may start meanwhile. */
function keep(place: string, source: Buffer, code: Buffer): void {
  const print = fingerprint(source, code);
  if (!print) return;
  const draft = `${place}.${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat([print, code]));
    renameSync(draft, place);
  } catch {
    // Then the next start compiles again.
  }
}
