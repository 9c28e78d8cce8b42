import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, defaultContext } from '@bulkhead/rules';
import fc from 'fast-check';
import type { CodeAction, DocumentDiagnosticReport, InlayHint } from 'vscode-languageserver';
import { linesOf, type PositionEncoding, toSpan } from '../src/convert';
import { onHostNetwork, uri } from './manifests';
import { rulesNamed, type Session, type SessionOptions, startSession } from './session';

const pull: SessionOptions = { capabilities: { textDocument: { diagnostic: {} } } };

async function withSession(options: SessionOptions, use: (session: Session) => Promise<void>): Promise<void> {
  const session = await startSession(options);
  session.client.onRequest('window/workDoneProgress/create', () => null);
  try {
    await use(session);
  } finally {
    session.end();
  }
}

async function codes({ client }: Session, file = uri): Promise<string[]> {
  const report = await client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri: file },
  });
  return report.kind === 'full' ? report.items.map(({ code }) => String(code)) : [];
}

test('a session ends in order, and may be asked to more than once', () =>
  withSession(pull, async (session) => {
    session.open(uri, 'yaml', onHostNetwork);
    assert.deepEqual(await codes(session), ['host-network']);
    assert.equal(await session.client.sendRequest('shutdown'), null);
    assert.equal(await session.client.sendRequest('shutdown'), null);
  }));

test('requests nobody knows are refused, and the session goes on', () =>
  withSession(pull, async (session) => {
    await assert.rejects(session.client.sendRequest('textDocument/noSuchThing', {}), /unhandled|not found/i);
    await assert.rejects(session.client.sendRequest('textDocument/hover', { textDocument: 7 }));
    session.open(uri, 'yaml', onHostNetwork);
    assert.deepEqual(await codes(session), ['host-network']);
  }));

const wide =
  'apiVersion: v1\nkind: Pod\nspec: { note: "übergroß 😀", hostNetwork: true, containers: [{ name: "😀" }] }\n';

for (const encoding of ['utf-8', 'utf-16', 'utf-32'] satisfies PositionEncoding[]) {
  test(`positions are counted in ${encoding} everywhere`, () =>
    withSession(
      { capabilities: { general: { positionEncodings: [encoding] }, ...pull.capabilities } },
      async (session) => {
        assert.equal(session.initialized.capabilities.positionEncoding, encoding);
        session.open(uri, 'yaml', wide);
        const lines = linesOf(wide, encoding);
        const report = await session.client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
          textDocument: { uri },
        });
        assert.ok(report.kind === 'full' && report.items[0]);
        const { range } = report.items[0];
        const textAt = (where: typeof range) => wide.slice(toSpan(lines, where).start, toSpan(lines, where).end);
        assert.equal(textAt(range), 'true');
        const actions = await session.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
          textDocument: { uri },
          range,
          context: { diagnostics: [], only: ['quickfix'] },
        });
        const fix = actions.find(({ isPreferred }) => isPreferred)?.edit?.changes?.[uri]?.[0];
        assert.ok(fix);
        const { start, end } = toSpan(lines, fix.range);
        assert.match(
          wide.slice(0, start) + fix.newText + wide.slice(end),
          /"übergroß 😀", hostNetwork: false|"übergroß 😀", containers/,
        );
        const hints = await session.client.sendRequest<InlayHint[]>('textDocument/inlayHint', {
          textDocument: { uri },
          range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
        });
        assert.deepEqual(
          hints.map(({ position }) => wide.slice(toSpan(lines, { start: position, end: position }).start)),
          [' }] }\n'],
        );
        // What is typed is counted the same way.
        await session.client.sendNotification('textDocument/didChange', {
          textDocument: { uri, version: 2 },
          contentChanges: [{ range, text: 'false' }],
        });
        assert.deepEqual(await codes(session), []);
      },
    ));
}

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

test('a renamed document speaks under its new name only', () =>
  withSession({}, async (session) => {
    const first = session.pushed(uri);
    session.open(uri, 'yaml', onHostNetwork);
    assert.equal((await first).diagnostics.length, 1);
    const renamed = `${uri.slice(0, -5)}-two.yaml`;
    const [cleared, moved] = [session.pushed(uri), session.pushed(renamed)];
    await session.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    session.open(renamed, 'yaml', onHostNetwork);
    assert.deepEqual((await cleared).diagnostics, []);
    assert.equal((await moved).diagnostics.length, 1);
  }));

/** What a person and an editor may do in any order. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('type' as const),
    at: fc.nat(200),
    remove: fc.nat(8),
    text: fc.constantFrom('', 'true', 'false', '\n', '  ', '# x\n', 'hostNetwork: true\n', '😀', '---\n'),
  }),
  fc.record({ kind: fc.constant('ask' as const) }),
  fc.record({ kind: fc.constant('hint' as const) }),
  fc.record({ kind: fc.constant('settings' as const), off: fc.boolean() }),
  fc.record({ kind: fc.constant('reopen' as const) }),
);

test('whatever comes in between, an answer is about the text as it is when it is given', async () => {
  const rules = rulesNamed('host-network', 'privileged-container');
  const fresh = createEngine({ rules });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      let off = false;
      const capabilities = { ...pull.capabilities, workspace: { configuration: true } };
      const settings = () => ({ rules: off ? { 'host-network': 'off' } : {} });
      await withSession({ capabilities, settings, rules }, async ({ client, open }) => {
        let text = onHostNetwork;
        let version = 1;
        open(uri, 'yaml', text);
        const pending: Promise<unknown>[] = [];
        for (const one of steps) {
          if (one.kind === 'type') {
            const start = Math.min(one.at, text.length);
            const end = Math.min(start + one.remove, text.length);
            const range = rangeOf(text, start, end);
            text = text.slice(0, start) + one.text + text.slice(end);
            version++;
            void client.sendNotification('textDocument/didChange', {
              textDocument: { uri, version },
              contentChanges: [{ range, text: one.text }],
            });
          } else if (one.kind === 'settings') {
            off = one.off;
            void client.sendNotification('workspace/didChangeConfiguration', { settings: null });
          } else if (one.kind === 'reopen') {
            void client.sendNotification('textDocument/didClose', { textDocument: { uri } });
            open(uri, 'yaml', text);
            version = 1;
          } else if (one.kind === 'ask')
            pending.push(client.sendRequest('textDocument/diagnostic', { textDocument: { uri } }));
          else
            pending.push(
              client.sendRequest('textDocument/inlayHint', {
                textDocument: { uri },
                range: rangeOf(text, 0, text.length),
              }),
            );
        }
        await Promise.all(pending);
        const report = await client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
          textDocument: { uri },
        });
        assert.ok(report.kind === 'full');
        const context = { ...defaultContext, rules: off ? { 'host-network': 'off' as const } : {} };
        const wanted = fresh.check({ path: uri, text }, context).findings;
        fresh.forget(uri);
        assert.deepEqual(
          report.items.map(({ code, range }) => `${code} ${JSON.stringify(range)}`),
          wanted.map(({ rule, span }) => `${rule} ${JSON.stringify(rangeOf(text, span.start, span.end))}`),
        );
      });
    }),
    { numRuns: 40 },
  );
});

function rangeOf(text: string, start: number, end: number) {
  const place = (offset: number) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  return { start: place(start), end: place(end) };
}
