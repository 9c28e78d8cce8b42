import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Context, defaultContext } from '../src/context';
import { createEngine } from '../src/engine';
import { podWith } from '../src/examples';
import { rules } from '../src/lookup';
import { defineRule } from '../src/rule';

const wanted = new Set(['privileged-container', 'privilege-escalation-allowed', 'host-network', 'suppression-expired']);
const engine = createEngine({ rules: rules.filter((rule) => wanted.has(rule.id)) });

function check(text: string, changes: Partial<Context> = {}, path = 'pod.yaml') {
  const report = engine.check({ path, text }, { ...defaultContext, ...changes });
  return {
    shown: report.findings.map((f) => f.rule),
    silenced: report.suppressed.map((s) => `${s.finding.rule}: ${s.reason}`),
  };
}

const bad = '- name: api\n  securityContext:\n    privileged: true\n    allowPrivilegeEscalation: false';

test('a comment above a container speaks for the whole container, absent settings included', () => {
  const result = check(podWith(`# bulkhead-ignore privileged-container: loads modules\n${bad}\n- name: b`));
  assert.deepEqual(result, {
    shown: ['privilege-escalation-allowed'],
    silenced: ['privileged-container: loads modules'],
  });
  const absent = check(podWith('# bulkhead-ignore privilege-escalation-allowed: ping\n- name: api'));
  assert.deepEqual(absent, { shown: [], silenced: ['privilege-escalation-allowed: ping'] });
});

test('a comment above a line, or at its end, speaks for that line', () => {
  const above = podWith(
    '- name: api\n  securityContext:\n    allowPrivilegeEscalation: false\n    # bulkhead-ignore privileged-container: x\n    privileged: true',
  );
  assert.deepEqual(check(above).shown, []);
  const behind = podWith(
    '- name: api\n  securityContext:\n    allowPrivilegeEscalation: false\n    privileged: true # bulkhead-ignore privileged-container: x',
  );
  assert.deepEqual(check(behind).shown, []);
  const other = podWith(
    '- name: api\n  # bulkhead-ignore privileged-container: x\n  image: a\n  securityContext:\n    allowPrivilegeEscalation: false\n    privileged: true',
  );
  assert.deepEqual(check(other).shown, ['privileged-container']);
});

test('above an object it speaks for the object only; heading the file, for all documents', () => {
  const pod = podWith(bad);
  const first = `# bulkhead-ignore privileged-container: x\n${pod}---\n${pod}`;
  assert.deepEqual(check(first).shown, ['privileged-container']);
  assert.deepEqual(check(`${pod}---\n# bulkhead-ignore privileged-container: x\n${pod}`).shown, [
    'privileged-container',
  ]);
  assert.deepEqual(check(`# bulkhead-ignore privileged-container: x\n\n${pod}---\n${pod}`).shown, []);
});

test('an expired comment silences nothing', () => {
  const text = podWith(`# bulkhead-ignore privileged-container: x (until 2026-01-01)\n${bad}`);
  assert.deepEqual(check(text, { today: '2026-01-01' }).shown, []);
  assert.deepEqual(check(text, { today: '2026-01-02' }).shown, ['suppression-expired', 'privileged-container']);
});

test('marks of other tools are honoured, and can be switched off', () => {
  const marked = [
    podWith(`# trivy:ignore:KSV-0017\n${bad}`),
    podWith(`# trivy:ignore:AVD-KSV-0017\n${bad}`),
    `# Copied.\n# kics-scan disable=dd29336b-fe57-445b-a26e-e6aa867ae609\n${podWith(bad)}`,
    ...[
      'ignore-check.kube-linter.io/privileged-container: "debugger"',
      'checkov.io/skip1: CKV_K8S_16=debugger',
      'polaris.fairwinds.com/runAsPrivileged-exempt: "true"',
      'kube-score/ignore: container-security-context-privileged',
    ].map((annotation) => podWith(bad).replace('  name: shop\n', `  name: shop\n  annotations:\n    ${annotation}\n`)),
  ];
  for (const text of marked) {
    assert.deepEqual(check(text).shown, [], text);
    const off = check(text, { suppressions: { foreign: false, reasonRequired: true } });
    assert.deepEqual(off.shown, ['privileged-container'], text);
  }
});

const inDockerfile = createEngine({
  rules: rules.filter((rule) => ['final-stage-user-root', 'secret-in-env', 'sudo-in-build'].includes(rule.id)),
});

/** The rules that speak about a Dockerfile whose steps break three of them, with a mark somewhere. */
function heard(text: string, today = '2026-06-01'): string[] {
  const report = inDockerfile.check({ path: 'Dockerfile', text }, { ...defaultContext, today });
  return report.findings.map((finding) => finding.rule);
}

const risky = 'FROM debian:13.1\nENV PASSWORD=hunter2\nRUN sudo make\nUSER root\n';
const [env, sudo, root] = ['secret-in-env', 'sudo-in-build', 'final-stage-user-root'];

test('each form that a tool documents silences what it names, and no more', () => {
  const above = (line: string, mark: string) => heard(risky.replace(line, `${mark}\n${line}`));
  assert.deepEqual(heard(risky), [env, sudo, root]);
  for (const mark of [
    '# hadolint ignore=DL3002',
    '#hadolint ignore = DL3059 , DL3002 # it drops to nobody',
    '# trivy:ignore:AVD-DS-0002',
    '# trivy:ignore:DS002 trivy:ignore:DS-0031',
    '#trivy:ignore:DS-0002:exp:2026-06-02',
    '# tfsec:ignore:DS002',
    '# trivy:ignore:DS-0002:ws:a:exp:2026-06-02',
    '# trivy:ignore:DS-0002[user=root]',
    '# trivy:ignore:AVD-DS-*2',
    '# trivy:ignore:DS-0002\n#trivy:ignore:DS-0031 because',
    '# kics-scan ignore-line',
    '# KICS-SCAN Ignore-Line it drops',
    '# kics-scan ignore-line\n# It drops.\n',
  ])
    assert.deepEqual(above('USER root', mark), [env, sudo], mark);
  for (const mark of [
    '# hadolint ignore=crazy,DL3002',
    '# hadolint ignore=DL3002 it drops',
    '# Hadolint ignore=DL3002',
    '# hadolint ignore=DL3002\n',
    '# hadolint ignore=DL3002\n# It drops.',
    '# hadolint shell=DL3002',
    '# check=skip=all',
    '# trivy:ignore:ds-0002',
    '# trivy:ignore:DS-*4',
    '# trivy:ignore:DS-0002\n',
    '# trivy:ignore:DS-0002\n# It drops.',
    '# trivy:ignore:DS-0002:exp:soon',
    '# trivy:ignore:DS-0002:exp:2026-06-01',
    '# trivy:ignore:DS-0001',
    '# kics-scan ignore',
    '# kics-scan disable=67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae',
  ])
    assert.deepEqual(above('USER root', mark), [env, sudo, root], mark);
  assert.deepEqual(above('RUN sudo', '# hadolint ignore=DL3059\n# hadolint ignore=DL3004'), [env, root]);
  assert.deepEqual(above('ENV', '# trivy:ignore:*'), [sudo, root]);
  const behind = (line: string, mark: string) => heard(risky.replace(line, `${line} ${mark}`));
  assert.deepEqual(behind('RUN sudo make', '#trivy:ignore:AVD-DS-0010'), [env, root]);
  assert.deepEqual(behind('RUN sudo make', '# it drops #trivy:ignore:DS-0010 #trivy:ignore:DS-0002'), [env, root]);
  for (const mark of [
    '#trivy:ignore:DS-0002',
    '# hadolint ignore=DL3004',
    '# kics-scan ignore-line',
    'x#trivy:ignore:DS-0010',
  ])
    assert.deepEqual(behind('RUN sudo make', mark), [env, sudo, root], mark);
  assert.deepEqual(behind('ENV PASSWORD=hunter2', '#trivy:ignore:*'), [env, sudo, root]);
  assert.deepEqual(above('ENV', '# check=skip=SecretsUsedInArgOrEnv'), [sudo, root]);
  assert.deepEqual(above('RUN sudo', '# see checkov:skip= CKV_DOCKER_8:drops'), [env, sudo]);
  assert.deepEqual(above('RUN sudo', '#bridgecrew:skip=CKV_DOCKER_8'), [env, sudo]);
});

test('a mark above FROM is about that instruction, but for the block of KICS', () => {
  for (const mark of ['# hadolint ignore=DL3004', '# trivy:ignore:DS-0010', '# kics-scan ignore-line'])
    assert.ok(heard(`${mark}\n${risky}`).includes('sudo-in-build'), mark);
  const block = heard(`# kics-scan ignore-block\nFROM debian:13.1\nRUN sudo make\nUSER root\n${risky}`);
  assert.deepEqual(block, [env, sudo, root]);
});

test('some marks speak from where they stand to the end of the stage', () => {
  const twice = `${risky}${risky}`;
  assert.deepEqual(heard(twice), [env, env, sudo, root]);
  assert.deepEqual(heard(twice.replace('ENV', '# kics-scan ignore-block\nENV')), [env, sudo, root]);
  assert.deepEqual(heard(risky.replace('RUN', '# kics-scan ignore-block\nRUN')), [env]);
  assert.deepEqual(heard(`# hadolint stage ignore=DL3002,DL3004\n${risky}`), [env]);
  assert.deepEqual(heard(`# hadolint stage ignore=DL3002,DL3004\n${twice}`), [env, env, sudo, root]);
  // hadolint leaves the line below the mark out.
  assert.deepEqual(heard(risky.replace('RUN', '# hadolint stage ignore=DL3002,DL3004\nRUN')), [env, sudo]);
});

test('what heads a file speaks for all of it, and for the rules of its tool only', () => {
  assert.deepEqual(heard(`# hadolint global ignore=DL3002, DL3004\n${risky}`), [env]);
  assert.deepEqual(heard(`# syntax=docker/dockerfile:1\n# check=error=true;skip=SecretsUsedInArgOrEnv\n${risky}`), [
    sudo,
    root,
  ]);
  assert.deepEqual(heard(`# check=skip=all\n${risky}`), [sudo, root]);
  assert.deepEqual(heard(`# Notes.\n# kics-scan disable=8ada6e80-0ade-439e-b176-0b28f6bce35a\n${risky}`), [env, root]);
  assert.deepEqual(
    heard(`# kics-scan enable=8ada6e80-0ade-439e-b176-0b28f6bce35a\n${risky}`).includes(sudo ?? ''),
    true,
  );
  assert.deepEqual(
    heard(`# kics-scan enable=8ada6e80-0ade-439e-b176-0b28f6bce35a\n${risky}`).includes(root ?? ''),
    false,
  );
});

test('the words inside a string are no comment', () => {
  const text = podWith(
    `${bad}\n  args: ["# bulkhead-ignore privileged-container: x"]\n  command:\n    - |\n      # bulkhead-ignore privileged-container: x\n      a`,
  );
  assert.deepEqual(check(text).shown, ['privileged-container']);
});

test('a comment also silences what several files show together', () => {
  const lonely = defineRule({
    ...sampleText,
    id: 'lonely-object',
    subject: 'workspace',
    *check({ objects }) {
      for (const { file, object } of objects) yield { at: object.nameSpan, file, message: 'It is alone.' };
    },
  });
  const together = createEngine({ rules: [lonely] });
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
  const found = (text: string) =>
    together.checkTogether(
      [
        { path: 'a.yaml', text },
        { path: 'b.yaml', text: namespace },
      ],
      defaultContext,
    ).length;
  assert.equal(found(namespace), 2);
  assert.equal(found(`# bulkhead-ignore lonely-object: known\n${namespace}`), 1);
});

const sampleText = {
  title: 'Sample',
  control: 'no-privileged',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'never',
  why: 'Only here for a test.',
  remedy: 'Nothing.',
  examples: [],
  accepts: [],
} as const;
