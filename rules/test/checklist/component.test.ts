import assert from 'node:assert/strict';
import { test } from 'node:test';
import { belongs, isChecklistName, matchesGlob } from '../../src/checklist/component';

test('globs match as people expect', () => {
  for (const [pattern, path] of [
    ['Dockerfile', 'Dockerfile'],
    ['chart/**', 'chart/templates/a.yaml'],
    ['chart', 'chart/templates/a.yaml'],
    ['./k8s/*.yaml', 'k8s/a.yaml'],
    ['**/*.{yaml,yml}', 'a/b/c.yml'],
    ['**/*.yaml', 'a.yaml'],
    ['k?s/a+b(c).yaml', 'k8s/a+b(c).yaml'],
  ] as const) {
    assert.ok(matchesGlob(pattern, path), `${pattern} ${path}`);
  }
  for (const [pattern, path] of [
    ['k8s/*.yaml', 'k8s/deep/a.yaml'],
    ['chart', 'charts/a.yaml'],
    ['{a', 'a'],
    ['********************a', 'aaaa'],
  ] as const) {
    assert.ok(!matchesGlob(pattern, path), `${pattern} ${path}`);
  }
});

test('a component is its folder without those that have a checklist of their own', () => {
  assert.ok(belongs('k8s/a.yaml', [], ['other']));
  assert.ok(!belongs('other/a.yaml', [], ['other']));
  assert.ok(!belongs('threat-checklist.yaml', ['**']));
  assert.ok(!belongs('k8s/a.yaml', ['chart/**']));
});

test('a checklist is known by its name', () => {
  assert.ok(isChecklistName('/a/threat-checklist.yaml') && isChecklistName('file:///a/retina.threat-checklist.yml'));
  assert.ok(!isChecklistName('my-threats.yaml') && !isChecklistName('threat-checklist.yaml.bak'));
});
