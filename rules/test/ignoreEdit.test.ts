import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultContext } from '../src/context';
import { createEngine } from '../src/engine';
import { podWith } from '../src/examples';
import { rules } from '../src/lookup';
import { ignoreEdit } from '../src/suppress/insert';
import { applyEdits } from '../src/text/edits';

const engine = createEngine({
  rules: rules.filter((rule) =>
    ['privileged-container', 'privilege-escalation-allowed', 'sudo-in-build'].includes(rule.id),
  ),
});

/** Ignores the first finding of a rule, and says what is still reported of it. */
function ignored(path: string, text: string, rule: string): { text: string; left: number } {
  const report = engine.check({ path, text }, defaultContext);
  const finding = report.findings.find((f) => f.rule === rule);
  assert.ok(finding, text);
  const edit = ignoreEdit(text, finding, report.kind);
  assert.ok(edit, text);
  const after = applyEdits(text, [edit]);
  const left = engine.check({ path, text: after }, defaultContext).findings.filter((f) => f.rule === rule).length;
  return { text: after, left };
}

const bad = '- name: api\n  securityContext:\n    privileged: true';

test('a comment above the line silences the finding, in the style of the file', () => {
  for (const text of [podWith(bad), podWith(bad).replace(/\n/g, '\r\n'), `\uFEFF${podWith(bad)}`]) {
    const result = ignored('pod.yaml', text, 'privileged-container');
    assert.equal(result.left, 0);
    assert.match(result.text, /\n {8}# bulkhead-ignore privileged-container: \r?\n {8}privileged: true/);
    assert.equal(result.text.includes('\r\n'), text.includes('\r\n'));
  }
});

test('what is missing is ignored for its container, and a second rule joins the comment', () => {
  const first = ignored('pod.yaml', podWith(bad), 'privilege-escalation-allowed');
  assert.equal(first.left, 0);
  const above = podWith(bad).replace('    - name', '    # bulkhead-ignore no-such: why\n    - name');
  const joined = ignored('pod.yaml', above, 'privilege-escalation-allowed');
  assert.equal(joined.left, 0);
  assert.match(joined.text, /# bulkhead-ignore no-such, privilege-escalation-allowed: why/);
});

test('in a Dockerfile the comment goes above the whole instruction', () => {
  const result = ignored('Dockerfile', 'FROM a:1\nRUN true && \\\n    sudo id\nUSER 10001\n', 'sudo-in-build');
  assert.equal(result.left, 0);
  assert.equal(result.text, 'FROM a:1\n# bulkhead-ignore sudo-in-build: \nRUN true && \\\n    sudo id\nUSER 10001\n');
});

test('where no comment can stand nothing is offered', () => {
  const text = JSON.stringify(
    { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a', securityContext: { privileged: true } }] } },
    null,
    2,
  );
  const report = engine.check({ path: 'pod.json', text }, defaultContext);
  const [finding] = report.findings;
  assert.ok(finding);
  assert.equal(ignoreEdit(text, finding, report.kind), undefined);
});
