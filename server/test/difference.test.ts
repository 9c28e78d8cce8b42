import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from '../src/hover';

test('an example keeps the lines that stay, with a little around each change', () => {
  const before = [
    'kind: Pod',
    'spec:',
    '  containers:',
    '    - name: a',
    '      b: 1',
    '      c: 1',
    '      d: 1',
    'e: 1',
  ];
  const after = [...before.slice(0, 2), '  volumes: []', ...before.slice(2, 7), 'e: 2'];
  assert.deepEqual(difference(before, after), [
    '  kind: Pod',
    '  spec:',
    '+   volumes: []',
    '    containers:',
    '      - name: a',
    '',
    '        c: 1',
    '        d: 1',
    '- e: 1',
    '+ e: 2',
  ]);
  assert.deepEqual(difference(before, before), []);
});
