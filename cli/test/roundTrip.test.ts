import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { items } from '@bulkhead/rules/catalog/index';
import { type Template, templates } from '@bulkhead/snippets';
import { bulkhead, folderWith } from './fakeIo';

/** Windows has no sandbox: it gets a place of its own. */
const trusted = /^k-windows$/;
/** What the policies beside them select. */
const partners = ['gateway', 'fraud-model-gateway', 'fraud-model-with-sidecar'];

interface Item {
  readonly id: string;
  readonly verdict: string;
  readonly findings?: readonly { readonly file: string; readonly message: string }[];
}

/** An empty folder with these templates in it, and what its checklist says then. */
async function verdictsWith(t: TestContext, made: readonly (readonly string[])[]): Promise<Map<string, Item>> {
  const cwd = folderWith(t, {});
  for (const [index, args] of made.entries()) {
    const { code, stderr } = await bulkhead(cwd, ['new', ...args, '--dir', `${index}-${args[0]}`]);
    assert.deepEqual([code, stderr], [0, '']);
  }
  assert.equal((await bulkhead(cwd, ['checklist', 'init', '--component', 'shop'])).code, 0);
  const { stdout } = await bulkhead(cwd, ['checklist', 'report', '--format', 'json']);
  return new Map((JSON.parse(stdout) as { items: Item[] }).items.map((item) => [item.id, item]));
}

/** What verifies signatures is a program of the cluster, which a template of policies can only name. */
const rightlyRefuted: Readonly<Record<string, readonly string[]>> = {
  'k-admission-images': ['approved-registries'],
};

const modes = new Map(items.map((item) => [item.id, item.mode]));

function assertSupported(made: readonly Template[], verdicts: ReadonlyMap<string, Item>): void {
  const controls = made.flatMap((one) => one.controls.filter((id) => !rightlyRefuted[one.id]?.includes(id)));
  const named = [...new Set(controls)].filter((id) => modes.get(id) === 'automatic');
  const others = named
    .map((id) => verdicts.get(id))
    .filter((item) => item?.verdict !== 'supported')
    .map((item) => `${item?.id} ${item?.verdict}: ${item?.findings?.map((f) => `${f.file} ${f.message}`).join(' ')}`);
  assert.deepEqual(others, []);
}

for (const kind of ['df', 'k', 'helm']) {
  test(`all templates of the kind ${kind} support every automatic item they name`, async (t) => {
    const made = templates.filter(({ id }) => id.startsWith(`${kind}-`) && !trusted.test(id));
    const application = ['k-deployment', 'k-serviceaccount'];
    const beside = partners.flatMap((name) => application.map((id) => [id, '--set', `name=${name}`]));
    assertSupported(made, await verdictsWith(t, [...made.map(({ id }) => [id]), ...(kind === 'k' ? beside : [])]));
  });
}

for (const template of templates.filter(({ id }) => trusted.test(id))) {
  test(`${template.id} supports every automatic item it names`, async (t) => {
    const fence = ['k-namespace', 'k-serviceaccount', 'k-netpol-deny'];
    assertSupported([template], await verdictsWith(t, [[template.id], ...fence.map((id) => [id])]));
  });
}

test('a template that is weakened no longer supports them', async (t) => {
  const verdicts = await verdictsWith(t, [['k-deployment']]);
  assert.equal(verdicts.get('read-only-files')?.verdict, 'supported');
  const cwd = folderWith(t, {});
  await bulkhead(cwd, ['new', 'k-deployment']);
  const path = join(cwd, 'deployment.yaml');
  const weak = readFileSync(path, 'utf8').replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false');
  const changed = folderWith(t, { 'deployment.yaml': weak });
  await bulkhead(changed, ['checklist', 'init', '--component', 'shop']);
  const { stdout } = await bulkhead(changed, ['checklist', 'report', '--format', 'json']);
  const report = JSON.parse(stdout) as { items: Item[] };
  assert.equal(report.items.find(({ id }) => id === 'read-only-files')?.verdict, 'refuted');
});
