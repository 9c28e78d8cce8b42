import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '@bulkhead/rules';
import type { CodeAction, DocumentDiagnosticReport, Hover, WorkspaceEdit } from 'vscode-languageserver';
import { linesOf, toSpan } from '../src/convert';
import { onHostNetwork, privilegedTwice, uri } from './manifests';
import { type Session, type SessionOptions, startSession } from './session';

const pull: SessionOptions = { capabilities: { textDocument: { diagnostic: {} } } };

async function withSession(options: SessionOptions, use: (session: Session) => Promise<void>): Promise<void> {
  const session = await startSession(options);
  try {
    await use(session);
  } finally {
    session.end();
  }
}

function diagnose({ client }: Session, previousResultId?: string): Promise<DocumentDiagnosticReport> {
  return client.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
}

function actions({ client }: Session, line: number, only?: string[]): Promise<CodeAction[]> {
  const at = { line, character: 20 };
  return client.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line, character: 0 }, end: at },
    context: { diagnostics: [], ...(only ? { only } : {}) },
  });
}

/** The text after an edit, as the client would have it. */
function edited(text: string, edit: WorkspaceEdit | undefined): string {
  const lines = linesOf(text, 'utf-16');
  const edits = edit?.changes?.[uri] ?? [];
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({ span: toSpan(lines, range), text: newText })),
  );
}

const firstHardened = privilegedTwice.replace('privileged: true', 'privileged: false');
const bothHardened = privilegedTwice.replaceAll('privileged: true', 'privileged: false');

test('a client that cannot ask is sent diagnostics, of the version it has', () =>
  withSession({}, async (session) => {
    assert.equal(session.initialized.capabilities.diagnosticProvider, undefined);
    const pushed = session.pushed(uri);
    session.open(uri, 'yaml', onHostNetwork);
    const { version, diagnostics } = await pushed;
    assert.equal(version, 1);
    assert.deepEqual(
      diagnostics.map(({ code, range }) => ({ code, range })),
      [{ code: 'host-network', range: { start: { line: 5, character: 15 }, end: { line: 5, character: 19 } } }],
    );
  }));

test('a closed document has no diagnostics', () =>
  withSession({}, async (session) => {
    const first = session.pushed(uri);
    session.open(uri, 'yaml', onHostNetwork);
    await first;
    const cleared = session.pushed(uri);
    await session.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    assert.deepEqual((await cleared).diagnostics, []);
  }));

test('a client that asks is answered, and told when nothing has changed', () =>
  withSession(pull, async (session) => {
    session.open(uri, 'yaml', onHostNetwork);
    const first = await diagnose(session);
    assert.ok(first.kind === 'full');
    assert.deepEqual(
      first.items.map(({ code }) => code),
      ['host-network'],
    );
    assert.equal((await diagnose(session, first.resultId)).kind, 'unchanged');
  }));

test('fifty edits at once are read at most twice, and the answer is of the last', () =>
  withSession(pull, async (session) => {
    session.open(uri, 'yaml', onHostNetwork);
    await diagnose(session);
    const before = session.analyses();
    const start = { line: 0, character: 0 };
    const answers: Promise<DocumentDiagnosticReport>[] = [];
    for (let version = 2; version <= 51; version++) {
      void session.client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range: { start, end: start }, text: '# one line more\n' }],
      });
      answers.push(diagnose(session));
    }
    const last = await answers.at(-1);
    assert.ok(last?.kind === 'full');
    assert.equal(last.items[0]?.range.start.line, 55);
    assert.ok(session.analyses() - before <= 2, `${session.analyses() - before} analyses`);
  }));

test('each finding has its own preferred fix', () =>
  withSession(pull, async (session) => {
    session.open(uri, 'yaml', privilegedTwice);
    const found = (await actions(session, 10, ['quickfix'])).filter(({ isPreferred }) => isPreferred);
    assert.equal(found.length, 1);
    assert.equal(edited(privilegedTwice, found[0]?.edit), firstHardened);
    assert.equal(found[0]?.diagnostics?.[0]?.code, 'privileged-container');
  }));

test('all findings of a rule are fixed by one edit that keeps the rest', () =>
  withSession(pull, async (session) => {
    session.open(uri, 'yaml', privilegedTwice);
    const all = (await actions(session, 10, ['quickfix'])).find(({ title }) => title.startsWith('Fix all 2'));
    assert.equal(edited(privilegedTwice, all?.edit), bothHardened);
  }));

test('one container is hardened and the other left alone', () =>
  withSession(pull, async (session) => {
    session.open(uri, 'yaml', privilegedTwice);
    const found = await actions(session, 10, ['refactor']);
    const one = found.find(({ title }) => title.startsWith('Harden this container'));
    assert.equal(edited(privilegedTwice, one?.edit), firstHardened);
    assert.ok(found.some(({ title }) => title.startsWith('Harden this file')));
  }));

test('edits are computed late for a client that can wait, and never for a text that has changed', () =>
  withSession(
    { capabilities: { textDocument: { diagnostic: {}, codeAction: { resolveSupport: { properties: ['edit'] } } } } },
    async (session) => {
      session.open(uri, 'yaml', privilegedTwice);
      const [offered] = await actions(session, 10, ['refactor']);
      assert.ok(offered && !offered.edit);
      const resolved = await session.client.sendRequest<CodeAction>('codeAction/resolve', offered);
      assert.equal(edited(privilegedTwice, resolved.edit), firstHardened);
      await session.client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: onHostNetwork }],
      });
      const late = await session.client.sendRequest<CodeAction>('codeAction/resolve', offered);
      assert.equal(late.edit, undefined);
    },
  ));

test('a hover explains the finding, and nothing where there is none', () =>
  withSession(pull, async (session) => {
    session.open(uri, 'yaml', onHostNetwork);
    const at = (line: number, character: number) =>
      session.client.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri },
        position: { line, character },
      });
    const found = await at(5, 16);
    assert.match(JSON.stringify(found?.contents), /`host-network`/);
    assert.match(JSON.stringify(found?.contents), /```diff/);
    assert.equal(await at(0, 0), null);
  }));

test('settings are asked for, and asked again when they change', async () => {
  let rules: Record<string, string> = {};
  await withSession(
    {
      capabilities: { workspace: { configuration: true }, textDocument: { diagnostic: {} } },
      settings: () => ({ rules }),
    },
    async (session) => {
      session.open(uri, 'yaml', onHostNetwork);
      const first = await diagnose(session);
      assert.ok(first.kind === 'full' && first.items.length === 1);
      rules = { 'host-network': 'off' };
      await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      const second = await diagnose(session, first.resultId);
      assert.ok(second.kind === 'full' && second.items.length === 0);
    },
  );
});

test('positions are counted in UTF-8 for a client that knows nothing else', () =>
  withSession(
    { capabilities: { general: { positionEncodings: ['utf-8'] }, textDocument: { diagnostic: {} } } },
    async (session) => {
      assert.equal(session.initialized.capabilities.positionEncoding, 'utf-8');
      session.open(uri, 'yaml', 'apiVersion: v1\nkind: Pod\nspec: { note: "übergroß 😀", hostNetwork: true }\n');
      const report = await diagnose(session);
      assert.ok(report.kind === 'full');
      assert.deepEqual(report.items[0]?.range, { start: { line: 2, character: 46 }, end: { line: 2, character: 50 } });
    },
  ));

test('YAML that is no manifest, and a manifest that was never saved', () =>
  withSession({}, async (session) => {
    const plain = session.pushed('file:///shop/prices.yaml');
    session.open('file:///shop/prices.yaml', 'yaml', 'kind: book\nhostNetwork: true\n');
    assert.deepEqual((await plain).diagnostics, []);
    const untitled = session.pushed('untitled:Untitled-1');
    session.open('untitled:Untitled-1', 'yaml', onHostNetwork);
    assert.equal((await untitled).diagnostics.length, 1);
  }));

test('requests about documents that are not open are answered', () =>
  withSession(pull, async (session) => {
    assert.deepEqual(await diagnose(session), { kind: 'full', items: [] });
    assert.deepEqual(await actions(session, 1), []);
    await session.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 9 },
      contentChanges: [{ text: 'x' }],
    });
    assert.deepEqual(await diagnose(session), { kind: 'full', items: [] });
  }));
