import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onHostNetwork, uri } from './manifests';
import { codes, pull, withSession } from './session';

test('folders come and go: the settings file of one speaks as long as it is there', async () => {
  const files: Readonly<Record<string, string>> = {
    'vscode-vfs://host/a/.bulkhead.yaml': 'rules: {host-network: off}\n',
  };
  const host = { readFile: async (file: string) => files[file] };
  const options = { ...pull, capabilities: { ...pull.capabilities, workspace: { workspaceFolders: true } }, host };
  await withSession({ ...options, folders: ['vscode-vfs://host/a/b'] }, async (session) => {
    const file = 'vscode-vfs://host/a/b/pod.yaml';
    session.open(file, 'yaml', onHostNetwork);
    // Above the folder of a virtual workspace nothing is read.
    assert.deepEqual(await codes(session, file), ['host-network']);
    const change = (added: string[], removed: string[]) =>
      session.client.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: {
          added: added.map((one) => ({ uri: one, name: '' })),
          removed: removed.map((one) => ({ uri: one, name: '' })),
        },
      });
    await change(['vscode-vfs://host/a'], ['vscode-vfs://host/a/b']);
    assert.deepEqual(await codes(session, file), []);
    await change(['vscode-vfs://host/a/b'], ['vscode-vfs://host/a']);
    assert.deepEqual(await codes(session, file), ['host-network']);
  });
});

test('a settings file that is changed on disk, or removed, counts at once', async () => {
  const files: Record<string, string> = {};
  await withSession(
    { ...pull, host: { readFile: async (file) => files[file] }, folders: ['file:///shop'] },
    async (session) => {
      session.open(uri, 'yaml', onHostNetwork);
      assert.deepEqual(await codes(session), ['host-network']);
      const config = `${uri.slice(0, uri.lastIndexOf('/'))}/.bulkhead.yaml`;
      const changed = (type: 1 | 2 | 3) =>
        session.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type }] });
      files[config] = 'rules: {host-network: off}\n';
      await changed(1);
      assert.deepEqual(await codes(session), []);
      files[config] = 'rules: {host-network: off\n';
      await changed(2);
      assert.deepEqual(await codes(session), [], 'the last version without mistakes');
      delete files[config];
      await changed(3);
      assert.deepEqual(await codes(session), ['host-network']);
    },
  );
});

test('what was found in a file nobody has open goes when the file changes, is removed or its folder is', async () => {
  const listed = 'file:///shop/k8s/pod.yaml';
  const files: Record<string, string> = { [listed]: onHostNetwork };
  const host = { readFile: async (file: string) => files[file], listFiles: async () => Object.keys(files) };
  const capabilities = { workspace: { workspaceFolders: true } };
  await withSession({ host, capabilities, folders: ['file:///shop'] }, async (session) => {
    const check = async () => {
      const found = session.pushed(listed);
      await session.client.sendRequest('bulkhead/checkWorkspace', {});
      return (await found).diagnostics.length;
    };
    assert.ok((await check()) > 0);
    const cleared = session.pushed(listed);
    await session.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: listed, type: 3 }] });
    assert.deepEqual((await cleared).diagnostics, []);
    assert.ok((await check()) > 0);
    const gone = session.pushed(listed);
    await session.client.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: 'file:///shop', name: '' }] },
    });
    assert.deepEqual((await gone).diagnostics, []);
  });
});

test('a client that knows one folder and only commands has its workspace checked', async () => {
  const pod = 'file:///shop/k8s/pod.yaml';
  const host = { readFile: async () => onHostNetwork, listFiles: async () => [pod] };
  await withSession({ host, root: 'file:///shop' }, async (session) => {
    const { commands } = session.initialized.capabilities.executeCommandProvider ?? { commands: [] };
    assert.ok(commands.includes('bulkhead.checkWorkspace'));
    const found = session.pushed(pod);
    const command = { command: 'bulkhead.checkWorkspace' };
    assert.equal((await session.client.sendRequest<{ files: number }>('workspace/executeCommand', command)).files, 1);
    assert.ok((await found).diagnostics.length > 0);
    const unknown = { command: 'other.command' };
    await assert.rejects(session.client.sendRequest('workspace/executeCommand', unknown), /no command "other.command"/);
  });
});

test('a check shows nothing of what was removed while it was underway', async () => {
  const [gone, slow] = ['file:///shop/gone/pod.yaml', 'file:///shop/slow.yaml'];
  let read = (_: string) => {};
  const text = new Promise<string>((resolve) => {
    read = resolve;
  });
  const hover = { textDocument: { uri: gone }, position: { line: 0, character: 0 } };
  const files: Record<string, string | Promise<string>> = { [gone]: onHostNetwork, [slow]: text };
  const host = { readFile: async (file: string) => files[file], listFiles: async () => Object.keys(files) };
  await withSession({ host, folders: ['file:///shop'] }, async (session) => {
    let shown = false;
    void session.pushed(gone).then(() => {
      shown = true;
    });
    const other = session.pushed(slow);
    const checked = session.client.sendRequest('bulkhead/checkWorkspace', {});
    await session.client.sendRequest('textDocument/hover', hover);
    delete files[gone];
    await session.client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///shop/gone', type: 3 }],
    });
    await session.client.sendRequest('textDocument/hover', hover);
    read(onHostNetwork);
    await checked;
    assert.ok((await other).diagnostics.length > 0);
    assert.equal(shown, false);
  });
});

test('a check finds a file that nobody told of yet, and keeps what it found when that is told late', async () => {
  const [first, late] = ['file:///shop/first.yaml', 'file:///shop/late.yaml'];
  const files: Record<string, string> = { [first]: onHostNetwork };
  const host = { readFile: async (file: string) => files[file], listFiles: async () => Object.keys(files) };
  await withSession({ host, folders: ['file:///shop'] }, async (session) => {
    await session.client.sendRequest('bulkhead/checkWorkspace', {});
    files[late] = onHostNetwork;
    const found = session.pushed(late);
    await session.client.sendRequest('bulkhead/checkWorkspace', {});
    assert.ok((await found).diagnostics.length > 0);
    let cleared = false;
    const next = session.pushed(late).then(({ diagnostics }) => {
      cleared = true;
      return diagnostics;
    });
    const told = (type: number) =>
      session.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: late, type }] });
    await told(1);
    const hover = { textDocument: { uri: late }, position: { line: 0, character: 0 } };
    for (let asked = 0; asked < 3; asked++) await session.client.sendRequest('textDocument/hover', hover);
    assert.equal(cleared, false);
    files[late] = '';
    await told(2);
    assert.deepEqual(await next, []);
  });
});

test('what was typed into a settings file and not saved counts no more when it is closed', async () => {
  const config = `${uri.slice(0, uri.lastIndexOf('/'))}/.bulkhead.yaml`;
  const host = { readFile: async (file: string) => (file === config ? 'profile: restricted\n' : undefined) };
  await withSession({ host, folders: ['file:///shop'] }, async (session) => {
    const until = async (wanted: boolean) => {
      while ((await session.pushed(uri)).diagnostics.some(({ code }) => code === 'host-network') !== wanted);
    };
    const found = until(true);
    session.open(uri, 'yaml', onHostNetwork);
    await found;
    const off = until(false);
    session.open(config, 'yaml', 'rules: { host-network: off }\n');
    await off;
    const again = until(true);
    await session.client.sendNotification('textDocument/didClose', { textDocument: { uri: config } });
    await again;
  });
});

test('a folder that is removed or renamed takes along what was known of its files', async () => {
  const before = 'file:///shop/k8s';
  const after = 'file:///shop/deploy';
  const allFrom = '  podSelector: {}\n  policyTypes: [Ingress]\n';
  const policy = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: n }\nspec:\n${allFrom}`;
  const files: Record<string, string> = { [`${before}/a/policy.yaml`]: policy, [`${before}x/other.yaml`]: policy };
  const host = { readFile: async (file: string) => files[file], listFiles: async () => Object.keys(files) };
  await withSession({ host, folders: ['file:///shop'] }, async (session) => {
    const check = () => session.client.sendRequest<{ files: number }>('bulkhead/checkWorkspace', {});
    const told = (uri: string, type: 1 | 2 | 3) =>
      session.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    assert.equal((await check()).files, 2);
    let isShownAnew = false;
    void session.pushed(`${before}/a/policy.yaml`).then(() => {
      isShownAnew = true;
    });
    await told('file:///shop/node_modules/a/b.js', 3);
    await told('file:///shop/target/out.bin', 2);
    await told('file:///shop/k', 3);
    const hover = { textDocument: { uri: `${before}x/other.yaml` }, position: { line: 0, character: 0 } };
    for (let asked = 0; asked < 3; asked++) await session.client.sendRequest('textDocument/hover', hover);
    assert.equal(isShownAnew, false, 'what nobody has read matters to nobody');
    const gone = session.pushed(`${before}/a/policy.yaml`);
    files[`${after}/a/policy.yaml`] = policy;
    delete files[`${before}/a/policy.yaml`];
    await told(before, 3);
    assert.deepEqual((await gone).diagnostics, []);
    const moved = session.pushed(`${after}/a/policy.yaml`);
    assert.equal((await check()).files, 2);
    assert.ok((await moved).diagnostics.length > 0);
    delete files[`${after}/a/policy.yaml`];
    await told(after, 3);
    assert.equal((await check()).files, 1);
  });
});
