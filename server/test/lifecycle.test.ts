import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lifecycle } from '../src/lifecycle';

/** What becomes of messages sent one after the other: the number of an error, or that the server gets them. */
function become(messages: readonly { readonly id?: number; readonly method?: string }[]): unknown[] {
  let outcome: unknown;
  const { handleMessage } = lifecycle(({ error }) => {
    outcome = error?.code;
  });
  return messages.map((message) => {
    outcome = 'dropped';
    handleMessage({ jsonrpc: '2.0', ...message }, () => {
      outcome = 'passed';
    });
    return outcome;
  });
}

const request = (method: string) => ({ id: 1, method });
const notification = (method: string) => ({ method });
const hover = request('textDocument/hover');
const open = notification('textDocument/didOpen');

test('before it is initialized, the server refuses requests and hears nothing but exit', () => {
  assert.deepEqual(become([hover, request('shutdown'), open, notification('exit')]), [
    -32002,
    -32002,
    'dropped',
    'passed',
  ]);
});

test('it is initialized once', () => {
  const initialize = request('initialize');
  assert.deepEqual(become([hover, initialize, open, hover, initialize, hover]), [
    -32002,
    'passed',
    'passed',
    'passed',
    -32600,
    'passed',
  ]);
});

test('after shutdown there is only exit; answers to what the server asked always arrive', () => {
  const sent = [request('initialize'), { id: 7 }, request('shutdown'), { id: 8 }, hover, open, notification('exit')];
  assert.deepEqual(become(sent), ['passed', 'passed', 'passed', 'passed', -32600, 'dropped', 'passed']);
});
