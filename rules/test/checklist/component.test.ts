import assert from 'node:assert/strict';
import { test } from 'node:test';
import { belongs, isChecklistName } from '../../src/checklist/component';

test('a component is its folder without those that have a checklist of their own', () => {
  assert.ok(belongs('k8s/a.yaml', [], ['other']));
  assert.ok(!belongs('other/a.yaml', [], ['other']));
  assert.ok(!belongs('threat-checklist.yaml', ['**']));
  assert.ok(!belongs('k8s/a.yaml', ['chart/**']));
  assert.ok(belongs('chart/templates/a.yaml', ['chart/**', 'Dockerfile']) && belongs('Dockerfile', ['Dockerfile']));
});

test('a checklist is known by its name', () => {
  assert.ok(isChecklistName('/a/threat-checklist.yaml') && isChecklistName('file:///a/retina.threat-checklist.yml'));
  assert.ok(!isChecklistName('my-threats.yaml') && !isChecklistName('threat-checklist.yaml.bak'));
});
