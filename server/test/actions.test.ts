import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { onHostNetwork, privilegedTwice } from './manifests';
import { rulesNamed, type Session, type SessionOptions, startSession } from './session';

const folder = 'file:///shop';
const uri = `${folder}/pod.yaml`;
const modern = {
  textDocument: { diagnostic: {} },
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const], changeAnnotationSupport: {} },
  },
};

async function withSession(options: SessionOptions, use: (session: Session) => Promise<void>): Promise<void> {
  const session = await startSession({ folders: [folder], ...options });
  session.client.onRequest('window/workDoneProgress/create', () => null);
  try {
    await use(session);
  } finally {
    session.end();
  }
}

/** The actions on the line of a manifest on which the network of the node is asked for. */
async function actionsOn({ client, open }: Session): Promise<CodeAction[]> {
  open(uri, 'yaml', onHostNetwork);
  return client.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: 5, character: 16 }, end: { line: 5, character: 16 } },
    context: { diagnostics: [], only: ['quickfix'] },
  });
}

const titled = (actions: readonly CodeAction[], title: RegExp) => actions.find((action) => title.test(action.title));
const newTexts = (edit: WorkspaceEdit | undefined) =>
  edit?.documentChanges?.flatMap((change) =>
    'edits' in change ? change.edits.map((one) => ('newText' in one ? one.newText : '')) : [change.kind],
  );

test('a rule is switched off in the nearest settings file, or in a new one of the workspace', async () => {
  await withSession({ capabilities: modern }, async (session) => {
    const off = titled(await actionsOn(session), /^Turn off host-network/);
    assert.deepEqual(newTexts(off?.edit), ['create', 'rules:\n  host-network: off\n']);
  });
  const readFile = async (file: string) => (file === `${folder}/.bulkhead.yaml` ? 'profile: all\n' : undefined);
  await withSession({ capabilities: modern, host: { readFile } }, async (session) => {
    const off = titled(await actionsOn(session), /^Turn off host-network/);
    assert.deepEqual(newTexts(off?.edit), ['rules:\n  host-network: off\n']);
    const [change] = (off?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.equal(change?.textDocument.uri, `${folder}/.bulkhead.yaml`);
  });
});

const onCapabilities = ['capabilities-not-dropped', 'capability-net-raw-kept'];

test('what mends several findings is offered once, for all of them', () =>
  withSession({ capabilities: modern, rules: rulesNamed(...onCapabilities) }, async ({ client, open }) => {
    open(
      uri,
      'yaml',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: b\n      image: c:1\n',
    );
    const range = { start: { line: 6, character: 12 }, end: { line: 6, character: 12 } };
    const asked = { textDocument: { uri }, range, context: { diagnostics: [], only: ['quickfix'] } };
    const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
    const drops = actions.filter(({ title }) => title.startsWith('Drop all capabilities of "b"'));
    assert.deepEqual(
      drops.map(({ diagnostics = [] }) => diagnostics.map(({ code }) => code)),
      [onCapabilities],
    );
  }));

test('what is called the same is told apart by its line', () =>
  withSession({ capabilities: modern }, async ({ client, open }) => {
    open(uri, 'yaml', onHostNetwork + onHostNetwork.replace('apiVersion', '---\napiVersion'));
    const range = { start: { line: 0, character: 0 }, end: { line: 13, character: 0 } };
    const asked = { textDocument: { uri }, range, context: { diagnostics: [], only: ['quickfix'] } };
    const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', asked);
    assert.deepEqual(
      actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title.replace(/.*\)/, '')),
      [', line 6', ', line 13'],
    );
  }));

test('a client that cannot make files is not offered a new one', () =>
  withSession({ capabilities: { textDocument: { diagnostic: {} } } }, async (session) => {
    const actions = await actionsOn(session);
    assert.equal(titled(actions, /^Turn off/), undefined);
    assert.ok(titled(actions, /^Ignore host-network here$/)?.edit?.changes);
  }));

test('our own client asks for the reason first, and then for the edit', () =>
  withSession({ capabilities: modern, own: { status: true } }, async (session) => {
    const ignore = titled(await actionsOn(session), /^Ignore host-network here\.\.\.$/);
    assert.equal(ignore?.command?.command, 'bulkhead.ignoreHere');
    const [params] = ignore.command.arguments ?? [];
    const edit = await session.client.sendRequest<WorkspaceEdit>('bulkhead/edit', { ...params, reason: 'CNI' });
    assert.deepEqual(newTexts(edit), ['  # bulkhead-ignore host-network: CNI\n']);
    const late = await session.client.sendRequest('bulkhead/edit', { ...params, version: 7, reason: 'CNI' });
    assert.equal(late, null);
  }));

test('in a values file of a chart an ignore comment is one of YAML, in a template one of templates', async () => {
  const files: Readonly<Record<string, string>> = {
    [`${folder}/Chart.yaml`]: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    [`${folder}/values.yaml`]: 'privileged: true\n',
    [`${folder}/templates/pod.yaml`]:
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostNetwork: true\n  containers:\n    - name: a\n      securityContext:\n        privileged: {{ .Values.privileged }}\n',
  };
  const host = { readFile: async (file: string) => files[file], listFiles: async () => Object.keys(files) };
  await withSession({ capabilities: modern, host }, async ({ client, open }) => {
    const ignored = async (file: string, line: number) => {
      open(`${folder}/${file}`, 'yaml', files[`${folder}/${file}`] ?? '');
      const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: `${folder}/${file}` },
        range: { start: { line, character: 16 }, end: { line, character: 16 } },
        context: { diagnostics: [], only: ['quickfix'] },
      });
      return newTexts(titled(actions, /^Ignore/)?.edit);
    };
    assert.deepEqual(await ignored('values.yaml', 0), ['# bulkhead-ignore privileged-container: \n']);
    assert.deepEqual(await ignored('templates/pod.yaml', 5), ['  {{/* bulkhead-ignore host-network: */ -}}\n']);
  });
});

test('fixes that change several files of a chart are annotated together', async () => {
  const files: Readonly<Record<string, string>> = {
    [`${folder}/Chart.yaml`]: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    [`${folder}/values.yaml`]: 'privileged: true\nimage: shop/api:1.4\n',
    [`${folder}/templates/pod.yaml`]:
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostNetwork: true\n  containers:\n    - name: a\n      image: {{ .Values.image }}\n      securityContext:\n        privileged: {{ .Values.privileged }}\n',
  };
  const host = { readFile: async (file: string) => files[file], listFiles: async () => Object.keys(files) };
  await withSession({ capabilities: modern, host, own: { status: true } }, async ({ client }) => {
    const { edit } = await client.sendRequest<{ edit: WorkspaceEdit }>('bulkhead/fixWorkspace', {});
    const changes = (edit.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(changes.map(({ textDocument }) => textDocument.uri).sort(), [
      `${folder}/templates/pod.yaml`,
      `${folder}/values.yaml`,
    ]);
    const used = new Set(changes.flatMap(({ edits }) => edits.map((one) => 'annotationId' in one && one.annotationId)));
    used.delete('safe');
    assert.deepEqual([...used], [folder]);
    assert.equal(edit.changeAnnotations?.[folder]?.needsConfirmation, true);
    assert.match(edit.changeAnnotations[folder].label, /^Fixes to review: chart /);
  });
});

test('what files of a workspace show only together is mended with it', async () => {
  const files: Readonly<Record<string, string>> = {
    [`${folder}/a.yaml`]: `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  selector: { matchLabels: { app: a } }\n  template:\n    metadata: { labels: { app: a } }\n    spec: { containers: [] }\n`,
    [`${folder}/b.yaml`]: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: other\n',
  };
  const host = { readFile: async (file: string) => files[file], listFiles: async () => Object.keys(files) };
  await withSession({ capabilities: modern, host, own: { status: true } }, async ({ client }) => {
    const { edit } = await client.sendRequest<{ edit: WorkspaceEdit }>('bulkhead/fixWorkspace', {
      rule: 'workload-without-network-policy',
    });
    const [change, ...others] = (edit.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(others, []);
    assert.equal(change?.textDocument.uri, `${folder}/a.yaml`);
    assert.match(String(newTexts(edit)), /kind: NetworkPolicy/);
  });
});

test('a whole workspace is mended by one edit that asks for a look', async () => {
  const files: Readonly<Record<string, string>> = {
    [`${folder}/a.yaml`]: privilegedTwice,
    [`${folder}/b.yaml`]: onHostNetwork,
    [`${folder}/c.yaml`]: 'just: text\n',
  };
  const host = { readFile: async (file: string) => files[file], listFiles: async () => Object.keys(files) };
  await withSession({ capabilities: modern, host, own: { status: true } }, async ({ client }) => {
    const { edit } = await client.sendRequest<{ edit: WorkspaceEdit }>('bulkhead/fixWorkspace', {
      rule: 'privileged-container',
    });
    const changes = (edit.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(
      changes.map(({ textDocument }) => textDocument),
      [{ uri: `${folder}/a.yaml`, version: null }],
    );
    assert.deepEqual(
      changes.flatMap(({ edits }) => edits.map((one) => ('annotationId' in one ? one.annotationId : ''))),
      ['review', 'review'],
    );
    assert.equal(edit.changeAnnotations?.['review']?.needsConfirmation, true);
    assert.equal(edit.changeAnnotations['safe']?.needsConfirmation, false);
    const none = await client.sendRequest<{ edit: unknown }>('bulkhead/fixWorkspace', { rule: 'host-pid' });
    assert.equal(none.edit, null);
  });
});
