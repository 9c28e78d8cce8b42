import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { requireKept } from '../src/codeCache';

/** Starts a script in a folder of its own, again and again; answers what it exports and whether it had to be compiled. */
function starts(t: { after(work: () => void): void }) {
  const folder = mkdtempSync(join(tmpdir(), 'code-cache-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'core.js');
  const write = (answer: string) => writeFileSync(file, `module.exports = (() => () => "${answer}")();\n`);
  const start = () => {
    const later: (() => void)[] = [];
    for (const name of readdirSync(folder)) delete require.cache[join(folder, name)];
    const answer = requireKept(file, (work) => later.push(work)) as () => string;
    for (const work of later) work();
    return [answer(), later.length > 0 ? 'compiled' : 'kept'];
  };
  const kept = () => readdirSync(folder).filter((name) => name !== 'core.js');
  return { folder, write, start, kept };
}

test('a script is compiled once', (t) => {
  const { write, start, kept } = starts(t);
  write('one');
  assert.deepEqual(start(), ['one', 'compiled']);
  assert.equal(kept().length, 1);
  assert.deepEqual(start(), ['one', 'kept']);
});

test('another script of the same length is compiled, and kept from then on', (t) => {
  const { write, start } = starts(t);
  write('one');
  start();
  write('two');
  assert.deepEqual(start(), ['two', 'compiled']);
  assert.deepEqual(start(), ['two', 'kept']);
});

test('what was kept and came to harm is not used', (t) => {
  const { folder, write, start, kept } = starts(t);
  write('one');
  start();
  const place = join(folder, kept()[0] ?? '');
  const whole = readFileSync(place);
  for (const harm of [
    Buffer.alloc(0),
    whole.subarray(0, 100),
    Buffer.concat([whole.subarray(0, 200), Buffer.alloc(1, 7), whole.subarray(201)]),
  ]) {
    writeFileSync(place, harm);
    assert.deepEqual(start(), ['one', 'compiled']);
    assert.deepEqual(start(), ['one', 'kept']);
  }
});

test('a folder that nobody can write to is no reason not to start', (t) => {
  const { folder, write } = starts(t);
  write('one');
  const file = join(folder, 'core.js');
  requireKept(file, (work) => {
    rmSync(folder, { recursive: true });
    work();
  });
  assert.equal(createRequire(file).cache[file]?.exports(), 'one');
});
