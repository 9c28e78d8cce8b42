import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRule } from '@bulkhead/rules';
import { completeFields, completeFlags } from '../src/completion';
import { linesOf, toOffset, toPosition } from '../src/convert';
import { dockerfileFlags } from '../src/dockerfileFlags';
import { english } from '../src/language';
import { securityFields } from '../src/securityFields';
import { fieldAt, flagAt } from '../src/topics';

const { t } = english;

const uri = 'file:///a.yaml';

/** A document with the caret at `|`. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const document = { uri, spelled: uri, languageId: 'yaml', version: 1, ...linesOf(text, 'utf-16') };
  return { document, position: toPosition(document, offset) };
}

function labels(marked: string): string[] {
  const { document, position } = at(marked);
  return completeFields(document, position, t).map(({ label }) => label);
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
  const found = completeFields(document, position, t);
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

test('a hover on a field knows what it does and what is safest', () => {
  const { document, position } = at(pod('  host|PID: true\n'));
  const found = fieldAt(document.text, toOffset(document, position));
  assert.equal(found?.safest, 'hostPID: false');
  assert.equal(found.topic.rule, 'host-pid');
  const elsewhere = at(pod('  restart|Policy: Never\n'));
  assert.equal(fieldAt(elsewhere.document.text, toOffset(elsewhere.document, elsewhere.position)), undefined);
});

async function flags(marked: string, snippets = true): Promise<string[]> {
  const { document, position } = at(marked);
  return (await completeFlags(document, position, { t, snippets })).map(({ textEdit }) => textEdit?.newText ?? '');
}

test('flags are offered where a flag may stand, also over lines and behind others', async () => {
  assert.deepEqual(await flags('FROM a\nADD --|'), [
    '--checksum=sha256:${1:digest}',
    '--chown=${1:root:root}',
    '--chmod=${1:0555}',
  ]);
  assert.deepEqual((await flags('FROM a\nADD --|', false))[0], '--checksum=sha256:digest');
  assert.ok((await flags('FROM a\nRUN |')).includes('--network=none'));
  assert.ok((await flags('FROM a\nRUN --network=none \\\n  --mo|')).length > 0);
  assert.ok((await flags('FROM a\nRUN --m| true\n')).length > 0);
  for (const none of ['FROM --|', 'FROM a\nRUN make -|', 'FROM a\n# RUN --|', '|', 'FROM a\nRUN <<E\n--|\nE\n'])
    assert.deepEqual(await flags(none), [], none);
});

test('a flag takes the place of what is typed of it', async () => {
  const { document, position } = at('FROM a\nADD --che|ck https://example.com/a /\n');
  const [first] = await completeFlags(document, position, { t, snippets: false });
  assert.ok(first?.textEdit && 'range' in first.textEdit);
  assert.deepEqual(first.textEdit.range, { start: { line: 1, character: 4 }, end: { line: 1, character: 11 } });
});

test('a hover on a flag knows the flag', async () => {
  const over = async (marked: string) => {
    const { document, position } = at(marked);
    return (await flagAt(document.text, toOffset(document, position)))?.topic.name;
  };
  assert.equal(await over('FROM a\nRUN --mount=type=se|cret,id=x make\n'), '--mount=type=secret');
  assert.equal(await over('FROM a\nADD --check|sum=sha256:00 https://example.com/a /\n'), '--checksum');
  assert.equal(await over('FROM a\nRUN --mount=type=cac|he,target=/x make\n'), undefined);
});

test('what explains a field or a flag is a rule', () => {
  for (const { name, rule } of [...securityFields, ...dockerfileFlags])
    if (rule !== '') assert.equal(findRule(rule)?.id, rule, name);
});
