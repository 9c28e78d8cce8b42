import assert from 'node:assert/strict';
import { test } from 'node:test';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { githubReport } from '../src/report/github';
import { jsonReport } from '../src/report/json';
import { junitReport } from '../src/report/junit';
import { sarifReport } from '../src/report/sarif';
import { textReport } from '../src/report/text';
import type { Checked } from '../src/result';
import { checked, options } from './checked';
import { bulkhead, folderWith, privilegedPod } from './fakeIo';

const nothing: Checked = { files: ['Dockerfile'], entries: [], notices: [], others: 0 };

test('text says where, what and why, and how much can be fixed', () => {
  assert.equal(
    textReport(checked, options),
    `k8s/a, b:c%.yaml:3:5 critical open-door [fix]
  Pod "<shop> & [31mco" is open.
  Anybody walks in, 100% of the time.

../other/Dockerfile:1:1 low dim-light [fix, review]
  Stage 1 is dim. Really.
  Nobody sees a thing.

note: k8s/broken.yaml:7:2: Bad indentation.
note: The rule x failed.

2 findings (1 critical, 1 low) in 2 of 2 files.
2 can be fixed: 1 with "bulkhead fix", 1 more with "bulkhead fix --review".
`,
  );
  assert.equal(textReport(nothing, options), 'No findings in 1 file.\n');
  assert.equal(textReport({ ...nothing, files: [] }, options), 'No Dockerfile or Kubernetes manifest was found.\n');
});

test('a chart counts once, in however many of its files something is found', () => {
  const entries = checked.entries.map((entry, i) => ({ ...entry, path: `shop/${i}.yaml` }));
  assert.match(textReport({ ...checked, entries, files: ['shop', 'k8s/shop.yaml'] }, options), / in 1 of 2 files\.\n/);
});

test('text does not drown in notes', () => {
  const notices = Array.from({ length: 30 }, (_, i) => ({
    path: `${i}.yaml`,
    kind: 'parse-error' as const,
    message: 'x',
  }));
  const text = textReport({ ...nothing, notices }, options);
  assert.match(text, /19\.yaml x\n10 more notes; --format json lists them all\.\n\nNo findings in 1 file\.\n$/);
});

test('text has colours only when asked', () => {
  assert.match(textReport(checked, { ...options, colours: true }), /\u001b\[1;31mcritical\u001b\[0m/);
  assert.doesNotMatch(textReport(checked, options), /\u001b/);
});

test('json keeps its contract', () => {
  const report = JSON.parse(jsonReport(checked));
  assert.deepEqual(report.findings[0], {
    path: 'k8s/a, b:c%.yaml',
    rule: 'open-door',
    message: 'Pod "<shop> & \u001b[31mco" is open.',
    severity: 'critical',
    level: 'baseline',
    control: 'doors',
    aliases: ['KL:open-door', 'CKV_K8S_1'],
    range: { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } },
    related: checked.entries[0]?.related,
    fix: { title: 'Close the door', safety: 'safe' },
  });
  assert.deepEqual(report.notes[1], checked.notices[1]);
  assert.equal(report.filesChecked, 2);
});

test('github escapes what its commands cannot hold', () => {
  assert.equal(
    githubReport(checked, options),
    `::error file=k8s/a%2C b%3Ac%25.yaml,line=3,endLine=3,col=5,endColumn=9,title=open-door (critical)::Pod "<shop> & \u001b[31mco" is open.%0AAnybody walks in, 100%25 of the time. Then they stay.
::notice file=../other/Dockerfile,line=1,endLine=2,title=dim-light (low)::Stage 1 is dim.%0AReally.%0ANobody sees a thing.
::notice file=k8s/broken.yaml,line=7::k8s/broken.yaml Bad indentation.
::error file=secret.yaml::secret.yaml may not be read (permission denied)
::notice::The rule x failed.
`,
  );
});

test('junit is XML, fails what fails the run and counts right', () => {
  assert.equal(
    junitReport(checked, options),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bulkhead" tests="4" failures="1" errors="1">
  <testsuite name="k8s/a, b:c%.yaml" tests="1" failures="1" errors="0">
    <testcase classname="k8s/a, b:c%.yaml" name="open-door at 3:5" file="k8s/a, b:c%.yaml" line="3">
      <failure type="critical" message="Pod &quot;&lt;shop&gt; &amp; \ufffd[31mco&quot; is open.">k8s/a, b:c%.yaml:3:5 Pod "&lt;shop&gt; &amp; \ufffd[31mco" is open.
Anybody walks in, 100% of the time. Then they stay.</failure>
    </testcase>
  </testsuite>
  <testsuite name="clean/Dockerfile" tests="1" failures="0" errors="0">
    <testcase classname="clean/Dockerfile" name="no findings"/>
  </testsuite>
  <testsuite name="../other/Dockerfile" tests="1" failures="0" errors="0">
    <testcase classname="../other/Dockerfile" name="dim-light at 1:1" file="../other/Dockerfile" line="1">
      <system-out>low: ../other/Dockerfile:1:1 Stage 1 is dim.
Really.
Nobody sees a thing.</system-out>
    </testcase>
  </testsuite>
  <testsuite name="secret.yaml" tests="1" failures="0" errors="1">
    <testcase classname="secret.yaml" name="can be read">
      <error type="unreadable" message="secret.yaml may not be read (permission denied)"/>
    </testcase>
  </testsuite>
</testsuites>
`,
  );
});

// The schema holds a pattern that is no regular expression in Unicode mode.
const validate = addFormats(new Ajv({ strict: false, unicodeRegExp: false })).compile(sarifSchema);

function assertValidSarif(text: string): void {
  assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors, null, 2));
}

test('sarif is valid by the official schema', async (t) => {
  assertValidSarif(sarifReport(checked, options));
  assertValidSarif(sarifReport(nothing, options));
  const cwd = folderWith(t, { 'pod.yaml': privilegedPod });
  assertValidSarif((await bulkhead(cwd, ['check', '--format', 'sarif', '--profile', 'all'])).stdout);
});

test('the schema used here refuses what is not SARIF', () => {
  assert.equal(validate({ version: '2.1.0', runs: [{ results: [] }] }), false);
});

test('sarif carries help, regions, fingerprints and fixes', () => {
  const [run] = JSON.parse(sarifReport(checked, options)).runs;
  const [rule] = run.tool.driver.rules;
  assert.equal(rule.name, 'OpenDoor');
  assert.match(rule.help.text, /Close it\.[\s\S]*# bulkhead-ignore open-door: reason/);
  assert.equal(rule.properties['security-severity'], '9.5');
  const [first, second] = run.results;
  assert.equal(run.tool.driver.rules[first.ruleIndex].id, 'open-door');
  assert.deepEqual(first.locations[0].physicalLocation, {
    artifactLocation: { uri: 'k8s/a%2C%20b%3Ac%25.yaml', uriBaseId: '%SRCROOT%' },
    region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
  });
  assert.deepEqual(first.fixes[0].artifactChanges[0].replacements, [
    {
      deletedRegion: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 11 },
      insertedContent: { text: 'shut\r\n' },
    },
  ]);
  assert.equal(second.fixes, undefined);
  assert.match(second.locations[0].physicalLocation.artifactLocation.uri, /^file:\/\/\/.*other\/Dockerfile$/);
  assert.equal(run.invocations[0].executionSuccessful, false);
});

test('a fingerprint survives lines that move, and tells equal findings apart', () => {
  const [entry] = checked.entries;
  assert.ok(entry);
  const moved = { ...entry, range: { start: { line: 30, column: 5 }, end: { line: 30, column: 9 } } };
  const prints = (entries: Checked['entries']) =>
    JSON.parse(sarifReport({ ...nothing, entries }, options)).runs[0].results.map(
      (r: { partialFingerprints: Record<string, string> }) => r.partialFingerprints['bulkhead/v1'],
    );
  const [alone] = prints([entry]);
  assert.deepEqual(prints([moved]), [alone]);
  const both = prints([entry, moved]);
  assert.equal(both[0], alone);
  assert.notEqual(both[1], alone);
  assert.notEqual(prints([{ ...entry, lineText: 'door: ajar' }])[0], alone);
});
