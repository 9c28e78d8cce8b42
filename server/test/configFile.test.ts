import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, DocumentDiagnosticReport, Hover } from 'vscode-languageserver';
import { startSession } from './session';

const uri = 'file:///shop/.bulkhead.yaml';
const text = 'profil: all\nrules:\n  host-network: off\n';

test('a settings file is checked, completed and explained by the server', async () => {
  const { client, open, end } = await startSession({ capabilities: { textDocument: { diagnostic: {} } } });
  open(uri, 'yaml', text);
  const textDocument = { uri };
  const report = await client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument });
  assert.ok(report.kind === 'full');
  assert.deepEqual(
    report.items.map(({ message, range }) => `${range.start.line} ${message}`),
    ['0 There is no setting "profil"; did you mean "profile".'],
  );
  const position = { line: 2, character: 16 };
  const items = await client.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument, position });
  assert.ok(items.some(({ label }) => label === 'critical'));
  const hover = await client.sendRequest<Hover>('textDocument/hover', {
    textDocument,
    position: { line: 2, character: 5 },
  });
  assert.match(JSON.stringify(hover.contents), /node/);
  end();
});

test('clients that cannot ask are told about a settings file too', async () => {
  const { open, pushed, end } = await startSession();
  const told = pushed(uri);
  open(uri, 'yaml', text);
  assert.equal((await told).diagnostics.length, 1);
  end();
});
