import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expand, sampleAnswers, templates } from '../src';
import { engine, strictest } from './checks';

/** The files of some templates beside each other, as a team would keep them. */
function folderOf(...ids: string[]): { path: string; text: string }[] {
  return ids.flatMap((id) => {
    const template = templates.find((t) => t.id === id);
    assert.ok(template, id);
    return expand(template, sampleAnswers(template)).map(({ path, text }) => ({ path: `${id}/${path}`, text }));
  });
}

const told = (files: { path: string; text: string }[]) =>
  engine.checkTogether(files, strictest).map((f) => `${f.file} ${f.rule}: ${f.message}`);

test('one application made of templates has no finding across its files', () => {
  const fence = ['k-namespace', 'k-netpol-app', 'k-serviceaccount', 'k-service', 'k-rbac'];
  for (const workload of ['k-deployment', 'k-deployment-gpu', 'k-statefulset-model-store', 'k-windows'])
    assert.deepEqual(told(folderOf(...fence, 'k-runtimeclass', workload)), [], workload);
});

for (const { id, kind } of templates)
  if (kind !== 'snippet')
    test(`${id} alone has no finding across its files`, () => {
      assert.deepEqual(told(folderOf(id)), []);
    });

test('an application without its fence has', () => {
  const open = folderOf('k-deployment').map(({ path, text }) => ({ path, text: text.split('---\n')[0] ?? '' }));
  assert.notDeepEqual(told(open), []);
});
