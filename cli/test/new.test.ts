import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bulkhead, folderWith } from './fakeIo';

const own = `---
title: Our Dockerfile
description: What we start from.
kind: file
prefix: hd-ours
stops:
  tier:
    ask: Tier
    default: gold
    choices: [gold, silver]
---
\`\`\`dockerfile file=Dockerfile
FROM registry.example.com/base/[[tier]]:1
\`\`\`
`;

test('new lists every template with id, title and kind', async (t) => {
  const { code, stdout } = await bulkhead(folderWith(t, {}), ['new', '--list', '--format', 'json']);
  assert.equal(code, 0);
  const { templates } = JSON.parse(stdout) as { templates: Record<string, string>[] };
  assert.ok(templates.length >= 52, String(templates.length));
  for (const template of templates) assert.deepEqual(Object.keys(template), ['id', 'title', 'kind']);
});

test('new writes a file that has no finding, and not over another', async (t) => {
  const cwd = folderWith(t, {});
  assert.equal((await bulkhead(cwd, ['new', 'df-python-slim', '--dir', 'image'])).code, 0);
  const check = await bulkhead(cwd, ['check', '--profile', 'all', 'image']);
  assert.equal(check.code, 0, check.stdout);
  const again = await bulkhead(cwd, ['new', 'df-python-slim', '--dir', 'image']);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /image\/Dockerfile is there already/);
});

test('new writes all files of a set or none', async (t) => {
  const cwd = folderWith(t, { 'quota.yaml': 'mine: true\n' });
  assert.equal((await bulkhead(cwd, ['new', 'k-namespace'])).code, 2);
  assert.equal(existsSync(join(cwd, 'namespace.yaml')), false);
  assert.equal(readFileSync(join(cwd, 'quota.yaml'), 'utf8'), 'mine: true\n');
  assert.equal((await bulkhead(cwd, ['new', 'k-namespace', '--force', '--set', 'namespace=shop'])).code, 0);
  assert.match(readFileSync(join(cwd, 'namespace.yaml'), 'utf8'), /name: shop\n/);
});

test('new says what is wrong with an answer', async (t) => {
  const cwd = folderWith(t, {});
  const wrong = async (...args: string[]) => (await bulkhead(cwd, ['new', ...args])).stderr;
  assert.match(await wrong('k-deployment', '--set', 'nmae=a'), /does not ask for "nmae". It asks for /);
  assert.match(
    await wrong('k-deployment', '--set', 'name=A B'),
    /does not do for "name" \(Name of the application\)\. Expected: lower-case letters, /,
  );
  assert.match(await wrong('k-deployment', '--set', 'name=a\n'), /one line/);
  assert.match(await wrong('k-deployment', '--set', 'name'), /is not KEY=VALUE/);
  assert.match(await wrong('k-deploymnet'), /did you mean "k-deployment"/);
});

test('new writes the threat checklist, with the answers in it', async (t) => {
  const cwd = folderWith(t, {});
  const { code, stdout } = await bulkhead(cwd, [
    'new',
    'x-checklist',
    '--set',
    'name=shop',
    '--set',
    'profile=arbitrary-code',
  ]);
  assert.equal(code, 0);
  assert.equal(stdout, 'Wrote threat-checklist.yaml.\n');
  assert.match(
    readFileSync(join(cwd, 'threat-checklist.yaml'), 'utf8'),
    /^component: "?shop"?\nprofile: arbitrary-code\n/m,
  );
  assert.equal((await bulkhead(cwd, ['checklist', 'update'])).stdout, 'threat-checklist.yaml: nothing is new.\n');
});

test('new says why a file cannot be written', async (t) => {
  const cwd = folderWith(t, { taken: 'a file\n' });
  for (const dir of ['taken', 'taken/below']) {
    const { code, stderr } = await bulkhead(cwd, ['new', 'k-pdb', '--dir', dir]);
    assert.equal(code, 2);
    assert.match(stderr, /pdb\.yaml cannot be written: a folder of its path is a file\.$/m);
  }
});

test('new prints snippets, or one variant', async (t) => {
  const cwd = folderWith(t, {});
  assert.match(
    (await bulkhead(cwd, ['new', 's-healthcheck', '--variant', 'none'])).stdout,
    /^# A job.*\nHEALTHCHECK NONE\n$/,
  );
  assert.match((await bulkhead(cwd, ['new', 's-healthcheck', '--variant', 'x'])).stderr, /has no variant "x"/);
  const file = await bulkhead(cwd, ['new', 'k-deployment', '--variant', 'x']);
  assert.deepEqual([file.code, file.stderr], [2, 'bulkhead: "k-deployment" has no variant "x". It has none.\n']);
});

test('new takes templates and base images of the company', async (t) => {
  const cwd = folderWith(t, {
    '.bulkhead.yaml': 'templates: pack\napprovedBaseImages: [registry.example.com/base/python]\n',
    'pack/df-ours.md': own,
    'pack/README.md': 'Ours.\n',
  });
  assert.equal((await bulkhead(cwd, ['new', 'df-ours', '--set', 'tier=silver', '--dir', 'a'])).code, 0);
  assert.match(readFileSync(join(cwd, 'a/Dockerfile'), 'utf8'), /base\/silver:1/);
  assert.equal((await bulkhead(cwd, ['new', 'df-python-slim', '--dir', 'b'])).code, 0);
  assert.match(
    readFileSync(join(cwd, 'b/Dockerfile'), 'utf8'),
    /^FROM registry\.example\.com\/base\/python:\S+@sha256:0{64} AS builder$/m,
  );
});

test('broken templates of the company are named with their lines and left out, never replaced by ours', async (t) => {
  const cwd = folderWith(t, {
    '.bulkhead.yaml': 'templates: pack\n',
    'pack/df-ours.md': own,
    'pack/k-pdb.md': own.replace('kind: file', 'kind: fiel'),
    'pack/notes.md': 'Nothing.\n',
  });
  const { code, stdout, stderr } = await bulkhead(cwd, ['new', '--list']);
  assert.equal(code, 0);
  assert.match(stderr, /pack\/k-pdb\.md:4:7: "kind" is one of file, set, snippet.*\n.*pack\/notes\.md:1:1: /);
  assert.match(stdout, /^df-ours /m);
  assert.doesNotMatch(stdout, /^k-pdb /m);
  assert.equal((await bulkhead(cwd, ['new', 'k-pdb'])).code, 2);
  const missing = folderWith(t, { '.bulkhead.yaml': 'templates: nowhere\n' });
  assert.match((await bulkhead(missing, ['new', '--list'])).stderr, /nowhere does not exist/);
});
