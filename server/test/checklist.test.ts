import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { findRule } from '@bulkhead/rules';
import { createChecklist } from '@bulkhead/rules/checklist/index';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { registerChecklist } from '../src/checklist';
import type { ChecklistEditResult, ComponentView } from '../src/checklistProtocol';
import { toSpan } from '../src/convert';
import { createDocuments } from '../src/documents';
import { createServerEngine } from '../src/engine';
import type { Host } from '../src/host';
import { english } from '../src/language';
import { readSettings } from '../src/settings';
import { startSession } from './session';

const fresh = createChecklist({ component: 'shop', profile: 'standard', tier: 'full' });
const folder = 'file:///w/a%20b';
const list = `${folder}/threat-checklist.yaml`;
const deploy = `${folder}/k8s/deploy.yaml`;
const pod = (privileged: boolean) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: a\n      securityContext: { privileged: ${privileged} }\n`;

/** The checklist of a server with these files, and a client to talk to it. */
function start(files: Record<string, string | Promise<string>>, given: Partial<Host> = {}) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const documents = createDocuments(() => 'utf-16');
  const log: string[] = [];
  const rule = findRule('privileged-container');
  assert.ok(rule);
  let waiting: (() => void)[] = [];
  client.onNotification('bulkhead/checklist/changed', () => {
    for (const resolve of waiting.splice(0)) resolve();
  });
  const feature = registerChecklist(connection, {
    engine: createServerEngine({ rules: [rule] }),
    documents,
    files: { text: async (uri) => documents.get(uri)?.text ?? files[uri] },
    host: {
      readFile: async (uri) => files[uri],
      listFiles: async () => Object.keys(files),
      log: (_, message) => log.push(message),
      setTimer: (_, run) => {
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      },
      now: () => 0,
      today: () => '2026-11-21',
      ...given,
    },
    settingsFor: async () => settings,
    folders: () => [folder],
    encoding: () => 'utf-16',
    author: async () => 'zoe',
    language: () => english,
    isOurClient: () => true,
  });
  connection.listen();
  client.listen();
  const changed = () => new Promise<void>((resolve) => void waiting.push(resolve));
  const glance = async () => {
    const [view] = await client.sendRequest<ComponentView[]>('bulkhead/checklist/view', {
      grouping: 'layer',
      filter: {},
    });
    assert.ok(view);
    return view;
  };
  return {
    feature,
    documents,
    log,
    changed,
    glance,
    /** The tree when everything has been checked. */
    view: async () => {
      for (;;) {
        const next = changed();
        const view = await glance();
        if (!view.busy) return view;
        await next;
      }
    },
    request: <R>(method: string, params: unknown) => client.sendRequest<R>(method, params),
    end: () => {
      waiting = [];
      client.dispose();
      up.end();
      down.end();
    },
  };
}

const settings = readSettings({}, '2026-11-21');

function stateIn({ view }: ComponentView, id: string): string {
  for (const group of view.nodes)
    for (const node of group.children ?? []) if (node.item === id) return node.description ?? '';
  return assert.fail(id);
}

test('the tree shows evidence from files nobody has open, and follows them', async () => {
  const files = { [list]: fresh, [deploy]: pod(true) };
  const session = start(files);
  assert.match(stateIn(await session.view(), 'no-privileged'), /refuted by 1 finding/);
  files[deploy] = pod(false);
  const changed = session.changed();
  session.feature.invalidate([deploy]);
  await changed;
  assert.match(stateIn(await session.view(), 'no-privileged'), /supported by 1 file/);
  assert.deepEqual(session.log, []);
  session.end();
});

test('the tree is there before the files are, and says nothing of them', async () => {
  let read = (_: string) => {};
  const slow = new Promise<string>((resolve) => {
    read = resolve;
  });
  const session = start({ [list]: fresh, [deploy]: slow });
  const early = await session.glance();
  assert.ok(early.busy);
  assert.match(stateIn(early, 'no-privileged'), /not checked yet/);
  const edit = session.request<ChecklistEditResult>('bulkhead/checklist/edit', {
    uri: list,
    by: 'zoe',
    action: { kind: 'implement', ids: ['no-privileged'], implementation: 'done' },
  });
  read(pod(false));
  assert.match(stateIn(await session.view(), 'no-privileged'), /supported by 1 file/);
  const done = await edit;
  assert.ok('edits' in done && done.edits.some(({ newText }) => newText.includes('k8s/deploy.yaml')), 'a whole seal');
  session.end();
});

test('who types is not disturbed: evidence stops at once and starts over', async () => {
  const files: Record<string, string> = { [list]: fresh };
  for (let i = 0; i < 40; i++) files[`${folder}/k8s/${i}.yaml`] = pod(i === 39);
  let steps = 0;
  const session = start(files, {
    // Every look at the clock says that the slice is over.
    now: () => {
      steps += 1000;
      return steps;
    },
  });
  await session.glance();
  const changed = session.changed();
  for (let version = 1; version < 20; version++) {
    session.documents.open({ uri: deploy, languageId: 'yaml', version, text: pod(true) });
    session.feature.touched(deploy);
  }
  await changed;
  assert.match(stateIn(await session.view(), 'no-privileged'), /refuted by 2 findings/);
  session.feature.touched('file:///elsewhere/deploy.yaml');
  assert.equal((await session.glance()).busy, false, 'a file of no component changes nothing');
  assert.deepEqual(session.log, []);
  session.end();
});

test('unsaved text counts, for the checklist and for the files', async () => {
  const session = start({ [list]: fresh, [deploy]: pod(false) });
  await session.view();
  const changed = session.changed();
  session.documents.open({ uri: deploy, languageId: 'yaml', version: 1, text: pod(true) });
  session.feature.touched(deploy);
  await changed;
  assert.match(stateIn(await session.view(), 'no-privileged'), /refuted/);
  const decided = fresh.replace(
    '  no-privileged:\n    decision: undecided',
    '  no-privileged:\n    decision: open-question\n    why: really',
  );
  session.documents.open({ uri: list, languageId: 'yaml', version: 1, text: decided });
  assert.match(stateIn(await session.view(), 'no-privileged'), /open question/);
  session.end();
});

test('a checklist that was deleted goes, though its document is open; unsaved text of somebody stays', async () => {
  const files: Record<string, string> = { [list]: fresh };
  const session = start(files);
  session.documents.open({ uri: list, languageId: 'yaml', version: 1, text: fresh });
  await session.view();
  const again = async (touch: () => void) => {
    const changed = session.changed();
    touch();
    await changed;
    return session.request<ComponentView[]>('bulkhead/checklist/view', { grouping: 'layer', filter: {} });
  };
  delete files[list];
  assert.equal((await again(() => session.feature.invalidate([list]))).length, 0, 'deleted');
  session.documents.change(list, 2, [{ text: fresh.replace('component: shop', 'component: mine') }]);
  assert.equal((await again(() => session.feature.touched(list))).length, 1, 'somebody went on typing');
  session.documents.change(list, 3, [{ text: fresh }]);
  assert.equal((await again(() => session.feature.touched(list))).length, 0, 'undone');
  files[list] = fresh;
  assert.equal((await again(() => session.feature.invalidate([list]))).length, 1, 'written again');
  session.end();
});

test('an action comes back as text edits for the version at hand', async () => {
  const session = start({ [list]: fresh, [deploy]: pod(false) });
  await session.view();
  const document = session.documents.open({ uri: list, languageId: 'yaml', version: 7, text: fresh });
  const done = await session.request<ChecklistEditResult>('bulkhead/checklist/edit', {
    uri: list,
    by: 'zoe',
    action: { kind: 'implement', ids: ['no-privileged'], implementation: 'done' },
  });
  assert.ok('edits' in done);
  assert.equal(done.version, 7);
  let text = document.text;
  for (const { range, newText } of [...done.edits].reverse()) {
    const { start, end } = toSpan(document, range);
    text = text.slice(0, start) + newText + text.slice(end);
  }
  assert.match(
    text,
    /no-privileged:\n {4}decision: required\n {4}implementation: done\n {4}by: zoe\n {4}date: "2026-11-21"\n {4}watch: \["k8s\/deploy.yaml"\]\n {4}seal: "[0-9a-f]{16}"\n/,
  );
  const refused = await session.request<ChecklistEditResult>('bulkhead/checklist/edit', {
    uri: list,
    by: 'zoe',
    action: { kind: 'decide', ids: ['no-privileged'], decision: 'rejected' },
  });
  assert.match('refused' in refused ? refused.refused : '', /needs a reason/);
  session.end();
});

test('a table is imported as text edits, with notes on what was not taken', async () => {
  const session = start({ [list]: fresh });
  const send = (text: string) =>
    session.request<ChecklistEditResult>('bulkhead/checklist/edit', {
      uri: list,
      by: 'ann',
      action: { kind: 'importCsv', text },
    });
  const result = await send('id;status\r\nno-privileged;Recommended\r\nhost-paths;Required\r\nelse;Required\r\n');
  assert.ok('edits' in result);
  assert.deepEqual(result.notes, [
    '"no-privileged" needs a reason to be recommended.',
    '"else" is no item of the checklist.',
  ]);
  assert.match(result.edits.map(({ newText }) => newText).join('\n'), /required[\s\S]*by: ann/);
  assert.ok('refused' in (await send('nothing')));
  session.end();
});

test('reports, the matrix, a comparison and the details of an item are answered', async () => {
  const session = start({ [list]: fresh, [deploy]: pod(true) });
  const report = await session.request<string>('bulkhead/checklist/report', {
    uri: list,
    format: 'json',
    scope: 'all',
  });
  assert.equal(JSON.parse(report).items.length, 120);
  const { matrix } = await session.request<{ matrix: { rows: unknown[] } }>('bulkhead/checklist/matrix', { uri: list });
  assert.equal(matrix.rows.length, 8);
  const text = await session.request<string>('bulkhead/checklist/compare', {
    uri: list,
    before: { text: fresh, name: 'main' },
  });
  assert.match(text, /No decision changed/);
  const item = await session.request<{ explanation: string; line: number }>('bulkhead/checklist/item', {
    uri: list,
    id: 'no-privileged',
  });
  assert.match(item.explanation, /`privileged-container` looked at 1 file,/);
  assert.equal(fresh.split('\n')[item.line], '  no-privileged:');
  assert.deepEqual(await session.request('bulkhead/checklist/itemsOfRule', { rule: 'privileged-container' }), [
    'no-privileged',
    'gpu-sharing',
  ]);
  assert.equal(await session.request('bulkhead/checklist/matrix', { uri: `${folder}/none.yaml` }), null);
  session.end();
});

test('a file that is opened is explained before the evidence is there, without false alarms', async () => {
  const done =
    '    decision: required\n    implementation: done\n    by: zoe\n    date: "2026-11-20"\n    watch: ["k8s/deploy.yaml"]\n    seal: "0123456789abcdef"';
  const text = fresh.replace('  no-privileged:\n    decision: undecided', `  no-privileged:\n${done}`);
  const session = start({ [list]: text, [deploy]: pod(true) });
  session.documents.open({ uri: list, languageId: 'yaml', version: 1, text });
  assert.deepEqual(await session.feature.diagnostics(list), []);
  await session.view();
  const codes = (await session.feature.diagnostics(list)).map(({ code }) => code);
  assert.deepEqual(codes, ['checklist-done-but-refuted', 'checklist-stale']);
  session.end();
});

test('the features of the editor speak the protocol', async () => {
  const text = fresh.replace('  no-privileged:\n    decision: undecided', '  no-privileged:\n    decision: required');
  const session = start({ [list]: text, [deploy]: pod(true) });
  const { feature } = session;
  await session.view();
  assert.ok(feature.isChecklist(list) && !feature.isChecklist(deploy));
  const [diagnostic, ...others] = await feature.diagnostics(list);
  assert.deepEqual(others, []);
  assert.equal(diagnostic?.code, 'checklist-missing-signature');
  const actions = await feature.codeActions(
    list,
    diagnostic?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  );
  assert.equal(actions[0]?.edit?.changes?.[list]?.[0]?.newText, '\n    by: zoe');
  const line = text.split('\n').indexOf('  no-privileged:');
  assert.match(JSON.stringify(await feature.hover(list, { line, character: 4 })), /isolation/);
  assert.equal((await feature.completions(list, { line: line + 1, character: 14 })).length, 6);
  const titles = (await feature.lenses(list))
    .filter(({ range }) => range.start.line === line)
    .map(({ command }) => command?.title);
  assert.deepEqual(titles.slice(0, 2), ['Decide', '1 finding']);
  assert.match(titles[2] ?? '', /^required/);
  assert.equal(titles[3], 'Privileged containers');
  session.end();
});

test('what was not saved is no evidence any more when its document is closed', async () => {
  const files: Record<string, string> = { [list]: fresh, [deploy]: pod(false) };
  const session = await startSession({
    folders: [folder],
    own: { status: true },
    host: { readFile: async (uri) => files[uri], listFiles: async () => Object.keys(files) },
  });
  const params = { grouping: 'layer', filter: {} };
  const stateWhen = async (wanted: RegExp) => {
    for (;;) {
      const changed = new Promise<void>((resolve) =>
        session.client.onNotification('bulkhead/checklist/changed', resolve),
      );
      const [view] = await session.client.sendRequest<ComponentView[]>('bulkhead/checklist/view', params);
      if (view && !view.busy && wanted.test(stateIn(view, 'no-privileged'))) return;
      await changed;
    }
  };
  await stateWhen(/supported/);
  session.open(deploy, 'yaml', pod(true));
  await stateWhen(/refuted/);
  await session.client.sendNotification('textDocument/didClose', { textDocument: { uri: deploy } });
  await stateWhen(/supported/);
  session.end();
});
