import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, type TestContext, test } from 'node:test';
import { rules } from '@bulkhead/rules';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { createDocuments } from '../src/documents';
import type { Host } from '../src/host';
import { createImageService, type ImageService } from '../src/images';
import { type ImagesParams, type ImagesResult, imageCommands, imagesRequest } from '../src/imagesProtocol';
import { english } from '../src/language';
import { nodeConnect } from '../src/registry/nodeConnect';
import { manifestOf, scriptedRegistry, sha256 } from './registry/support/scripted';
import { startServer as startTestServer } from './registry/support/servers';
import { startSession } from './session';

interface Applied {
  readonly edit: {
    changes?: Record<string, { newText: string }[]>;
    documentChanges?: { textDocument: { version: number } }[];
  };
}

/** A server that knows only images, and a client that takes every edit. */
async function imageSession(t: TestContext, options: { settings?: unknown; files?: Record<string, string> } = {}) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  const documents = createDocuments(() => 'utf-16');
  const files = options.files ?? {};
  const host: Pick<Host, 'readFile' | 'listFiles' | 'log' | 'today'> = {
    readFile: async (uri) => files[uri],
    listFiles: async (folder) => Object.keys(files).filter((file) => file.startsWith(`${folder}/`)),
    log: () => undefined,
    today: () => '2026-01-31',
  };
  connection.onInitialize(() => ({ capabilities: {} }));
  const service: ImageService = createImageService({
    connection,
    documents,
    host,
    encoding: () => 'utf-16',
    folders: () => ['file:///w'],
    edits: () => ({ documentChanges: true, create: false, annotations: false }),
    settings: async (section) => (section === 'bulkhead.images' ? options.settings : undefined),
    connect: async () => nodeConnect({ PATH: '' }, () => undefined),
    language: () => english,
    onFacts: () => undefined,
  });
  connection.listen();
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const applied: Applied[] = [];
  client.onRequest('workspace/applyEdit', (params: Applied) => {
    applied.push(params);
    return { applied: true };
  });
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  t.after(() => {
    client.dispose();
    up.end();
    down.end();
  });
  const open = (uri: string, languageId: string, text: string) => documents.open({ uri, languageId, version: 3, text });
  const ask = (params: ImagesParams) => client.sendRequest<ImagesResult>(imagesRequest, params);
  return { service, open, ask, applied, documents };
}

async function registry(t: TestContext) {
  const server = await startTestServer(scriptedRegistry);
  t.after(() => server.stop());
  return server;
}

/** Counts connections that anybody in this process tries to open. */
function watchSockets(t: TestContext): () => number {
  const connect = t.mock.method(Socket.prototype, 'connect');
  return () => connect.mock.callCount();
}

const uri = 'file:///w/Dockerfile';

describe('images in the server', () => {
  test('pins the reference at the cursor, in the version it saw', async (t) => {
    const { authority } = await registry(t);
    const { open, ask, applied } = await imageSession(t);
    open(uri, 'dockerfile', `FROM ${authority}/a:1\nFROM ${authority}/b:1\n`);
    const result = await ask({
      action: 'pin',
      scope: 'reference',
      uri,
      position: { line: 1, character: 8 },
      trusted: true,
    });
    assert.deepEqual(result, { message: 'Pinned 1 image in 1 file.', problems: [], cancelled: false });
    const end = { line: 1, character: `FROM ${authority}/b:1`.length };
    const edits = [{ range: { start: end, end }, newText: `@${sha256(manifestOf('b', '1'))}` }];
    assert.deepEqual(applied[0]?.edit, { documentChanges: [{ textDocument: { uri, version: 3 }, edits }] });
  });

  test('pins a workspace in one edit and says what it could not', async (t) => {
    const { authority } = await registry(t);
    const pod = `apiVersion: v1\nkind: Pod\nspec: {containers: [{image: "${authority}/c:1"}]}\n`;
    const files = { 'file:///w/k8s/pod.yaml': pod, 'file:///w/Dockerfile': `FROM ${authority}/a:2\n` };
    const { ask, applied } = await imageSession(t, { files });
    const result = await ask({ action: 'pin', scope: 'workspace', trusted: true });
    assert.equal(result.message, 'Pinned 1 image in 1 file, 1 not pinned.');
    assert.match(result.problems[0] ?? '', /^Image "\S+\/a:2": the registry has no tag "2" there \(404\)\.$/);
    assert.equal(applied.length, 1);
  });

  test('looks nothing up when it is off or the workspace is not trusted', async (t) => {
    const { authority, requests } = await registry(t);
    const text = `FROM ${authority}/a:1\n`;
    for (const [settings, trusted] of [
      [{ lookup: 'off' }, true],
      [undefined, false],
    ] as const) {
      const { open, ask, applied } = await imageSession(t, { settings });
      open(uri, 'dockerfile', text);
      const result = await ask({ action: 'pin', scope: 'file', uri, trusted });
      assert.match(result.message, /switched off|trust/);
      assert.equal(applied.length, 0);
    }
    assert.equal(requests.length, 0);
  });

  test('a document that changed meanwhile is planned again', async (t) => {
    const { documents, open, ask, applied, authority } = await changingSession(t);
    open(uri, 'dockerfile', `FROM ${authority}/a:1\n`);
    const result = await ask({ action: 'pin', scope: 'file', uri, trusted: true });
    assert.equal(result.message, 'Pinned 1 image in 1 file.');
    assert.equal(documents.get(uri)?.version, 4);
    assert.equal(applied[0]?.edit.documentChanges?.[0]?.textDocument.version, 4);
  });

  async function changingSession(t: TestContext) {
    let session: Awaited<ReturnType<typeof imageSession>> | undefined;
    const server = await startTestServer((request, response) => {
      const document = session?.documents.get(uri);
      if (document?.version === 3) session?.documents.change(uri, 4, [{ text: `# new line\n${document.text}` }]);
      scriptedRegistry(request, response);
    });
    t.after(() => server.stop());
    session = await imageSession(t);
    return { ...session, authority: server.authority };
  }

  test('offers what can be done at a reference', async (t) => {
    const { service, open } = await imageSession(t);
    open(uri, 'dockerfile', `FROM a:1\nFROM b:1@sha256:${'12'.repeat(32)}\nRUN x\n`);
    const titles = async (line: number) => {
      const at = { line, character: 6 };
      return (await service.actions(uri, { start: at, end: at })).map(({ title }) => title);
    };
    assert.deepEqual(await titles(0), ['Pin to digest', 'Pin all images in this file', 'Show image facts']);
    assert.deepEqual(await titles(1), ['Refresh digest', 'Show image facts']);
    assert.deepEqual(await titles(2), []);
  });

  test('knows the facts of a lock file without asking anybody', async (t) => {
    const sockets = watchSockets(t);
    const digest = `sha256:${'12'.repeat(32)}`;
    const lock = `version: 1\nimages:\n  - {name: docker.io/library/a, tag: "1", digest: "${digest}", date: "2026-01-01", facts: {user: "app"}}\n`;
    const { service, open } = await imageSession(t, { files: { 'file:///w/bulkhead-images.lock.yaml': lock } });
    await service.reloadLock();
    open(uri, 'dockerfile', 'FROM a:1\n');
    assert.equal(service.facts()('a:1')?.user, 'app');
    assert.equal(service.facts(), service.facts(), 'the same function until something changes');
    assert.match(
      (await service.hover(uri, { line: 0, character: 6 })) ?? '',
      /User: `app`[\s\S]*2026-01-01, 30 days ago/,
    );
    assert.equal(sockets(), 0);
  });

  test('with onSave a saved file tells what its tags stand for now', async (t) => {
    const { authority, requests } = await registry(t);
    const { service, open } = await imageSession(t, { settings: { lookup: 'onSave' } });
    open(uri, 'dockerfile', `FROM ${authority}/a:1@sha256:${'12'.repeat(32)}\n`);
    const before = service.facts();
    await service.saved(uri, false);
    assert.equal(requests.length, 0);
    await service.saved(uri, true);
    assert.notEqual(service.facts(), before);
    assert.equal(service.facts()(`${authority}/a:1`)?.digest, sha256(manifestOf('a', '1')));
  });

  test('opening, typing, hovering, asking for actions and saving open no connection', async (t) => {
    const sockets = watchSockets(t);
    const text = 'FROM python:3.12\nCOPY --from=nginx /a /b\n';
    const { service, open, documents } = await imageSession(t);
    open(uri, 'dockerfile', text);
    for (let version = 4; version < 20; version++) {
      const at = { line: 0, character: 16 };
      documents.change(uri, version, [{ range: { start: at, end: at }, text: '1' }]);
      await service.actions(uri, { start: at, end: at });
      await service.hover(uri, at);
      await service.saved(uri, true);
    }
    await service.reloadLock();
    assert.equal(sockets(), 0);
  });

  test('nor does the whole server, although it could', async (t) => {
    const { authority, requests } = await registry(t);
    const sockets = watchSockets(t);
    const dockerfile = `FROM ${authority}/a:1\nCOPY --from=${authority}/b:1 /x /x\n`;
    const texts: Record<string, string> = {
      [uri]: dockerfile,
      'file:///w/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - {name: a, image: "${authority}/c:1"}\n`,
      'file:///w/chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
      'file:///w/chart/values.yaml': `image: {repository: "${authority}/d", tag: "1"}\n`,
      'file:///w/chart/templates/pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - {name: a, image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"}\n',
      'file:///w/bulkhead-images.lock.yaml': 'version: 1\nimages: []\n',
    };
    const session = await startSession({
      folders: ['file:///w'],
      rules,
      capabilities: { textDocument: { diagnostic: {} }, workspace: { applyEdit: true } },
      host: {
        readFile: async (file) => texts[file],
        listFiles: async (folder) => Object.keys(texts).filter((file) => file.startsWith(`${folder}/`)),
      },
      connectRegistry: async () => nodeConnect({ PATH: '' }, () => undefined),
    });
    t.after(session.end);
    const { client } = session;
    client.onRequest('window/workDoneProgress/create', () => null);
    client.onRequest('workspace/applyEdit', () => ({ applied: true }));
    for (const [file, text] of Object.entries(texts)) {
      const textDocument = { uri: file, version: 2 };
      const position = { line: text.split('\n').length - 2, character: 24 };
      const at = { textDocument, position };
      const range = { start: { line: 0, character: 0 }, end: position };
      session.open(file, file === uri ? 'dockerfile' : 'yaml', text);
      const contentChanges = [{ range: { start: position, end: position }, text: 'a' }];
      await client.sendNotification('textDocument/didChange', { textDocument, contentChanges });
      await client.sendRequest('textDocument/diagnostic', { textDocument });
      await client.sendRequest('textDocument/hover', at);
      await client.sendRequest('textDocument/completion', at);
      await client.sendRequest('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
      await client.sendNotification('textDocument/didSave', { textDocument, text });
      await client.sendRequest('textDocument/diagnostic', { textDocument });
    }
    await client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: Object.keys(texts).map((file) => ({ uri: file, type: 2 })),
    });
    await client.sendRequest('bulkhead/checkWorkspace', {});
    assert.deepEqual([sockets(), requests.length], [0, 0]);
    // The same session, asked for it: what counts sockets is not blind.
    await client.sendRequest(imagesRequest, { action: 'pin', scope: 'workspace', trusted: true });
    assert.ok(sockets() > 0 && requests.length > 0);
  });

  test('every command is offered to clients that know only commands', async (t) => {
    const { service } = await imageSession(t);
    assert.deepEqual([...service.commands].sort(), Object.values(imageCommands).sort());
  });
});
