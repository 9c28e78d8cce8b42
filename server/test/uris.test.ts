import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver';
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
  const spelled = 'file:///c:/a%20(b)/k8s/pod.yaml';
  session.open(spelled, 'yaml', onHostNetwork);
  assert.deepEqual((await cleared).diagnostics, []);
  assert.equal((await session.pushed(spelled)).diagnostics.length, 1);
  session.end();
});

/** Folders as clients write them, which is not always as we do. */
const folders = [
  'file:///C:/shop',
  'file:///c:/shop',
  'file:///c%3A/shop',
  'file:///C:/Users/Zoë%20(work)/a%23b%25c',
  'file://server/share/shop',
  'file://wsl.localhost/Ubuntu/home/me@work/shop',
  'file:///home/grüße & co/shop',
  'vscode-remote://wsl%2Bubuntu/home/me/shop',
  'vscode-remote://ssh-remote%2Bhost/srv/a%20b',
  'vscode-vfs://github/org/repo',
];

test('whatever the client calls a file, it is answered by that name, and finds its settings', async () => {
  for (const folder of folders) {
    const settings = `${canonicalUri(folder)}/.bulkhead.yaml`;
    const session = await startSession({
      folders: [folder],
      host: { readFile: async (uri) => (uri === settings ? 'ignore: ["old ö/**"]\n' : undefined) },
      capabilities: { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } },
    });
    const uri = `${folder}/k8s (new)/pod.yaml`;
    const [found, left] = [session.pushed(uri), session.pushed(`${folder}/old ö/pod.yaml`)];
    session.open(uri, 'yaml', onHostNetwork);
    session.open(`${folder}/old ö/pod.yaml`, 'yaml', onHostNetwork);
    const [finding] = (await found).diagnostics;
    assert.ok(finding, uri);
    assert.deepEqual((await left).diagnostics, [], uri);
    const actions = await session.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: finding.range,
      context: { diagnostics: [] },
    });
    const changes = actions.flatMap(({ edit }) => edit?.documentChanges ?? []);
    const changed = new Set(changes.flatMap((change) => ('textDocument' in change ? [change.textDocument.uri] : [])));
    assert.deepEqual([...changed].sort(), [settings, uri].sort());
    const closed = session.pushed(uri);
    void session.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    assert.deepEqual((await closed).diagnostics, []);
    session.end();
  }
});
