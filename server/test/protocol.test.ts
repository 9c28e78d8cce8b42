import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, defaultContext } from '@bulkhead/rules';
import fc from 'fast-check';
import type { CodeAction, DocumentDiagnosticReport, InlayHint } from 'vscode-languageserver';
import { linesOf, type PositionEncoding, toSpan } from '../src/convert';
import { onHostNetwork, uri } from './manifests';
import { codes, pull, rulesNamed, withSession } from './session';

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
