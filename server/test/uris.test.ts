import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalUri } from '../src/uris';
import { onHostNetwork } from './manifests';
import { startSession } from './session';

test('one file has one URI, however it is spelled', () => {
  const same: readonly (readonly string[])[] = [
    ['file:///c%3A/shop/k8s/pod.yaml', 'file:///C:/shop/k8s/pod.yaml', 'file:///c:/shop/k8s/pod.yaml'],
    ['file:///a%20%28b%29/x.yaml', 'file:///a%20(b)/x.yaml', 'file:///a (b)/x.yaml'],
    ['file:///gr%C3%BC%C3%9Fe/x.yaml', 'file:///grüße/x.yaml'],
    ['file://wsl.localhost/Ubuntu/home/me%40work/x.yaml', 'file://wsl.localhost/Ubuntu/home/me@work/x.yaml'],
    ['vscode-remote://wsl%2Bubuntu/home/x.yaml'],
    ['vscode-vfs://github/org/repo/k8s/pod.yaml'],
    ['untitled:Untitled-1'],
    ['file:///a%2/x.yaml'],
  ];
  for (const [first, ...others] of same) {
    for (const other of [first, ...others]) assert.equal(canonicalUri(other ?? ''), first);
  }
});

test('a folder that the platform spells in another way is the same folder', async () => {
  const listed = 'file:///c%3A/a%20%28b%29/k8s/pod.yaml';
  const session = await startSession({
    folders: ['file:///C:/a%20(b)'],
    host: { listFiles: async (folder) => [`${folder}/k8s/pod.yaml`], readFile: async () => onHostNetwork },
    own: { status: true },
  });
  session.client.onRequest('window/workDoneProgress/create', () => null);
  const found = session.pushed(listed);
  const result = session.client.sendRequest<{ files: number }>('bulkhead/checkWorkspace', {});
  assert.ok((await found).diagnostics.length > 0);
  await result;
  // Opened, the file speaks for itself: what was shown for it is taken back before.
  const cleared = session.pushed(listed);
  session.open('file:///c:/a%20(b)/k8s/pod.yaml', 'yaml', onHostNetwork);
  assert.deepEqual((await cleared).diagnostics, []);
  assert.equal((await session.pushed(listed)).diagnostics.length, 1);
  session.end();
});
