import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, DocumentDiagnosticReport } from 'vscode-languageserver';
import { onHostNetwork, uri } from './manifests';
import { rulesNamed, type Session, startSession } from './session';

const capabilities = { textDocument: { diagnostic: {} } };

/** A session over files that are not open. */
async function sessionOver(files: Map<string, string>, ...rules: string[]): Promise<Session> {
  return startSession({
    capabilities,
    ...(rules.length ? { rules: rulesNamed(...rules) } : {}),
    folders: ['file:///shop'],
    host: {
      readFile: async (file) => files.get(file),
      listFiles: async (folder) => [...files.keys()].filter((file) => file.startsWith(`${folder}/`)),
    },
  });
}

async function codesOf({ client }: Session, file: string): Promise<(string | number | undefined)[]> {
  const report = await client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri: file },
  });
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

test('a settings file decides, and a change of it is seen at once', async () => {
  const config = 'file:///shop/.bulkhead.yaml';
  const files = new Map([[config, 'rules:\n  host-network: "off"\n']]);
  const session = await sessionOver(files);
  session.open(uri, 'yaml', onHostNetwork);
  assert.deepEqual(await codesOf(session, uri), []);
  session.open(config, 'yaml', 'profile: restricted\n');
  assert.deepEqual(await codesOf(session, uri), ['host-network']);
  await session.client.sendNotification('textDocument/didChange', {
    textDocument: { uri: config, version: 2 },
    contentChanges: [{ text: 'ignore: ["pod.yaml"]\n' }],
  });
  assert.deepEqual(await codesOf(session, uri), []);
  session.end();
});

test('a settings file with a mistake leaves the last good one in force', async () => {
  const config = 'file:///shop/.bulkhead.yaml';
  const session = await sessionOver(new Map());
  session.open(uri, 'yaml', onHostNetwork);
  session.open(config, 'yaml', 'rules:\n  host-network: "off"\n');
  assert.deepEqual(await codesOf(session, uri), []);
  await session.client.sendNotification('textDocument/didChange', {
    textDocument: { uri: config, version: 2 },
    contentChanges: [{ text: 'rules: [\n' }],
  });
  assert.deepEqual(await codesOf(session, uri), []);
  session.end();
});

test('the status says what of a settings file with a mistake is in force', async () => {
  const config = 'file:///shop/.bulkhead.yaml';
  const session = await startSession({
    folders: ['file:///shop'],
    own: { status: true },
    host: { readFile: async () => undefined },
  });
  const told = new Promise<string[]>((resolve) =>
    session.client.onNotification('bulkhead/status', ({ notes }: { notes: string[] }) => {
      if (notes[0]) resolve(notes);
    }),
  );
  session.open(config, 'yaml', 'profile: strict\n');
  session.open(uri, 'yaml', onHostNetwork);
  assert.match((await told)[0] ?? '', /^\.bulkhead\.yaml, line 1: .*\. The rest of it is in force\.$/);
  session.end();
});

const chart = new Map([
  ['file:///shop/chart/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n'],
  ['file:///shop/chart/values.yaml', 'network: true # on the node\n'],
  [
    'file:///shop/chart/templates/pod.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: {{ .Values.network }}\n',
  ],
]);

test('a chart is checked as it renders, and its unsaved values count', async () => {
  const session = await sessionOver(chart);
  const values = 'file:///shop/chart/values.yaml';
  const template = 'file:///shop/chart/templates/pod.yaml';
  session.open(values, 'yaml', chart.get(values) ?? '');
  session.open(template, 'yaml', chart.get(template) ?? '');
  const found = [...(await codesOf(session, values)), ...(await codesOf(session, template))];
  assert.deepEqual(found, ['host-network']);
  await session.client.sendNotification('textDocument/didChange', {
    textDocument: { uri: values, version: 2 },
    contentChanges: [{ text: 'network: false\n' }],
  });
  assert.deepEqual([...(await codesOf(session, values)), ...(await codesOf(session, template))], []);
  session.end();
});

test('a fix of a chart may change a file that is not open', async () => {
  const session = await sessionOver(chart);
  const template = 'file:///shop/chart/templates/pod.yaml';
  const values = 'file:///shop/chart/values.yaml';
  for (const file of [template, values]) session.open(file, 'yaml', chart.get(file) ?? '');
  const where = (await codesOf(session, values)).length ? values : template;
  await session.client.sendNotification('textDocument/didClose', {
    textDocument: { uri: where === values ? template : values },
  });
  const line = where === values ? 0 : 5;
  const [fix] = await session.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: where },
    range: { start: { line, character: 0 }, end: { line, character: 30 } },
    context: { diagnostics: [], only: ['quickfix'] },
  });
  assert.deepEqual(Object.keys(fix?.edit?.changes ?? {}), [values]);
  session.end();
});

test('a chart is hardened as a whole, and never on save', async () => {
  const session = await sessionOver(chart);
  const values = 'file:///shop/chart/values.yaml';
  const template = 'file:///shop/chart/templates/pod.yaml';
  for (const file of [template, values]) session.open(file, 'yaml', chart.get(file) ?? '');
  const where = (await codesOf(session, values)).length ? values : template;
  const offered = async (only: string) =>
    session.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: where },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
      context: { diagnostics: [], only: [only] },
    });
  const [harden] = await offered('refactor');
  assert.match(harden?.title ?? '', /^Harden this chart/);
  assert.deepEqual(Object.keys(harden?.edit?.changes ?? {}), [values]);
  assert.deepEqual(await offered('source.fixAll'), []);
  session.end();
});

test('a .dockerignore counts while it is typed, and the fix may make one', async () => {
  const dockerfile = 'file:///shop/Dockerfile';
  const ignore = 'file:///shop/.dockerignore';
  const config = 'file:///shop/.bulkhead.yaml';
  const files = new Map([
    [config, 'profile: all\n'],
    [dockerfile, 'FROM a:1\nCOPY . /a\n'],
    [ignore, '*.md\n'],
  ]);
  const session = await startSession({
    capabilities: { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } },
    rules: rulesNamed('build-context-copied-wholesale'),
    folders: ['file:///shop'],
    host: { readFile: async (file) => files.get(file), listFiles: async () => [dockerfile, ignore] },
  });
  const until = async (count: number) => {
    for (;;) if ((await session.pushed(dockerfile)).diagnostics.length === count) return;
  };
  const fix = async () => {
    const [action] = await session.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: dockerfile },
      range: { start: { line: 1, character: 5 }, end: { line: 1, character: 6 } },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    return action?.edit?.documentChanges;
  };
  const found = until(1);
  session.open(dockerfile, 'dockerfile', files.get(dockerfile) ?? '');
  await found;
  assert.deepEqual(
    (await fix())?.map((change) => ('textDocument' in change ? change.textDocument.uri : change.kind)),
    [ignore],
  );
  const gone = until(0);
  session.open(ignore, 'ignore', '.git\n.env\n');
  await gone;
  const back = until(1);
  files.delete(ignore);
  await session.client.sendNotification('textDocument/didClose', { textDocument: { uri: ignore } });
  await session.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: ignore, type: 3 }] });
  await back;
  assert.deepEqual(
    (await fix())?.map((change) => ('textDocument' in change ? change.textDocument.uri : change.kind)),
    ['create', `${dockerfile}.dockerignore`],
  );
  session.end();
});
