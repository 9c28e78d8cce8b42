import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultContext, newestKubernetes } from '@bulkhead/rules';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { createPacing } from '../src/pacing';
import { readSettings } from '../src/settings';

test('nothing and nonsense are the defaults', () => {
  for (const nonsense of [undefined, null, 'x', 7, [], { profile: 'lax', kubernetesVersion: 'new', rules: 3 }]) {
    const { enable, context } = readSettings(nonsense, '2026-01-01');
    assert.equal(enable, true);
    assert.deepEqual({ ...context, imageFacts: 0 }, { ...defaultContext, imageFacts: 0, today: '2026-01-01' });
  }
});

test('every setting is read', () => {
  const { context, severity } = readSettings(
    {
      profile: 'all',
      kubernetesVersion: 'v1.29.3',
      rules: { a: 'off', b: 'low', c: 'nonsense' },
      severity: { high: 'error' },
      approvedRegistries: ['registry.example.com', 4],
      untrustedWorkloads: ['*', 'tier=guest'],
      untrusted: { nodeLabel: 'pool=guest', nodeTaint: 4, priorityClass: '' },
    },
    '',
  );
  assert.equal(context.profile, 'all');
  assert.equal(context.kubernetes, 29);
  assert.deepEqual(context.rules, { a: 'off', b: 'low' });
  assert.deepEqual(context.approvedRegistries, ['registry.example.com']);
  assert.deepEqual(context.untrusted, { all: true, labels: ['tier=guest'], nodeLabel: 'pool=guest' });
  assert.equal(severity.high, DiagnosticSeverity.Error);
  assert.equal(severity.low, DiagnosticSeverity.Information);
});

test('a Kubernetes newer than the rules know is the newest they know', () => {
  assert.equal(readSettings({ kubernetesVersion: '1.99' }, '').context.kubernetes, newestKubernetes);
});

/** A clock that a test moves. */
function clock() {
  let now = 0;
  const timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    setTimer(milliseconds: number, run: () => void) {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
    },
    pass(milliseconds: number) {
      const until = now + milliseconds;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        timers.splice(timers.indexOf(next), 1);
        next.run();
      }
      now = until;
    },
  };
}

test('who types a key every 100 ms is answered between the keys, even when an answer takes long', async () => {
  for (const cost of [0, 5, 80]) {
    const time = clock();
    const pacing = createPacing(time);
    pacing.took('a', cost);
    for (let key = 0; key < 5; key++) {
      pacing.changed('a');
      let answered = false;
      void pacing.quiet('a').then(() => {
        answered = true;
      });
      time.pass(100);
      await Promise.resolve();
      assert.ok(answered, `key ${key} at a cost of ${cost}`);
    }
  }
});

test('who never pauses is answered all the same', async () => {
  const time = clock();
  const pacing = createPacing(time);
  pacing.took('a', 300);
  let answered = 0;
  for (let key = 0; key < 100; key++) {
    pacing.changed('a');
    void pacing.quiet('a').then(() => {
      answered++;
    });
    time.pass(20);
  }
  await Promise.resolve();
  assert.ok(answered > 0);
});
