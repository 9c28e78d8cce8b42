import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeFields, hoverField } from '../src/completion';
import { linesOf, toPosition } from '../src/convert';

/** A document with the caret at `|`. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const document = { uri: 'file:///a.yaml', languageId: 'yaml', version: 1, ...linesOf(text, 'utf-16') };
  return { document, position: toPosition(document, offset) };
}

function labels(marked: string): string[] {
  const { document, position } = at(marked);
  return completeFields(document, position).map(({ label }) => label);
}

const pod = (lines: string) => `apiVersion: v1\nkind: Pod\nspec:\n${lines}`;

test('a container gets its own fields, a pod the ones of pods', () => {
  const inContainer = labels(pod('  containers:\n    - name: a\n      securityContext:\n        |\n'));
  assert.ok(inContainer.includes('allowPrivilegeEscalation') && !inContainer.includes('fsGroup'));
  const inPod = labels(pod('  securityContext:\n    |\n'));
  assert.ok(inPod.includes('fsGroup') && !inPod.includes('privileged'));
});

test('a list in the column of its key is read the same', () => {
  assert.ok(labels(pod('  containers:\n  - name: a\n    securityContext:\n      |')).includes('privileged'));
});

test('a key comes with its safest value, and is not offered twice', () => {
  const { document, position } = at(pod('  securityContext:\n    runAsUser: 5\n    runAsN|\n'));
  const found = completeFields(document, position);
  assert.ok(!found.some(({ label }) => label === 'runAsUser'));
  const edit = found.find(({ label }) => label === 'runAsNonRoot')?.textEdit;
  assert.equal(edit?.newText, 'runAsNonRoot: true');
});

test('values are offered with the safest first', () => {
  const spot = '  containers:\n    - name: a\n      securityContext:\n        seccompProfile:\n          type: |\n';
  assert.deepEqual(labels(pod(spot)), ['RuntimeDefault', 'Localhost', 'Unconfined']);
  assert.deepEqual(labels(pod('  hostNetwork: |')), ['false', 'true']);
});

test('the template of a workload is a pod, its own spec is not', () => {
  const workload = (lines: string) => `apiVersion: apps/v1\nkind: Deployment\nspec:\n${lines}`;
  assert.ok(labels(workload('  template:\n    spec:\n      |\n')).includes('hostPID'));
  assert.deepEqual(labels(workload('  |\n')), []);
});

test('a namespace is offered its Pod Security labels', () => {
  const found = labels('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    |\n');
  assert.equal(found[0], 'pod-security.kubernetes.io/enforce');
  assert.deepEqual(labels('apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    |\n'), []);
});

test('nothing is offered in comments, in flow style and elsewhere', () => {
  for (const text of ['# |', pod('  securityContext: { | }'), pod('  containers:\n    - |'), '|', 'a: |']) {
    assert.deepEqual(labels(text), [], text);
  }
});

test('a hover on a field says what it does and what is safest', () => {
  const { document, position } = at(pod('  host|PID: true\n'));
  assert.match(JSON.stringify(hoverField(document, position)?.contents), /Safest: `hostPID: false`/);
  const elsewhere = at(pod('  restart|Policy: Never\n'));
  assert.equal(hoverField(elsewhere.document, elsewhere.position), null);
});
