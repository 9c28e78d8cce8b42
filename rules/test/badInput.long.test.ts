import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Context, defaultContext } from '../src/context';
import { createEngine } from '../src/engine';
import { deploymentSpec, podSpec, podWith } from '../src/examples';
import { fixUntilStable } from '../src/fix';
import { defineRule } from '../src/rule';

const everything: Context = { ...defaultContext, profile: 'all' };
const sound = podWith('- name: api\n  image: shop/api:1.4\n  securityContext:\n    privileged: true\n');

/** Checks with all rules and fails when one of them threw. */
function check(text: string, context = everything) {
  const thrown: string[] = [];
  const engine = createEngine({ onRuleFailed: (rule, error) => thrown.push(`${rule}: ${String(error)}`) });
  const report = engine.check({ path: 'manifest.yaml', text, kind: 'kubernetes' }, context);
  for (const finding of report.findings) finding.fix();
  assert.deepEqual(thrown, []);
  return report;
}

const found = (text: string) => check(text).findings.map((finding) => finding.rule);

test('every beginning of a manifest is answered calmly', () => {
  const whole = deploymentSpec(
    'securityContext: { runAsNonRoot: true }\ncontainers:\n  - name: api # public\n    image: "shop/api:1.4"\n    args: ["--a", \'b\']\n    env:\n      - name: TOKEN\n        value: |\n          abc\nvolumes:\n  - name: a\n    hostPath: { path: /etc }',
  );
  for (let end = 0; end <= whole.length; end++) check(whole.slice(0, end));
});

test('a document that cannot be read leaves the others alone', () => {
  for (const broken of [
    'a: [1, 2',
    'a: "b',
    '\tcontainers:\n\t- name: a',
    'a: b: c: d\n  - e',
    '{{- if .Values.x }}\nkind: Pod\n{{- end }}',
  ]) {
    const report = check(`${broken}\n---\n${sound}`);
    assert.ok(
      report.findings.some((finding) => finding.rule === 'privileged-container'),
      broken,
    );
  }
});

test('tabs, odd line endings and marks do not hide what follows', () => {
  assert.ok(found(`# a\tb\n${sound}`).includes('privileged-container'));
  assert.ok(found(sound.replace(/\n/g, '\r\n')).includes('privileged-container'));
  assert.ok(found(`\uFEFF${sound}`).includes('privileged-container'));
  assert.ok(found(sound.replace(/\n/g, '\r')).length >= 0);
});

test('of a key that stands twice the last one counts, as for Kubernetes', () => {
  const twice = (first: string, second: string) =>
    found(podWith(`- name: api\n  securityContext:\n    privileged: ${first}\n    privileged: ${second}`));
  assert.ok(twice('false', 'true').includes('privileged-container'));
  assert.ok(!twice('true', 'false').includes('privileged-container'));
  assert.ok(twice('true', 'false').includes('duplicate-env-or-key'));
});

const oddities = [
  'true',
  '1',
  'no',
  'null',
  '""',
  '[]',
  '{}',
  '[[]]',
  '[{}]',
  '{a: 1}',
  '"{{ .Values.x }}"',
  '*nothing',
  '2024-01-01',
  '.nan',
];
const podFields = [
  ...[
    'securityContext',
    'containers',
    'initContainers',
    'ephemeralContainers',
    'volumes',
    'hostNetwork',
    'hostPID',
    'tolerations',
  ],
  ...[
    'nodeSelector',
    'affinity',
    'os',
    'hostUsers',
    'resources',
    'hostAliases',
    'dnsConfig',
    'serviceAccountName',
    'imagePullSecrets',
  ],
  ...[
    'runtimeClassName',
    'priorityClassName',
    'automountServiceAccountToken',
    'topologySpreadConstraints',
    'resourceClaims',
  ],
];
const containerFields = [
  ...[
    'name',
    'image',
    'securityContext',
    'resources',
    'ports',
    'env',
    'envFrom',
    'volumeMounts',
    'volumeDevices',
    'command',
    'args',
  ],
  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'imagePullPolicy', 'stdin', 'restartPolicy'],
];

test('wrong types in any place are no findings of that place and never a crash', () => {
  for (const oddity of oddities) {
    for (const field of podFields)
      check(podSpec(`${field}: ${oddity}\n${field === 'containers' ? '' : 'containers: [{ name: api }]'}`));
    for (const field of containerFields) check(podWith(`- ${field}: ${oddity}`));
    for (const field of ['metadata', 'spec', 'apiVersion', 'kind', 'items'])
      check(`apiVersion: v1\nkind: Pod\n${field}: ${oddity}\n`.replace(/^(\w+): .*\n(?=[\s\S]*^\1:)/m, ''));
  }
});

test('wrong types below the security context are answered calmly', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'runAsUser',
        'runAsNonRoot',
        'capabilities',
        'seccompProfile',
        'seLinuxOptions',
        'windowsOptions',
        'sysctls',
        'appArmorProfile',
        'procMount',
        'privileged',
        'supplementalGroups',
      ),
      fc.constantFrom('', 'add: ', 'drop: ', 'type: ', 'user: ', 'hostProcess: ', '- ', '- name: '),
      fc.constantFrom(...oddities),
      fc.boolean(),
      (field, key, oddity, isPod) => {
        const value = key === '' ? ` ${oddity}` : `\n    ${key}${oddity}`;
        const block = `securityContext:\n  ${field}:${value}`;
        check(
          isPod
            ? podSpec(`${block}\ncontainers: [{ name: api }]`)
            : podWith(`- name: api\n  ${block.replace(/\n/g, '\n  ')}`),
        );
      },
    ),
    { seed: 7, numRuns: 400 },
  );
});

test('ten thousand levels are refused, and the next document is still checked', () => {
  for (const nested of [
    '['.repeat(10_000),
    `a: ${'{a: '.repeat(10_000)}`,
    Array.from({ length: 10_000 }, (_, i) => `${' '.repeat(i % 900)}a:`).join('\n'),
  ]) {
    const report = check(`kind: Pod\napiVersion: v1\nspec: ${nested}\n---\n${sound}`);
    assert.ok(report.findings.some((finding) => finding.rule === 'privileged-container'));
  }
});

test('deep but readable nesting is walked without a crash', () => {
  const deep = (levels: number) => `${'{ a: '.repeat(levels)}1${' }'.repeat(levels)}`;
  check(`apiVersion: shop.example/v1\nkind: Deep\nmetadata: { name: a }\nspec: ${deep(500)}\n`);
  check(podSpec(`containers: [{ name: api }]\nmore: ${deep(500)}`));
});

/** How often a rule for containers is asked about a text. */
function containersSeen(text: string): number {
  let seen = 0;
  const counting = defineRule({
    id: 'counting',
    title: 'Counts',
    control: 'none',
    level: 'baseline',
    severity: 'info',
    stride: [],
    layer: 'runtime',
    aliases: [],
    references: [],
    fixable: 'never',
    subject: 'container',
    why: '',
    remedy: '',
    // biome-ignore lint/correctness/useYield: it only counts.
    *check() {
      seen++;
    },
    examples: [],
    accepts: [],
  });
  createEngine({ rules: [counting] }).check({ path: 'a.yaml', text, kind: 'kubernetes' }, everything);
  return seen;
}

test('an alias bomb is not unfolded', () => {
  const bomb = [
    'a0: &a0 { name: x, image: y }',
    ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`),
  ];
  const text = `apiVersion: shop.example/v1\nkind: Bomb\nspec:\n${bomb.map((line) => `  ${line}`).join('\n')}\n`;
  check(text);
  assert.equal(containersSeen(text), 0);
  const merged = [
    'a0: &a0 { b: 1 }',
    ...Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} { <<: [*a${i}, *a${i}, *a${i}] }`),
  ];
  check(podSpec(`${merged.join('\n')}\ncontainers:\n  - <<: *a60\n    name: api`));
  const templates = [
    't0: &t0 { template: { spec: { containers: [{ name: x, image: y }] } } }',
    ...Array.from({ length: 12 }, (_, i) => `t${i + 1}: &t${i + 1} [${Array(8).fill(`*t${i}`).join(', ')}]`),
  ];
  const many = `apiVersion: shop.example/v1\nkind: Bomb\nspec:\n${templates.map((line) => `  ${line}`).join('\n')}\n`;
  assert.ok(containersSeen(many) <= 5_000);
});

test('an alias to itself ends', () => {
  check(podSpec('containers: &a\n  - name: api\n    env: *a\n  - *a'));
  check(podSpec('a: &a { <<: *a, b: *a }\ncontainers:\n  - { <<: *a, name: api }'));
});

test('a file of many containers takes work in proportion', () => {
  const containers = (n: number) =>
    podSpec(
      `containers:\n${Array.from({ length: n }, (_, i) => `  - name: c${i}\n    image: shop/api:1.4`).join('\n')}`,
    );
  assert.equal(containersSeen(containers(2_000)), 2_000);
  const per = (n: number) => check(containers(n), { ...defaultContext, profile: 'restricted' }).findings.length / n;
  assert.ok(Math.abs(per(100) - per(400)) < 1);
});

test('a file larger than anybody writes is refused with a note', () => {
  const report = check(`${sound}# ${'x'.repeat(21 * 1024 * 1024)}`);
  assert.deepEqual(report.findings, []);
  assert.equal(report.notes[0]?.kind, 'too-large');
});

/** What is found, without the fixes: those of thousands of findings take their time. */
const findings = (text: string, context: Context) =>
  createEngine().check({ path: 'm.yaml', text, kind: 'kubernetes' }, context);

/** The place a report says it was not read on from. */
const unreadFrom = (text: string, context = everything) =>
  findings(text, context).notes.find((note) => note.kind === 'incomplete')?.span?.start;

test('of a stream without end the first documents are checked, and the place is told where that ends', () => {
  const documents = (n: number) => `a: 1\n---\n`.repeat(n - 1);
  assert.equal(unreadFrom(`${documents(5_000)}${sound}`), undefined);
  assert.ok(found(`${documents(5_000)}${sound}`).includes('privileged-container'));
  const longer = `${sound}---\n${documents(6_000)}`;
  assert.ok(found(longer).includes('privileged-container'));
  assert.equal(unreadFrom(longer), `${sound}---\n${documents(5_000)}`.length - '---\n'.length);
});

test('a stream that is not read to its end gives the same answer when it is asked again', () => {
  const engine = createEngine();
  const stream = (first: string) => `${first}---\n${'a: 1\n---\n'.repeat(6_000)}`;
  const told = (text: string, again = engine) => {
    const { findings, notes } = again.check({ path: 'm.yaml', text, kind: 'kubernetes' }, everything);
    return { findings: findings.map(({ rule, span }) => [rule, span]), notes };
  };
  for (const text of [stream(sound), stream(`${sound}# more\n`), stream('b: 2\n'), stream(`b: 2\n---\n${sound}`)])
    assert.deepEqual(told(text), told(text, createEngine()));
});

test('findings without end are cut, and the place is told where that was', () => {
  const containers = (n: number) =>
    podSpec(`containers: [${Array.from({ length: n }, (_, i) => `{ name: c${i} }`).join(', ')}]`);
  const many = containers(2_000);
  const report = findings(many, everything);
  assert.ok(report.findings.length >= 20_000 && report.findings.length < 25_000, String(report.findings.length));
  assert.equal(report.notes[0]?.kind, 'incomplete');
  const tooMany = containers(2_001);
  assert.equal(unreadFrom(many, defaultContext), undefined);
  assert.equal(unreadFrom(tooMany, defaultContext), tooMany.indexOf('{ name: c2000 }'));
  const documents = `${many}---\n${many}---\n${many}---\n${many}`;
  assert.ok((unreadFrom(documents, defaultContext) ?? 0) > many.length);
});

test('of ignore comments without end the first are read', () => {
  const comments = (n: number) => '# bulkhead-ignore no-such-rule: nothing\n'.repeat(n);
  const told = (n: number) =>
    findings(`${comments(n)}${sound}`, everything).findings.filter(({ message }) => message.includes('no-such-rule'));
  assert.equal(told(20).length, 20);
  assert.equal(told(3_000).length, 1_000);
});

test('a document larger than any object is not read, and the next one is', () => {
  const report = check(`kind: ConfigMap\ndata: ${'x'.repeat(5 * 1024 * 1024)}\n---\n${sound}`);
  assert.match(report.notes[0]?.message ?? '', /more than 4 MB/);
  assert.ok(report.findings.some((finding) => finding.rule === 'privileged-container'));
});

test('a text that is none is refused with a note', () => {
  assert.equal(check(`kind: Pod\0${sound}`).notes[0]?.kind, 'not-text');
});

test('random damage never makes a fix that does not settle', () => {
  const text = deploymentSpec(
    'hostNetwork: true\ncontainers:\n  - name: api\n    image: shop/api\n    securityContext: { privileged: true }',
  );
  const engine = createEngine();
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.nat(12),
      fc.constantFrom('', '\n', ' ', '{', ']', ':', '- ', '#', '"', '\t', '&a ', '*a'),
      (at, cut, put) => {
        const damaged = text.slice(0, at) + put + text.slice(at + cut);
        const result = fixUntilStable(engine, { path: 'm.yaml', text: damaged, kind: 'kubernetes' }, everything, {
          safety: 'review',
        });
        assert.ok(result.settled);
      },
    ),
    { seed: 11, numRuns: 250 },
  );
});

test('nothing is put into a quote that is not closed yet', () => {
  for (const quote of ['"', "'", '`']) {
    const file = {
      path: 'Dockerfile',
      text: `FROM debian:13.1\nRUN apt-get update && apt-get install -y git ${quote}unzip\n`,
    };
    const { settled, text } = fixUntilStable(createEngine(), file, everything, { safety: 'review' });
    assert.ok(settled, quote);
    assert.ok(text.includes(`${quote}unzip\n`), text);
  }
});

test('what is put into a Dockerfile stands on lines of its own, whatever else ends a line there', () => {
  const file = { path: 'Dockerfile', text: 'FROM debian:13.1\rLABEL a=b\nRUN make\nENTRYPOINT ["make"]\r' };
  const { settled } = fixUntilStable(createEngine(), file, everything, { safety: 'review' });
  assert.ok(settled);
});

test('a stage that the line above goes on into is not deleted with that line', () => {
  const file = (joint: string) => ({
    path: 'Dockerfile',
    text: `FROM debian:13.1\nCMD ["a"]${joint}FROM alpine:3.22\nCMD ["b"]\n`,
  });
  const fixed = (joint: string) => fixUntilStable(createEngine(), file(joint), everything, { safety: 'review' }).text;
  for (const joint of [' \\\n\n', '\r']) assert.ok(fixed(joint).includes(`["a"]${joint}FROM alpine`), joint);
});

test('nothing is put behind a carriage return that ends the text, but no line', () => {
  const file = { path: 'Dockerfile', text: 'FROM debian:13.1\nRUN <<EOT\nmake\nEOT\r' };
  const { settled, text } = fixUntilStable(createEngine(), file, everything, { safety: 'review' });
  assert.ok(settled);
  assert.ok(text.endsWith('\nEOT\r'), text);
});

test('what is wanted of lines that are deleted is not left to those above', () => {
  const file = {
    path: 'manifest.yaml',
    text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: api\n  ephemeralContainers:\n    - name: debug\n      image: shop/debug:1',
  };
  const { settled, text } = fixUntilStable(createEngine(), file, everything, { safety: 'review' });
  assert.ok(settled);
  assert.doesNotMatch(text, /ephemeralContainers|imagePullPolicy/);
  assert.equal(text.match(/^ {6}securityContext:/gm)?.length, 1, text);
});

test('no argument is put behind what may be a comment', () => {
  const start = 'CMD python3 -m vllm.entrypoints.openai.api_server --model /model # one\n';
  const file = { path: 'Dockerfile', text: `# escape=\`\nFROM python:3.13\n${start}` };
  const { settled, text } = fixUntilStable(createEngine(), file, everything, { safety: 'review' });
  assert.ok(settled);
  assert.ok(text.endsWith(' # one\n'), text);
});
