import assert from 'node:assert/strict';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { walkFolder } from '../src/files/walk';
import { collectSources } from '../src/sources';
import { folderWith } from './fakeIo';

function found(cwd: string, ...paths: string[]): readonly string[] {
  return collectSources(paths, { cwd, honourGitignore: true }).sources.map((source) => source.path);
}

function project(t: TestContext, extra: Readonly<Record<string, string>> = {}): string {
  return folderWith(t, {
    '.git/config.yaml': '',
    Dockerfile: '',
    'k8s/b.yml': '',
    'k8s/a.yaml': '',
    'k8s/a.txt': '',
    'node_modules/x/Dockerfile': '',
    'src/api.Dockerfile': '',
    ...extra,
  });
}

test('a folder gives what could be ours, sorted, without node_modules and .git', (t) => {
  assert.deepEqual(found(project(t), '.'), ['Dockerfile', 'k8s/a.yaml', 'k8s/b.yml', 'src/api.Dockerfile']);
});

test('a file named by hand counts whatever its name, and only once', (t) => {
  const cwd = project(t);
  assert.deepEqual(found(cwd, 'k8s/a.txt', './k8s/a.txt', 'k8s'), ['k8s/a.txt', 'k8s/a.yaml', 'k8s/b.yml']);
});

test('paths are relative to the working folder, also above it', (t) => {
  const cwd = project(t);
  assert.deepEqual(found(join(cwd, 'src'), '../k8s/a.yaml'), ['../k8s/a.yaml']);
});

test('nested .gitignore files are honoured, and those above up to the repository', (t) => {
  const cwd = project(t, {
    '.gitignore': 'a.yaml\ngen/\n',
    'k8s/.gitignore': '!a.yaml\nb.yml\n',
    'gen/.gitignore': '!Dockerfile\n',
    'gen/Dockerfile': '',
    'deep/er/a.yaml': '',
    'deep/er/c.yaml': '',
  });
  assert.deepEqual(found(cwd, '.'), ['Dockerfile', 'deep/er/c.yaml', 'k8s/a.yaml', 'src/api.Dockerfile']);
  assert.deepEqual(found(cwd, 'deep/er'), ['deep/er/c.yaml']);
  assert.deepEqual(found(cwd, 'deep/er/a.yaml'), ['deep/er/a.yaml']);
  const all = collectSources(['deep'], { cwd, honourGitignore: false }).sources.map((s) => s.path);
  assert.deepEqual(all, ['deep/er/a.yaml', 'deep/er/c.yaml']);
});

test('patterns are expanded', (t) => {
  const cwd = project(t);
  assert.deepEqual(found(cwd, 'k8s/*.{yaml,yml}'), ['k8s/a.yaml', 'k8s/b.yml']);
  assert.deepEqual(found(cwd, '**/*Dockerfile'), ['Dockerfile', 'src/api.Dockerfile']);
  assert.deepEqual(found(cwd, '{Dockerfile,none}'), ['Dockerfile']);
  assert.deepEqual(found(cwd, `${cwd}/k8s/?.yaml`), ['k8s/a.yaml']);
  assert.deepEqual(collectSources(['*.none'], { cwd, honourGitignore: true }).unmatched, ['*.none']);
});

test('a file whose name looks like a pattern is that file', (t) => {
  assert.deepEqual(found(folderWith(t, { 'a[1].yaml': '', 'a1.yaml': '' }), 'a[1].yaml'), ['a[1].yaml']);
});

test('links are not followed, so loops do no harm', (t) => {
  const cwd = folderWith(t, { 'a/Dockerfile': '' });
  symlinkSync('..', join(cwd, 'a/loop'));
  symlinkSync('Dockerfile', join(cwd, 'a/Dockerfile.link'));
  symlinkSync('self', join(cwd, 'self'));
  assert.deepEqual(found(cwd, '.'), ['a/Dockerfile']);
  assert.deepEqual(found(cwd, 'a/Dockerfile.link'), ['a/Dockerfile.link']);
  const { unreadable } = collectSources(['self', 'gone'], { cwd, honourGitignore: true });
  assert.deepEqual(unreadable, [
    { path: 'self', message: 'is a link that leads back to itself' },
    { path: 'gone', message: 'does not exist' },
  ]);
});

test('a folder that cannot be read is reported and the rest is read', (t) => {
  const cwd = folderWith(t, { 'a/Dockerfile': '', 'b/Dockerfile': '' });
  const files: string[] = [];
  const unreadable: string[] = [];
  walkFolder(cwd, {
    wants: () => true,
    found: (path) => files.push(path),
    unreadable: (path, error) => unreadable.push(`${path}: ${(error as NodeJS.ErrnoException).code}`),
    honourGitignore: true,
    list: (folder) => {
      if (folder === join(cwd, 'a')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      return readdirSync(folder, { withFileTypes: true });
    },
  });
  assert.deepEqual(files, [join(cwd, 'b/Dockerfile')]);
  assert.deepEqual(unreadable, [`${join(cwd, 'a')}: EACCES`]);
});
