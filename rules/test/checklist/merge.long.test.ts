import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createChecklist } from '../../src/checklist/create';
import { changeEntries } from '../../src/checklist/edit';
import { readChecklist } from '../../src/checklist/read';
import { applyEdits } from '../../src/text/edits';

const folder = mkdtempSync(join(tmpdir(), 'checklist-merge-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const fresh = createChecklist({ component: 'shop', profile: 'standard', tier: 'full' });
const ids = readChecklist(fresh).entries.map(({ id }) => id);

test('two people deciding different items never collide', () => {
  const random = generator(150);
  let conflicts = 0;
  for (let i = 0; i < 150; i++) {
    const size = [8, 25][i % 2] ?? 8;
    const chosen = shuffled(ids, random);
    const base = i % 3 === 0 ? fresh : decided(fresh, chosen.slice(60, 100), 'base', random);
    const ours = decided(base, chosen.slice(0, size), 'ours', random);
    const theirs = decided(base, chosen.slice(size, 2 * size), 'theirs', random);
    const merged = merge(ours, base, theirs);
    if (merged === undefined) conflicts++;
    else assert.equal(readChecklist(merged).problems.length, 0);
  }
  assert.equal(conflicts, 0);
});

test('a newer catalogue hardly ever collides with decisions', () => {
  const random = generator(400);
  let conflicts = 0;
  for (let i = 0; i < 400; i++) {
    const chosen = shuffled(ids, random);
    const ours = decided(fresh, chosen.slice(0, 20), 'ours', random);
    const added = chosen.slice(20, 26).map((id) => `${id}-${Math.floor(random() * 1000)}`);
    const upgrade = changeEntries(
      fresh,
      added.map((id) => ({ id, change: {} })),
    );
    assert.ok('edits' in upgrade);
    if (merge(ours, fresh, applyEdits(fresh, upgrade.edits)) === undefined) conflicts++;
  }
  assert.ok(conflicts <= 3, `${conflicts} of 400`);
});

function merge(ours: string, base: string, theirs: string): string | undefined {
  const paths = [ours, base, theirs].map((text, i) => {
    const path = join(folder, `${i}.yaml`);
    writeFileSync(path, text);
    return path;
  });
  const run = spawnSync('git', ['merge-file', '-p', '--quiet', ...paths], { encoding: 'utf8' });
  assert.ok(run.status !== null && run.status < 128, run.stderr);
  return run.status === 0 ? run.stdout : undefined;
}

function decided(text: string, chosen: readonly string[], by: string, random: () => number): string {
  const result = changeEntries(
    text,
    chosen.map((id) => ({
      id,
      change: {
        decision: random() < 0.5 ? ('required' as const) : ('rejected' as const),
        why: `Because of ${Math.floor(random() * 1e6)}, as the team said in the meeting about this component and its neighbours.`,
        by,
        date: '2026-11-12',
        ...(random() < 0.3 ? { watch: ['k8s/deployment.yaml'], seal: '0123456789abcdef' } : {}),
      },
    })),
  );
  if ('refused' in result) assert.fail(result.refused);
  return applyEdits(text, result.edits);
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
