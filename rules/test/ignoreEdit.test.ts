import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadChart, renderChart } from '@bulkhead/helm';
import { defaultContext } from '../src/context';
import { createEngine } from '../src/engine';
import { podWith } from '../src/examples';
import { rules } from '../src/lookup';
import type { Finding } from '../src/rule';
import { ignoreEdits } from '../src/suppress/insert';
import { applyEdits } from '../src/text/edits';

const engine = createEngine({
  rules: rules.filter((rule) =>
    ['privileged-container', 'privilege-escalation-allowed', 'sudo-in-build'].includes(rule.id),
  ),
});

/** Ignores the first finding of a rule, and says what is still reported of it. */
function ignored(path: string, text: string, rule: string, reason = ''): { text: string; left: number } {
  const report = engine.check({ path, text }, defaultContext);
  const finding = report.findings.find((f) => f.rule === rule);
  assert.ok(finding, text);
  const edits = ignoreEdits(text, finding, report.kind, reason);
  assert.ok(edits, text);
  const after = applyEdits(text, edits);
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
  assert.equal(ignoreEdits(text, finding, report.kind), undefined);
});

test('a reason is written with the comment, and joins the reason of another', () => {
  const fresh = ignored('pod.yaml', podWith(bad), 'privileged-container', 'loads\nmodules (until 2027-01-31)');
  assert.match(fresh.text, /# bulkhead-ignore privileged-container: loads modules \(until 2027-01-31\)\n/);
  assert.equal(fresh.left, 0);
  const above = (comment: string) =>
    podWith(bad).replace('    - name', `    # bulkhead-ignore no-such${comment}\n    - name`);
  const joined = (comment: string) => {
    const result = ignored('pod.yaml', above(comment), 'privilege-escalation-allowed', 'setuid');
    assert.equal(result.left, 0);
    return /# bulkhead-ignore (.*)/.exec(result.text)?.[1];
  };
  assert.equal(joined(': why'), 'no-such, privilege-escalation-allowed: why; setuid');
  assert.equal(
    joined(': why (until 2027-01-31)'),
    'no-such, privilege-escalation-allowed: why; setuid (until 2027-01-31)',
  );
  assert.equal(joined(''), 'no-such, privilege-escalation-allowed: setuid');
  assert.equal(joined(': '), 'no-such, privilege-escalation-allowed: setuid');
  assert.equal(joined(': (until 2027-01-31)'), 'no-such, privilege-escalation-allowed: setuid (until 2027-01-31)');
});

test('in a template the reason cannot end the comment', () => {
  const text = 'a: b\n  privileged: true\n';
  const finding = { rule: 'privileged-container', span: { start: 7, end: 17 }, scope: [] } as unknown as Finding;
  const edits = ignoreEdits(text, finding, 'helm-template', 'over */}} {{ .Values.x');
  assert.equal(
    applyEdits(text, edits ?? []),
    'a: b\n  {{/* bulkhead-ignore privileged-container: over  /}} {{ .Values.x */ -}}\n  privileged: true\n',
  );
});

test('a comment in a template leaves the rendered text as it was', () => {
  const templates = [
    'privileged: true\n',
    'a: b\n  privileged: true\n',
    'a: b\n\n  privileged: true\n',
    'a:\r\n  privileged: true\r\n',
    '{{ if true }}\nprivileged: true\n{{ end }}\n',
    'a: {{ 1 -}}\n  privileged: true\n',
    '{{- /* why */ -}}\n\n  privileged: true\n',
    '{{- with true }}\na:\n  {{- if . }}\n  privileged: true\n  {{- end }}\n{{- end }}\n',
  ];
  const rendered = (text: string) =>
    renderChart(
      loadChart(
        new Map([
          ['Chart.yaml', 'name: a\nversion: 1.0.0\n'],
          ['templates/a.yaml', text],
        ]),
      ),
    ).templates[0]?.text;
  for (const text of templates) {
    const start = text.indexOf('privileged');
    const finding = { rule: 'privileged-container', span: { start, end: start + 10 }, scope: [] } as unknown as Finding;
    const after = applyEdits(text, ignoreEdits(text, finding, 'helm-template', 'why') ?? []);
    assert.match(after, /bulkhead-ignore privileged-container: why \*\/ -/);
    assert.equal(rendered(after), rendered(text), after);
  }
});
