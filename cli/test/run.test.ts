import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { rules } from '@bulkhead/rules';
import { commands } from '../src/commands';
import { rulePage } from '../src/pages';
import { rules as awkward } from './checked';
import { bulkhead } from './fakeIo';

const cwd = tmpdir();

test('prints its version and its help', async () => {
  assert.match((await bulkhead(cwd, ['--version'])).stdout, /^bulkhead \d+\.\d+\.\d+/);
  const help = await bulkhead(cwd, ['--help']);
  assert.equal(help.code, 0);
  for (const name of Object.keys(commands)) assert.match(help.stdout, new RegExp(`^  ${name} `, 'm'));
  const none = await bulkhead(cwd, []);
  assert.deepEqual([none.code, none.stdout, none.stderr], [2, '', help.stdout]);
});

for (const name of Object.keys(commands)) {
  test(`${name} explains itself`, async () => {
    const help = await bulkhead(cwd, [name, '--help']);
    assert.equal(help.code, 0);
    assert.match(help.stdout, new RegExp(`bulkhead ${name}`));
    assert.deepEqual(await bulkhead(cwd, ['help', name]), help);
  });
}

test('lists the rules', async () => {
  const { stdout } = await bulkhead(cwd, ['rules', '--format', 'json']);
  const listed: { id: string; aliases: string[] }[] = JSON.parse(stdout).rules;
  assert.deepEqual(
    listed.map((rule) => rule.id),
    rules.map((rule) => rule.id),
  );
  assert.ok(listed.find((rule) => rule.id === 'privileged-container')?.aliases.includes('CKV_K8S_16'));
  const baseline = await bulkhead(cwd, ['rules', '--profile', 'baseline']);
  assert.match(baseline.stdout, /^privileged-container +critical +baseline +\[fix\] +\S/m);
  assert.doesNotMatch(baseline.stdout, / restricted /);
});

test('explains a rule by id and by alias', async () => {
  const byId = await bulkhead(cwd, ['explain', 'privileged-container']);
  assert.equal(byId.code, 0);
  assert.match(byId.stdout, /^Why\n {2}\S/m);
  assert.match(byId.stdout, /^ {4} +privileged: false/m);
  assert.match(byId.stdout, /# bulkhead-ignore privileged-container: reason/);
  assert.deepEqual(await bulkhead(cwd, ['explain', 'KSV017']), byId);
  assert.deepEqual(await bulkhead(cwd, ['explain', 'dd29336b-fe57-445b-a26e-e6aa867ae609']), byId);
});

test('a page says everything the rule says', () => {
  const [rule] = awkward;
  assert.ok(rule);
  assert.equal(
    rulePage(rule, [{ title: 'Close the door', safety: 'safe' }]),
    `# The door is open

\`open-door\` · critical · level baseline · layer runtime · STRIDE: elevation of privilege · control doors

## Why

Anybody walks in, 100% of the time. Then they stay.

## What to do

Close it.

## Fix

Every finding offers a fix, for example:

- Close the door (safe)

## Example

\`\`\`yaml
kind: Pod
\`\`\`

After the fix:

\`\`\`yaml
kind: Door
\`\`\`

## Also known as

- kube-linter: open-door
- Checkov: CKV_K8S_1

## Standards

- NSA:1.2

## Suppress

A comment on the line or above it, with the reason:

\`# bulkhead-ignore open-door: reason\`
`,
  );
});
