import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bulkhead, folderWith, hardenedPod, privilegedPod } from './fakeIo';

const file = 'threat-checklist.yaml';

/** A folder with a fresh checklist in which one item is changed. */
async function withChecklist(t: Parameters<typeof folderWith>[0], pod: string, fields = '') {
  const cwd = folderWith(t, { 'k8s/pod.yaml': pod });
  const made = await bulkhead(cwd, ['checklist', 'init', '--component', 'shop']);
  assert.deepEqual([made.code, made.stderr], [0, '']);
  const path = join(cwd, file);
  if (fields !== '') {
    const item = '  no-privileged:\n    decision: undecided';
    writeFileSync(path, readFileSync(path, 'utf8').replace(item, `  no-privileged:\n${fields}`));
  }
  return { cwd, path, text: () => readFileSync(path, 'utf8') };
}

const done = '    decision: required\n    implementation: done\n    by: zoe\n    date: "2026-01-30"';

test('init writes a file once and never touches one that is there', async (t) => {
  const { cwd, text } = await withChecklist(t, hardenedPod);
  assert.match(text(), /^component: shop$/m);
  const before = text();
  const again = await bulkhead(cwd, ['checklist', 'init']);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /already there/);
  assert.equal(text(), before);
});

test('check fails on what is done but refuted, and says where', async (t) => {
  const bad = await withChecklist(t, privilegedPod, done);
  const refuted = await bulkhead(bad.cwd, ['checklist', 'check']);
  assert.equal(refuted.code, 1);
  assert.match(refuted.stdout, /no-privileged: required - done - refuted by 1 finding\n {6}k8s\/pod\.yaml:10: /);
  const good = await withChecklist(t, hardenedPod, done);
  assert.equal((await bulkhead(good.cwd, ['checklist', 'check'])).code, 0);
});

test('a finding that is ignored with a reason is neither proof nor contradiction', async (t) => {
  const ignored = privilegedPod.replace('# legacy', '# bulkhead-ignore privileged-container: the driver needs it');
  const { cwd } = await withChecklist(t, ignored, done);
  assert.equal((await bulkhead(cwd, ['checklist', 'check'])).code, 0);
  const { items } = JSON.parse((await bulkhead(cwd, ['checklist', 'report', '--format', 'json'])).stdout);
  const item = items.find(({ id }: { id: string }) => id === 'no-privileged');
  assert.deepEqual([item.verdict, item.suppressed[0].reason], ['suppressed', 'the driver needs it']);
});

test('check fails on what it is asked to fail on', async (t) => {
  const { cwd } = await withChecklist(
    t,
    hardenedPod,
    `${done}\n    review-by: "2026-01-30"\n    seal: "0000000000000000"`,
  );
  const code = async (states: string) => (await bulkhead(cwd, ['checklist', 'check', '--fail-on', states])).code;
  assert.equal(await code('refuted'), 0);
  assert.equal(await code('stale'), 1);
  assert.equal(await code('expired'), 1);
  assert.equal(await code('undecided-required'), 1);
  assert.equal(await code('refuted,stale'), 1);
  const wrong = await bulkhead(cwd, ['checklist', 'check', '--fail-on', 'stail']);
  assert.deepEqual([wrong.code, /Did you mean "stale"/.test(wrong.stderr)], [2, true]);
});

test('check does not trust a broken file', async (t) => {
  const { cwd, path, text } = await withChecklist(t, hardenedPod, '    decision: "requi');
  const broken = await bulkhead(cwd, ['checklist', 'check']);
  assert.equal(broken.code, 2);
  assert.match(broken.stdout, /threat-checklist\.yaml:\d+: error: This is not valid YAML/);
  writeFileSync(path, text().replace('version: 1', 'version: 9'));
  assert.match((await bulkhead(cwd, ['checklist', 'check'])).stdout, /newer/);
  assert.equal((await bulkhead(folderWith(t, {}), ['checklist', 'check'])).code, 2);
});

test('report writes every format, twice the same', async (t) => {
  const { cwd } = await withChecklist(t, privilegedPod, done);
  for (const format of ['md', 'html', 'csv', 'json', 'tc']) {
    const first = await bulkhead(cwd, ['checklist', 'report', '--format', format]);
    assert.deepEqual([first.code, first.stderr], [0, '']);
    assert.equal((await bulkhead(cwd, ['checklist', 'report', '--format', format])).stdout, first.stdout);
  }
  const json = JSON.parse((await bulkhead(cwd, ['checklist', 'report', '--format', 'json'])).stdout);
  const item = json.items.find(({ id }: { id: string }) => id === 'no-privileged');
  assert.deepEqual(
    [item.decision, item.implementation, item.verdict, item.stale, item.findings[0].file, item.findings[0].line],
    ['required', 'done', 'refuted', false, 'k8s/pod.yaml', 10],
  );
});

test('a chart is judged as it renders, and evidence names its own files', async (t) => {
  const chart = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'chart/values.yaml': 'privileged: true\n',
    'chart/templates/_pod.tpl':
      '{{- define "pod" }}\ncontainers:\n  - name: api\n    image: shop\n    securityContext:\n      privileged: {{ .Values.privileged }}\n{{- end }}\n',
    'chart/templates/pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:{{ include "pod" . | indent 2 }}\n',
  };
  const cwd = folderWith(t, chart);
  await bulkhead(cwd, ['checklist', 'init']);
  const state = async () => {
    const { stdout } = await bulkhead(cwd, ['checklist', 'report', '--format', 'json']);
    return JSON.parse(stdout).items.find(({ id }: { id: string }) => id === 'no-privileged');
  };
  const bad = await state();
  assert.equal(bad.verdict, 'refuted');
  assert.match(bad.findings[0].file, /^chart\//);
  writeFileSync(join(cwd, 'chart/values.yaml'), 'privileged: false\n');
  const good = await state();
  assert.deepEqual([good.verdict, good.files], ['supported', ['chart/templates/pod.yaml']]);
});

test("another scanner's report counts as evidence", async (t) => {
  const { cwd } = await withChecklist(t, hardenedPod, done);
  const result = {
    ruleId: 'CKV_K8S_16',
    message: { text: 'privileged' },
    locations: [{ physicalLocation: { artifactLocation: { uri: '/x.yaml' } } }],
  };
  writeFileSync(
    join(cwd, 'out.sarif'),
    JSON.stringify({ runs: [{ tool: { driver: { name: 'Checkov' } }, results: [result] }] }),
  );
  const checked = await bulkhead(cwd, ['checklist', 'check', '--sarif', 'out.sarif']);
  assert.equal(checked.code, 1);
  assert.match(checked.stdout, / x\.yaml: privileged/);
  writeFileSync(join(cwd, 'out.sarif'), 'no');
  assert.equal((await bulkhead(cwd, ['checklist', 'check', '--sarif', 'out.sarif'])).code, 2);
});

test('a report that went through a spreadsheet comes back, and what does not fit is told', async (t) => {
  const { cwd, text } = await withChecklist(t, privilegedPod);
  const csv = join(cwd, 'list.csv');
  await bulkhead(cwd, ['checklist', 'report', '--format', 'csv', '--output', 'list.csv', '--bom']);
  const same = await bulkhead(cwd, ['checklist', 'import', 'list.csv', '--by', 'ann']);
  assert.deepEqual([same.code, same.stdout, same.stderr], [0, `${file}: the table says nothing new.\n`, '']);
  const row = /^no-privileged,Undecided,/m;
  writeFileSync(csv, `${readFileSync(csv, 'utf8').replace(row, 'no-privileged,Implemented,')}else,Required\r\n`);
  const before = text();
  const shown = await bulkhead(cwd, ['checklist', 'import', 'list.csv', '--by', 'ann', '--dry-run']);
  assert.match(shown.stdout, /no-privileged: decision: undecided to required; implementation: none to done; by: /);
  assert.equal(text(), before);
  const taken = await bulkhead(cwd, ['checklist', 'import', 'list.csv', file, '--by', 'ann']);
  assert.deepEqual([taken.code, taken.stderr], [1, 'bulkhead: list.csv: "else" is no item of the checklist.\n']);
  assert.match(
    text(),
    / {2}no-privileged:\n {4}decision: required\n {4}implementation: done\n {4}by: ann\n.*\n {4}watch: /,
  );
  writeFileSync(csv, 'a,b\n');
  assert.equal((await bulkhead(cwd, ['checklist', 'import', 'list.csv', '--by', 'ann'])).code, 2);
  assert.equal((await bulkhead(cwd, ['checklist', 'import'])).code, 2);
});

test('compare and report name what changed since a commit', async (t) => {
  const { cwd, path, text } = await withChecklist(t, hardenedPod);
  const git = (...args: string[]) => {
    const run = spawnSync('git', ['-c', 'user.name=z', '-c', 'user.email=z@example.invalid', ...args], {
      cwd,
      encoding: 'utf8',
    });
    assert.equal(run.status, 0, run.stderr);
  };
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  writeFileSync(
    path,
    text().replace(
      '  cpu-limits:\n    decision: undecided',
      '  cpu-limits:\n    decision: open-question\n    why: GPU',
    ),
  );
  const compared = await bulkhead(cwd, ['checklist', 'compare', '--since', 'HEAD']);
  assert.match(
    compared.stdout,
    /# Decisions changed since HEAD\n\n- .*`cpu-limits`\): decision: undecided to open-question; why: nothing to GPU/,
  );
  const byDay = await bulkhead(cwd, ['checklist', 'compare', '--since', '2099-12-31']);
  assert.equal(byDay.stdout, compared.stdout.replace('HEAD', '2099-12-31'));
  assert.equal((await bulkhead(cwd, ['checklist', 'compare', '--since', '2001-01-01'])).code, 2);
  const report = await bulkhead(cwd, ['checklist', 'report', '--since', 'HEAD', '--commit']);
  assert.match(report.stdout, /## Changes since HEAD/);
  assert.match(report.stdout, /Git commit: [0-9a-f]+, with uncommitted changes/);
  assert.equal((await bulkhead(cwd, ['checklist', 'compare', '--since', 'nothing'])).code, 2);
  assert.equal((await bulkhead(cwd, ['checklist', 'compare', '--since', '--output=x'])).code, 2);
});

test('several checklists give one report', async (t) => {
  const { cwd } = await withChecklist(t, hardenedPod);
  assert.equal((await bulkhead(cwd, ['checklist', 'init', 'k8s', '--component', 'pods'])).code, 0);
  const { stdout } = await bulkhead(cwd, ['checklist', 'report']);
  assert.deepEqual(stdout.match(/^# .*$/gm), ['# Threat checklist: pods', '# Threat checklist: shop']);
  const csv = (await bulkhead(cwd, ['checklist', 'report', '--format', 'csv'])).stdout.split('\r\n');
  assert.match(csv[0] ?? '', /^component,id,status,/);
  assert.equal(csv.filter((line) => /^(?:pods|shop),no-privileged,/.test(line)).length, 2);
  const json = await bulkhead(cwd, ['checklist', 'report', '--format', 'json']);
  assert.deepEqual([json.code, /Name one/.test(json.stderr)], [2, true]);
});

test('update adds what is missing and keeps the rest', async (t) => {
  const { cwd, path, text } = await withChecklist(t, hardenedPod, done);
  const whole = text();
  writeFileSync(path, whole.replace(/\n {2}cpu-limits:\n.*\n/, ''));
  assert.equal((await bulkhead(cwd, ['checklist', 'update'])).code, 0);
  assert.equal(text(), whole);
  assert.match((await bulkhead(cwd, ['checklist', 'update'])).stdout, /nothing is new/);
});

test('help names the commands, and a mistyped one is guessed', async (t) => {
  const cwd = folderWith(t, {});
  const help = await bulkhead(cwd, ['checklist', '--help']);
  assert.equal(help.code, 0);
  for (const name of ['init', 'check', 'report', 'compare', 'update'])
    assert.match(help.stdout, new RegExp(`\\b${name}\\b`));
  assert.match((await bulkhead(cwd, ['checklist', 'check', '--help'])).stdout, /--fail-on/);
  assert.equal((await bulkhead(cwd, ['checklist', 'check', '--fail-on', 'nothing'])).code, 2);
  assert.match((await bulkhead(cwd, ['checklist', 'chek'])).stderr, /Did you mean "check"/);
});

test('a report can be about some tags only', async (t) => {
  const { cwd } = await withChecklist(t, hardenedPod, done);
  const { stdout } = await bulkhead(cwd, ['checklist', 'report', '--format', 'json', '--tag', 'api-security']);
  const ids = JSON.parse(stdout).items.map(({ id }: { id: string }) => id);
  assert.ok(ids.includes('api-authentication') && ids.length < 20, ids.join());
});
