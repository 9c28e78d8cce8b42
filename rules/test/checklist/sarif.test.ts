import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importSarif } from '../../src/checklist/sarif';
import { fakeRules, fresh, stateOf, surroundings } from './world';

test("another scanner's report refutes by alias and supports nothing", () => {
  const sarif = {
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Trivy', rules: [{ id: 'AVD-KSV-0018' }] } },
        results: [
          {
            ruleIndex: 0,
            level: 'error',
            message: { text: 'no limit' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.yaml' }, region: { startLine: 4 } } }],
          },
          {
            ruleId: 'CKV_K8S_13',
            message: { text: 'no limit' },
            suppressions: [{ kind: 'external', justification: 'batch' }],
          },
          { ruleId: 'CKV_UNKNOWN', message: { text: '?' } },
        ],
      },
    ],
  };
  const imported = importSarif(JSON.stringify(sarif), fakeRules);
  assert.deepEqual(imported?.unknown, ['CKV_UNKNOWN']);
  const found = imported?.evidence.get('memory-limit-missing');
  assert.equal(found?.findings[0]?.file, 'a b.yaml');
  assert.equal(found?.findings[0]?.line, 4);
  assert.equal(found?.suppressed[0]?.reason, 'batch');
  assert.deepEqual(found?.files, []);
  const twins = [...fakeRules, { id: 'memory-limit-absent', control: 'memory-limits', aliases: ['KSV-0018'] }];
  const { evidence = new Map() } = importSarif(JSON.stringify(sarif), twins) ?? {};
  const item = stateOf('memory-limits', fresh, surroundings({ evidence, rules: twins })).evidence;
  assert.equal(item.verdict, 'refuted');
  assert.equal(item.findings.length, 1, 'one finding of the scanner is one finding of the item');
  for (const bad of ['', '{', '[]', '{"runs":1}', '{"runs":[null,{"results":[null,1]}]}']) importSarif(bad, fakeRules);
});

const placed = (uri: string, startLine: number) => [
  { physicalLocation: { artifactLocation: { uri }, region: { startLine } } },
];

test('Trivy, Checkov, KICS and hadolint are read in the shapes they write', () => {
  const rules = [
    ...fakeRules,
    { id: 'privileged-container', control: 'no-privileged', aliases: ['KICS:dd29336b'] },
    { id: 'os-package-version-unpinned', control: 'all-dependencies-locked', aliases: ['DL3008'] },
  ];
  const run = (driver: object, ...results: object[]) => ({ tool: { driver }, results });
  const runs = [
    run(
      { name: 'Trivy', rules: [{ id: 'AVD-KSV-0018', defaultConfiguration: { level: 'note' } }] },
      {
        ruleId: 'AVD-KSV-0018',
        ruleIndex: 0,
        level: 'warning',
        message: { text: 'Artifact: k8s/a.yaml' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'k8s/a.yaml', uriBaseId: 'ROOTPATH' },
              region: { startLine: 9, startColumn: 1, endLine: 12, endColumn: 1 },
            },
            message: { text: 'k8s/a.yaml' },
          },
        ],
      },
    ),
    run(
      { name: 'Checkov', rules: [{ id: 'CKV_K8S_13', defaultConfiguration: { level: 'error' } }] },
      {
        ruleId: 'CKV_K8S_13',
        ruleIndex: 0,
        message: { text: 'Memory limits should be set' },
        locations: placed('k8s/b.yaml', 1),
      },
    ),
    run(
      { name: 'KICS', fullName: 'Keeping Infrastructure as Code Secure' },
      {
        ruleId: 'dd29336b-fe57-445b-a26e-e6aa867ae609',
        ruleIndex: 0,
        kind: 'fail',
        level: 'error',
        message: { text: 'privileged is true', properties: { platform: 'Kubernetes' } },
        locations: placed('./k8s/c.yaml', 30),
      },
    ),
    run(
      { name: 'Hadolint' },
      { ruleId: 'DL3008', message: { text: 'Pin versions' }, locations: placed('Dockerfile', 3) },
    ),
  ];
  const imported = importSarif(JSON.stringify({ version: '2.1.0', runs }), rules);
  const told = [...(imported?.evidence ?? [])].flatMap(([rule, { findings }]) =>
    findings.map(({ tool, file, line, severity }) => `${rule} ${tool} ${file}:${line} ${severity}`),
  );
  assert.deepEqual(told, [
    'memory-limit-missing Trivy k8s/a.yaml:9 medium',
    'memory-limit-missing Checkov k8s/b.yaml:1 high',
    'privileged-container KICS k8s/c.yaml:30 high',
    'os-package-version-unpinned Hadolint Dockerfile:3 medium',
  ]);
  assert.deepEqual([imported?.unknown, imported?.tools], [[], ['Checkov', 'Hadolint', 'KICS', 'Trivy']]);
});
