import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic, Message } from 'vscode-languageserver';
import { messageParts } from '../src/messageParts';

const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } };
const diagnostic = (message: string): Diagnostic => ({ range, message, severity: 2, source: 'bulkhead' });
const publish = (diagnostics: Diagnostic[], uri = 'file:///shop/größe 🚢.yaml') =>
  ({
    jsonrpc: '2.0',
    method: 'textDocument/publishDiagnostics',
    params: { uri, version: 7, diagnostics },
  }) as unknown as Message;

const read = (message: Message) => {
  const text = messageParts(message).join('');
  match(text, /^[\0-\x7f]*$/);
  return JSON.parse(text);
};

test('a message is the same one after it was written in pieces, whatever characters are in it', () => {
  const others = [
    { jsonrpc: '2.0', id: 1, result: null },
    { jsonrpc: '2.0', id: 'ä', result: { text: 'über 🚢 "x" \\ \u2028 \ud800' } },
    { jsonrpc: '2.0', method: 'exit' },
  ] as unknown as Message[];
  const some = [diagnostic('läuft als root'), diagnostic('no limit · 🚢'), diagnostic('')];
  for (const message of [...others, publish([]), publish(some.slice(0, 1)), publish(some)])
    deepEqual(read(message), JSON.parse(JSON.stringify(message)));
});

test('a diagnostic that is sent again is not written again, and another one with the same place is', () => {
  const same = diagnostic('same');
  const first = messageParts(publish([same, diagnostic('before')]));
  const second = messageParts(publish([same, diagnostic('after')]));
  equal(first.length, second.length);
  ok(second.join('').includes('"after"'));
  deepEqual(first[1], second[1]);
  equal(read(publish([same])).params.diagnostics[0].message, 'same');
});
