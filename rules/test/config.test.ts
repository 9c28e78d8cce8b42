import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgementFor } from '../src/config/config';
import { matchesGlob } from '../src/config/glob';
import { readConfig } from '../src/config/read';
import { configSchema, startingConfig } from '../src/config/schema';

test('a config is read with its types, and YAML 1.1 off means off', () => {
  const { config, problems } = readConfig(
    'profile: baseline\nkubernetesVersion: 1.30\nrules:\n  host-network: off\n  privileged-container: low\nignore: third_party/**\n',
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(config, {
    profile: 'baseline',
    kubernetesVersion: 30,
    rules: { 'host-network': 'off', 'privileged-container': 'low' },
    ignore: ['third_party/**'],
  });
});

test('what is wrong is named with its place, and the rest is used', () => {
  const text = 'profil: all\nprofile: strict\nrules:\n  host-netwrk: off\n  host-network: loud\nroot: 1\nignore: [a]\n';
  const { config, problems } = readConfig(text);
  assert.deepEqual(
    problems.map((p) => `${text.slice(p.span.start, p.span.end)}: ${p.message}`),
    [
      'profil: There is no setting "profil"; did you mean "profile".',
      'strict: "profile" must be one of baseline, restricted, arbitrary-code, all.',
      'host-netwrk: There is no rule "host-netwrk"; did you mean "host-network".',
      'loud: "host-network" must be one of off, critical, high, medium, low, info.',
      '1: "root" must be true or false.',
    ],
  );
  assert.deepEqual(config, { rules: {}, ignore: ['a'] });
});

test('odd texts give a problem, never an exception', () => {
  for (const text of [
    '',
    '- a',
    'a',
    '{',
    ': :',
    'rules: 1',
    'overrides: {}',
    'overrides: [1]',
    '\0',
    'profile: [',
    'a: *b',
    '? [x]\n: y',
  ]) {
    assert.doesNotThrow(() => readConfig(text), text);
  }
});

test('the nearest file wins; rules are merged by name, lists are replaced', () => {
  const outer = readConfig(
    'profile: all\nrules: {host-network: off, privileged-container: low}\napprovedRegistries: [a, b]\nuntrusted: { nodeLabel: pool=a, labels: [l] }\n',
  ).config;
  const inner = readConfig(
    'profile: baseline\nrules: {host-network: high}\napprovedRegistries: [c]\nuntrusted: { priorityClass: low, paths: [x] }\n',
  ).config;
  const { context } = judgementFor('team/app/pod.yaml', [
    { folder: '', config: outer },
    { folder: 'team', config: inner },
  ]);
  assert.equal(context.profile, 'baseline');
  assert.deepEqual(context.rules, { 'host-network': 'high', 'privileged-container': 'low' });
  assert.deepEqual(context.approvedRegistries, ['c']);
  assert.deepEqual(context.untrusted, { all: false, labels: ['l'], nodeLabel: 'pool=a', priorityClass: 'low' });
  const elsewhere = judgementFor('pod.yaml', [
    { folder: '', config: outer },
    { folder: 'team', config: inner },
  ]);
  assert.equal(elsewhere.context.profile, 'all');
});

test('root stops the search, overrides and globs are relative to their file', () => {
  const outer = readConfig('profile: all\n').config;
  const inner = readConfig(
    'root: true\nignore: [gen/**]\nuntrusted: {paths: ["models/**"]}\noverrides:\n  - paths: ["dev/**"]\n    profile: baseline\n',
  ).config;
  const configs = [
    { folder: '', config: outer },
    { folder: 'team', config: inner },
  ];
  assert.equal(judgementFor('team/a.yaml', configs).context.profile, 'restricted');
  assert.equal(judgementFor('team/dev/a.yaml', configs).context.profile, 'baseline');
  assert.equal(judgementFor('team/gen/a.yaml', configs).ignored, true);
  assert.equal(judgementFor('team/models/a.yaml', configs).context.untrusted.all, true);
  assert.equal(judgementFor('team/a.yaml', configs).context.untrusted.all, false);
});

test('equal settings are the same context, so that results can be remembered', () => {
  const configs = [{ folder: '', config: readConfig('profile: all\n').config }];
  assert.equal(judgementFor('a.yaml', configs).context, judgementFor('b.yaml', configs).context);
});

test('globs', () => {
  const yes: [string, string][] = [
    ['*.yaml', 'a/b.yaml'],
    ['a/*.yaml', 'a/b.yaml'],
    ['**/x', 'x'],
    ['**/x', 'a/b/x'],
    ['a/**', 'a/b/c'],
    ['a', 'a/b'],
    ['{a,b}/c', 'b/c'],
    ['?.y', 'd/a.y'],
    ['./a/b', 'a/b'],
  ];
  const no: [string, string][] = [
    ['a/*.yaml', 'a/b/c.yaml'],
    ['*.yml', 'a.yaml'],
    ['a/?', 'a/bc'],
    ['b/**', 'a/b/c'],
  ];
  for (const [glob, path] of yes) assert.ok(matchesGlob(glob, path), `${glob} ${path}`);
  for (const [glob, path] of no) assert.ok(!matchesGlob(glob, path), `${glob} ${path}`);
});

test('a hostile glob is answered within bounds', () => {
  assert.equal(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(400)), false);
  assert.equal(matchesGlob('{a,b}'.repeat(40), 'x'), false);
});

test('the starting file is valid and changes nothing', () => {
  const { config, problems } = readConfig(startingConfig());
  assert.deepEqual(problems, []);
  assert.deepEqual(config, { profile: 'restricted' });
  const uncommented = startingConfig().replace(/^# (?=[a-z]\w*:| {2})/gm, '');
  assert.deepEqual(
    readConfig(uncommented)
      .problems.map((p) => p.message)
      .filter((m) => !m.includes('no rule')),
    [],
  );
});

test('the schema has every setting', () => {
  const schema = configSchema() as { properties: Record<string, { description?: string }> };
  assert.deepEqual(Object.keys(schema.properties).sort(), [
    'approvedBaseImages',
    'approvedRegistries',
    'charts',
    'helm',
    'ignore',
    'kubernetesVersion',
    'overrides',
    'profile',
    'root',
    'rules',
    'suppressions',
    'templates',
    'untrusted',
  ]);
  for (const property of Object.values(schema.properties)) assert.ok(property.description);
});
