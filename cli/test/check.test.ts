import assert from 'node:assert/strict';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bulkhead, folderWith, hardenedPod, privilegedPod } from './fakeIo';

const only = ['--only', 'privileged-container'];

test('exits with 1 on a finding at or above --fail-on, else with 0', async (t) => {
  const cwd = folderWith(t, { 'bad.yaml': privilegedPod, 'good.yaml': hardenedPod });
  const code = async (...args: string[]) => (await bulkhead(cwd, ['check', ...only, ...args])).code;
  assert.equal(await code('bad.yaml'), 1);
  assert.equal(await code('good.yaml'), 0);
  assert.equal(await code('.'), 1);
  assert.equal(await code('bad.yaml', '--fail-on', 'critical'), 1);
  assert.equal(await code('bad.yaml', '--fail-on', 'never'), 0);
});

test('without a path checks the working folder and says so when there is nothing', async (t) => {
  const full = await bulkhead(folderWith(t, { 'k/pod.yaml': privilegedPod }), ['check', ...only]);
  assert.match(full.stdout, /^k\/pod\.yaml:10:21 critical privileged-container/);
  const empty = await bulkhead(folderWith(t, {}), ['check']);
  assert.deepEqual([empty.code, empty.stdout], [0, 'No Dockerfile or Kubernetes manifest was found.\n']);
});

test('json names the path from the working folder and counts from 1', async (t) => {
  const cwd = folderWith(t, { 'a/pod.yaml': privilegedPod, 'b/x': '' });
  const { stdout } = await bulkhead(join(cwd, 'b'), [
    'check',
    '--format',
    'json',
    ...only,
    '--no-cross-file',
    '--no-config',
    '../a',
  ]);
  const [finding] = JSON.parse(stdout).findings;
  assert.equal(finding.path, '../a/pod.yaml');
  assert.deepEqual(finding.range, { start: { line: 10, column: 21 }, end: { line: 10, column: 25 } });
  assert.ok(finding.aliases.includes('CKV_K8S_16'));
  assert.deepEqual(Object.keys(finding.fix), ['title', 'safety']);
});

test('a file judged by itself is judged with all its objects, and nothing is missed that may be elsewhere', async (t) => {
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { selector: { app: shp }, ports: [] }\n';
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: shop, labels: { app: shop } }\nspec: { containers: [] }\n';
  const cwd = folderWith(t, { 'both.yaml': `${service}---\n${pod}`, 'service.yaml': service, 'pod.yaml': pod });
  const found = async (...more: string[]) => {
    const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', '--no-config', ...more]);
    const findings: { rule: string; path: string }[] = JSON.parse(stdout).findings;
    return (rule: string) => findings.filter((finding) => finding.rule === rule).map(({ path }) => path);
  };
  const alone = await found('--no-cross-file');
  assert.deepEqual(alone('service-selects-too-much'), ['both.yaml']);
  assert.deepEqual(alone('workload-without-network-policy'), []);
  const together = await found();
  assert.deepEqual(together('service-selects-too-much'), ['both.yaml', 'service.yaml']);
  assert.deepEqual(together('workload-without-network-policy'), ['both.yaml', 'pod.yaml']);
});

test('what a kustomization lays over other objects is a part, wherever the check starts', async (t) => {
  const cwd = folderWith(t, {
    'k/kustomization.yaml': 'kind: Kustomization\nresources: [pod.yaml]\npatches: [{ path: patches/pod.yaml }]\n',
    'k/pod.yaml': privilegedPod,
    'k/patches/pod.yaml': privilegedPod,
  });
  for (const path of ['.', 'k/patches/pod.yaml']) {
    const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', '--no-config', path]);
    const findings: { rule: string; path: string }[] = JSON.parse(stdout).findings;
    const inPatch = findings.filter((finding) => finding.path === 'k/patches/pod.yaml').map(({ rule }) => rule);
    assert.ok(inPatch.includes('privileged-container'));
    assert.ok(!inPatch.includes('memory-limit-missing'));
  }
});

test('positions count as an editor does, with a mark at the start and CRLF', async (t) => {
  const text = `\uFEFF${privilegedPod.replaceAll('\n', '\r\n').replace('api #', '"äöü🚢" #')}`;
  const cwd = folderWith(t, { 'pod.yaml': text });
  const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', ...only]);
  assert.deepEqual(JSON.parse(stdout).findings[0].range.start, { line: 10, column: 21 });
});

test('--severity leaves out what is less severe', async (t) => {
  const cwd = folderWith(t, { 'pod.yaml': privilegedPod });
  const { stdout } = await bulkhead(cwd, ['check', '--format', 'json', '--severity', 'critical']);
  const found: { severity: string }[] = JSON.parse(stdout).findings;
  assert.deepEqual([...new Set(found.map((f) => f.severity))], ['critical']);
});

test('--only takes aliases as other tools print them', async (t) => {
  const cwd = folderWith(t, { 'pod.yaml': privilegedPod });
  for (const alias of ['CKV_K8S_16', 'ksv017', 'AVD-KSV-0017', 'KL:privileged-container', 'PRIVILEGED-container']) {
    assert.match(
      (await bulkhead(cwd, ['check', '--only', alias])).stdout,
      /^pod\.yaml:10:21 critical privileged-container/,
    );
  }
});

test('reads standard input under the name it is given', async (t) => {
  const cwd = folderWith(t, {});
  const yaml = await bulkhead(cwd, ['check', ...only, '-', '--stdin-filename', 'k/x.yaml'], { stdin: privilegedPod });
  assert.deepEqual([yaml.code, yaml.stdout.split(' ')[0]], [1, 'k/x.yaml:10:21']);
  const unnamed = await bulkhead(cwd, ['check', ...only, '-'], { stdin: hardenedPod });
  assert.deepEqual([unnamed.code, unnamed.stdout], [0, 'No findings in 1 file.\n']);
  const stray = await bulkhead(cwd, ['check', '.', '--stdin-filename', 'x.yaml']);
  assert.deepEqual([stray.code, stray.stderr], [2, 'bulkhead: --stdin-filename goes with "-", for standard input.\n']);
});

test('a file that was named is looked into whatever its name', async (t) => {
  const cwd = folderWith(t, { manifest: privilegedPod });
  assert.match((await bulkhead(cwd, ['check', ...only, 'manifest'])).stdout, /^manifest:10:21 critical/);
  assert.match((await bulkhead(cwd, ['check', ...only, '.'])).stdout, /^No Dockerfile/);
  const build = folderWith(t, { build: '# for CI\n\nARG V=1\nFROM a:$V\nADD c d\n', mail: 'From a to b\n' });
  const args = ['check', '--only', 'add-used-for-local-files'];
  assert.match((await bulkhead(build, [...args, 'build'])).stdout, /^build:5:1 low/);
  assert.match((await bulkhead(build, [...args, 'mail'])).stdout, /^note: mail was not checked/);
});

test('what cannot be read is named, the rest is checked, and the exit code is 2', async (t) => {
  const cwd = folderWith(t, { 'pod.yaml': privilegedPod });
  symlinkSync('loop.yaml', join(cwd, 'loop.yaml'));
  const ran = await bulkhead(cwd, ['check', ...only, 'gone.yaml', 'loop.yaml', 'pod.yaml']);
  assert.equal(ran.code, 2);
  assert.equal(
    ran.stderr,
    'bulkhead: gone.yaml does not exist.\nbulkhead: loop.yaml is a link that leads back to itself.\n',
  );
  assert.match(ran.stdout, /^pod\.yaml:10:21/);
});

test('odd files end in notes, not in errors', async (t) => {
  const cwd = folderWith(t, {
    'binary.yaml': Buffer.from([0, 1, 2, 3]),
    'utf16.yaml': Buffer.from('\uFEFFapiVersion: v1\nkind: Pod\n', 'utf16le'),
    'latin1.yaml': Buffer.from(privilegedPod.replace('public', 'öffentlich'), 'latin1'),
    'notes.txt': 'hello',
    'empty.yaml': '',
    'other.yaml': 'a: 1\n',
    'huge.yaml': 'a: 1\n',
  });
  truncateSync(join(cwd, 'huge.yaml'), 21 * 1024 * 1024);
  const ran = await bulkhead(cwd, ['check', '--format', 'json', ...only, 'notes.txt', '.']);
  const report = JSON.parse(ran.stdout);
  const notes = report.notes.map((n: { path: string; kind: string }) => `${n.path} ${n.kind}`);
  assert.deepEqual(notes, [
    'notes.txt not-ours',
    'binary.yaml not-text',
    'huge.yaml too-large',
    'latin1.yaml not-utf8',
    'utf16.yaml not-text',
  ]);
  // A file that must not be written offers no fix.
  assert.deepEqual([report.findings.length, report.findings[0].path, report.findings[0].fix], [1, 'latin1.yaml', null]);
  assert.deepEqual([ran.code, ran.stderr], [1, '']);

  const named = await bulkhead(cwd, ['check', ...only, 'utf16.yaml', 'latin1.yaml']);
  assert.equal(named.code, 2, 'somebody asked for it by name');
  assert.equal(named.stderr, 'bulkhead: utf16.yaml was not checked: it is UTF-16; save it as UTF-8.\n');
});

test('wrong use is a sentence and exit code 2', async (t) => {
  const cwd = folderWith(t, {});
  const fails = async (args: string[], sentence: string) => {
    const ran = await bulkhead(cwd, args);
    assert.deepEqual([ran.code, ran.stdout, ran.stderr], [2, '', `bulkhead: ${sentence}\n`]);
  };
  await fails(['chekc'], 'There is no command "chekc". Did you mean "check"?');
  await fails(['toString'], 'There is no command "toString". "bulkhead --help" lists the commands.');
  await fails(['--fromat'], 'There is no option --fromat before the command. "bulkhead --help" lists the commands.');
  await fails(['check', '--fromat=json'], 'There is no option --fromat. Did you mean --format?');
  await fails(['check', '-x'], 'There is no option -x.');
  await fails(['check', ''], 'A path is empty.');
  await fails(['new', '--set', 'a=b'], '--set goes with a template; name one.');
  await fails(
    ['check', '--format', 'xml'],
    '"xml" is no value of --format; it takes text, json, sarif, github, junit.',
  );
  await fails(['check', '--format'], 'The option --format needs a value: text, json, sarif, github, junit.');
  await fails(['check', '--no-config=1'], 'The option --no-config takes no value.');
  await fails(['check', '--kubernetes-version', '2'], '"2" is no version of Kubernetes; write it like 1.31.');
  await fails(
    ['check', '--only', 'privileged-contaner'],
    'No rule has the id or alias "privileged-contaner". Did you mean "privileged-container"?',
  );
  await fails(['check', '*.none'], 'No file matches "*.none".');
  await fails(['fix'], 'Name the files or folders to fix; "." is the working folder.');
  await fails(['explain'], 'Name one rule, by its id or by an alias.');
});

test('progress and colours are for terminals', async (t) => {
  const cwd = folderWith(t, { 'a.yaml': privilegedPod, 'b.yaml': hardenedPod });
  const shown = await bulkhead(cwd, ['check', ...only], { terminal: true, tick: 1000 });
  assert.match(shown.stderr, /\r\u001b\[KChecking 1 of 2 files\r\u001b\[K$/);
  assert.match(shown.stdout, /\u001b\[1;31mcritical/);
  const quick = await bulkhead(cwd, ['check', ...only], { terminal: true, env: { NO_COLOR: '1' } });
  assert.deepEqual([quick.stderr, quick.stdout.includes('\u001b')], ['', false]);
  const piped = await bulkhead(cwd, ['check', ...only], { tick: 1000 });
  assert.deepEqual([piped.stderr, piped.stdout.includes('\u001b')], ['', false]);
});

test('a .dockerignore counts, whether its Dockerfile is named or found, from the folder of the build or above', async (t) => {
  const files = { 'shop/docker/Dockerfile': 'FROM a:1\nCOPY . /a\n', 'shop/.dockerignore': '.git\n.env\n' };
  const open = folderWith(t, { Dockerfile: 'FROM a:1\nCOPY . /a\n' });
  const cwd = folderWith(t, files);
  const code = async (at: string, ...paths: string[]) =>
    (
      await bulkhead(at, [
        'check',
        '--fail-on',
        'medium',
        '--profile',
        'all',
        '--only',
        'build-context-copied-wholesale',
        ...paths,
      ])
    ).code;
  assert.deepEqual([await code(open), await code(open, 'Dockerfile')], [1, 1]);
  assert.deepEqual([await code(cwd), await code(cwd, 'shop/docker/Dockerfile')], [0, 0]);
  assert.equal(await code(cwd, '--no-cross-file', '.'), 0);
});

test('a baseline leaves out what was there before, though its lines have moved', async (t) => {
  const two = privilegedPod.replace(/kind: Pod/, 'kind: Pod # one');
  const cwd = folderWith(t, { 'pod.yaml': privilegedPod });
  const run = async (...args: string[]) => bulkhead(cwd, ['check', ...only, ...args]);
  writeFileSync(join(cwd, 'before.sarif'), (await run('--format', 'sarif')).stdout);
  writeFileSync(join(cwd, 'pod.yaml'), `# a line more\n\n${two}`);
  const same = await run('--baseline', 'before.sarif');
  assert.deepEqual([same.code, same.stderr], [0, 'bulkhead: 1 finding of the baseline left out.\n']);
  assert.doesNotMatch(same.stdout, /privileged-container/);
  writeFileSync(join(cwd, 'pod.yaml'), `${two}---\n${privilegedPod}`);
  const more = await run('--baseline', 'before.sarif');
  assert.equal(more.code, 1);
  assert.equal(more.stdout.match(/critical privileged-container/g)?.length, 1, 'an equal line more is new');
});

test('a baseline that is none ends the run: nothing may pass, or fail, because of it', async (t) => {
  const files = {
    'pod.yaml': hardenedPod,
    'text.sarif': 'no JSON',
    'empty.json': '{}',
    'other.sarif': '{"runs": [{"results": [{"ruleId": "x"}]}]}',
    'none.sarif': '{"runs": [{"results": []}]}',
  };
  const cwd = folderWith(t, files);
  for (const [file, code] of Object.entries({
    missing: 2,
    'text.sarif': 2,
    'empty.json': 2,
    'other.sarif': 2,
    'none.sarif': 0,
  })) {
    const run = await bulkhead(cwd, ['check', ...only, '--baseline', file, 'pod.yaml']);
    assert.equal(run.code, code, file);
    if (code === 2) assert.match(run.stderr, new RegExp(file), file);
  }
});
