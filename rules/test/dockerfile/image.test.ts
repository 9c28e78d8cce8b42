import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInside, parseImageReference, tagBehindUnknown } from '../../src/parse/image';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

test('parts of a reference with their places', () => {
  const text = `reg.example:5000/team/app:1.2@${digest}`;
  const image = parseImageReference(text, 10);
  assert.ok(image);
  const parts = [image.registry, image.repository, image.tag, image.digest];
  assert.deepEqual(
    parts.map((part) => part?.text),
    ['reg.example:5000', 'team/app', '1.2', digest],
  );
  for (const part of parts)
    assert.equal(text.slice((part?.span.start ?? 0) - 10, (part?.span.end ?? 0) - 10), part?.text);
});

test('names as a client resolves them', () => {
  const name = (text: string) => parseImageReference(text)?.name;
  assert.equal(name('nginx'), 'docker.io/library/nginx');
  assert.equal(name('team/app:1'), 'docker.io/team/app');
  assert.equal(name('docker.io/nginx'), 'docker.io/library/nginx');
  assert.equal(name('index.docker.io/library/nginx'), 'docker.io/library/nginx');
  assert.equal(name('localhost/a'), 'localhost/a');
  assert.equal(name('localhost:5000/a/b'), 'localhost:5000/a/b');
  assert.equal(name('quay.io/a/b__c-d.e'), 'quay.io/a/b__c-d.e');
});

test('what is no reference', () => {
  for (const text of [
    '',
    'A',
    'a b',
    'a:',
    'a@',
    'a@sha256:12',
    '$X',
    'a/$X',
    'a//b',
    'a:b:c',
    '-a',
    'a'.repeat(300),
    'https://a/b',
  ]) {
    assert.equal(parseImageReference(text), undefined, text);
  }
});

test('an allowed place ends at a slash, a colon or an at sign', () => {
  const inside = (text: string, place: string) => {
    const image = parseImageReference(text);
    assert.ok(image);
    return isInside(image, place);
  };
  assert.equal(inside('reg.example/team/app:1', 'reg.example/team'), true);
  assert.equal(inside('reg.example/team-evil/app:1', 'reg.example/team'), false);
  assert.equal(inside('reg.example.evil/team/app', 'reg.example'), false);
  assert.equal(inside('nginx', 'docker.io'), true);
  assert.equal(inside('nginx:1', 'docker.io/library'), true);
  assert.equal(inside('nginx:1', 'nginx'), true);
  assert.equal(inside('nginx:1', 'nginx:1'), true);
  assert.equal(inside('nginx:2', 'nginx:1'), false);
  assert.equal(inside('team/app', 'team'), false);
  assert.equal(inside('localhost:5000/a', 'localhost:5000'), true);
  assert.equal(inside('reg.example/a', ''), false);
});

test('behind an unknown part, only what is certain of a tag is told', () => {
  const told = [
    ['$R/app:latest', 'latest'],
    ['$R:edge', 'edge'],
    ['$R/app', ''],
    ['a/$R/b/app', ''],
  ];
  for (const [text = '', tag] of told) assert.equal(tagBehindUnknown(text), tag, text);
  for (const text of ['$R', 'app:$T', '$R-app', '$R/app@$D', '$R/app:', 'app/$R', `$R/app@sha256:${'a'.repeat(64)}`])
    assert.equal(tagBehindUnknown(text), undefined, text);
});
