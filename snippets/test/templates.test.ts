import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultContext, findRule, fixUntilStable } from '@bulkhead/rules';
import { items } from '@bulkhead/rules/catalog/index';
import { defaultAnswers, placeholderDigest, sampleAnswers, templates } from '../src';
import { counts, engine, filesOf, findingsOf, strictest, told } from './checks';

const charts = templates.filter((t) => t.blocks.some((b) => b.language === 'helm')).map((t) => t.id);
const alone = templates.filter((t) => !charts.includes(t.id));

test('whoever gives another answer than a template expects is told in words what it expects', () => {
  const silent = templates.flatMap(({ id, stops }) =>
    stops.filter(({ pattern, form }) => pattern && !form).map(({ name }) => `${id}: ${name}`),
  );
  assert.deepEqual(silent, [], 'add "form" to the stop');
});

for (const template of alone) {
  test(`${template.id} has no finding when it is filled in`, () => {
    for (const file of filesOf(template, sampleAnswers(template))) {
      assert.deepEqual(
        findingsOf(template, file).map((f) => told(file, f)),
        [],
      );
      const { notes } = engine.check({ path: file.path, text: file.text }, strictest);
      assert.deepEqual(notes, [], file.path);
    }
  });

  test(`${template.id} has only placeholders to fill when nobody answers`, () => {
    for (const file of filesOf(template, defaultAnswers(template))) {
      const found = findingsOf(template, file);
      const others = found.filter((f) => !f.rule.startsWith('placeholder-digest')).map((f) => told(file, f));
      assert.deepEqual(others, []);
      const pinned =
        file.lines === undefined && /^(Dockerfile|.*\.yaml)$/.test(file.path) && !/compose|ci\//.test(file.path);
      if (pinned && file.text.includes(placeholderDigest) && !/kind: InferenceService|^# --/m.test(file.text))
        assert.ok(found.length > 0, `${file.path} has a placeholder that no rule marks`);
    }
  });

  test(`${template.id} is left as it is by every fix`, () => {
    for (const answers of [sampleAnswers(template), defaultAnswers(template)]) {
      for (const file of filesOf(template, answers)) {
        const { text } = fixUntilStable(engine, file, strictest, { safety: 'review', only: counts(template) });
        assert.equal(text, file.text);
      }
    }
  });
}

test('every pod meets Pod Security restricted, in the oldest version and in the newest', () => {
  const isPodSecurity = (rule: string) => findRule(rule)?.aliases.some((alias) => alias.startsWith('PSS-')) ?? false;
  let pods = 0;
  for (const template of alone) {
    for (const file of filesOf(template, sampleAnswers(template)).filter(({ text }) => /^ *containers:/m.test(text))) {
      pods++;
      for (let kubernetes = 25; kubernetes <= defaultContext.kubernetes; kubernetes++) {
        const { findings } = engine.check({ path: file.path, text: file.text }, { ...strictest, kubernetes });
        const found = findings.filter(({ rule }) => isPodSecurity(rule)).map((f) => told(file, f));
        assert.deepEqual(found, [], `${template.id} on 1.${kubernetes}`);
      }
    }
  }
  assert.ok(pods > 15, String(pods));
});

test('what the issue asks for is there', () => {
  const ids = new Set(templates.map((t) => t.id));
  const wanted = [
    ...['python-slim', 'python-distroless', 'fastapi', 'pytorch-cuda', 'triton', 'onnxruntime', 'vllm', 'node'].map(
      (w) => `df-${w}`,
    ),
    ...['go-static', 'java', 'win-nanoserver', 'win-servercore', 'batch'].map((w) => `df-${w}`),
    ...['deployment', 'deployment-gpu', 'job', 'cronjob', 'inferenceservice', 'namespace', 'netpol-sidecar'].map(
      (w) => `k-${w}`,
    ),
    ...['serviceaccount', 'rbac', 'pdb', 'secretprovider', 'runtimeclass', 'windows'].map((w) => `k-${w}`),
    ...['helm-chart', 'helm-values', 'helm-schema', 'x-dockerignore', 's-container-security', 's-probes', 's-scratch'],
    ...['s-resources', 's-gpu', 's-build-secret', 's-verified-download', 's-model-verified'],
  ];
  assert.deepEqual(
    wanted.filter((id) => !ids.has(id)),
    [],
  );
});

test('templates and checklist name each other', () => {
  const known = new Set(items.map((item) => item.id));
  for (const { id, controls } of templates)
    for (const control of controls)
      assert.ok(known.has(control), `${id} names the item ${control}, which is not there`);
  // The checklist's own file is written by "bulkhead checklist init", which knows every item.
  const ids = new Set([...templates.map((t) => t.id), 'x-checklist']);
  for (const item of items)
    for (const id of item.templates) assert.ok(ids.has(id), `${item.id} names the template ${id}, which is not there`);
});

test('ids, titles and prefixes are told apart', () => {
  for (const key of ['id', 'title'] as const)
    assert.equal(new Set(templates.map((t) => t[key])).size, templates.length, key);
  const prefixes = templates.flatMap((t) => t.blocks.map((b) => `${t.prefix} ${b.variant ?? b.file ?? ''}`));
  assert.equal(new Set(prefixes).size, prefixes.length);
  for (const { id, prefix } of templates) assert.match(prefix, /^h[dkh]-[a-z0-9-]+$/, id);
});

test('no template silences a rule, ships a real digest or links to a page', () => {
  for (const template of templates) {
    for (const { text } of template.blocks) {
      assert.doesNotMatch(text, /bulkhead-ignore|hadolint ignore|checkov:skip|trivy:ignore|nosec/, template.id);
      assert.doesNotMatch(text, /sha256:(?!0{64})[0-9a-f]{64}/, template.id);
    }
    for (const stop of template.stops) assert.doesNotMatch(stop.default, /sha256:(?!0{64})[0-9a-f]{64}/, template.id);
  }
});
