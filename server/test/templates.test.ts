import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templates } from '@bulkhead/snippets';
import { sourceTemplates } from '../src/shippedTemplates';
import { fittingTemplates, type TemplateFile } from '../src/templates';
import { answerTemplates } from '../src/templatesRequest';

/** The prefixes offered where the text has a `|`. */
function offered(kind: TemplateFile, marked: string, name = kind === 'yaml' ? 'a.yaml' : 'Dockerfile'): string[] {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return fittingTemplates(templates, { kind, name, text }, offset).fitting.map((f) => f.prefix);
}

const deployment = (rest: string) => `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n${rest}`;

test('a whole file is offered in an empty one only', () => {
  assert.ok(offered('dockerfile', 'hd|').includes('hd-python-slim'));
  assert.ok(offered('dockerfile', '# ours\nhd-py|').includes('hd-python-distroless'));
  assert.ok(!offered('dockerfile', 'FROM a:1\nhd-|').includes('hd-python-slim'));
  assert.ok(offered('yaml', 'hk-dep|').includes('hk-deployment'));
  assert.ok(offered('yaml', 'a: 1\n---\nhk-dep|').includes('hk-deployment'));
  assert.ok(!offered('yaml', 'a: 1\nhk-dep|').includes('hk-deployment'));
  assert.deepEqual(offered('yaml', 'hh-|'), []);
  assert.deepEqual(offered('yaml', 'hh-|', 'values.yaml'), ['hh-values']);
});

test('instructions are offered where an instruction may stand', () => {
  assert.ok(offered('dockerfile', 'FROM a:1\nhd-us|').includes('hd-user-linux'));
  assert.ok(!offered('dockerfile', 'FROM a:1\nhd-us|\nFROM b:1\n').includes('hd-user-linux'));
  assert.ok(offered('dockerfile', 'FROM a:1\nhd-sec|\nFROM b:1\n').includes('hd-secret-pip'));
  assert.deepEqual(offered('dockerfile', 'FROM a:1\nRUN a \\\n  hd-us|'), []);
  assert.deepEqual(offered('dockerfile', 'FROM a:1\nRUN <<E\nhd-us|\nE\n'), []);
  assert.deepEqual(offered('dockerfile', 'FROM a:1\nRUN hd-us|'), []);
  assert.deepEqual(offered('dockerfile', 'hd-us|'), []);
});

test('keys and items of a manifest are offered where they belong', () => {
  assert.deepEqual(offered('yaml', deployment('      hk-pod|')), ['hk-pod-security']);
  assert.deepEqual(offered('yaml', deployment('      containers:\n        - name: a\n          hk-co|')), [
    'hk-container-security',
  ]);
  assert.deepEqual(offered('yaml', deployment('      containers:\n        - name: a\n      hk-co|')), []);
  assert.deepEqual(offered('yaml', deployment('      volumes:\n        hk-sc|')), ['hk-scratch-volume']);
  assert.deepEqual(offered('yaml', deployment('      initContainers:\n        hk-si|')), ['hk-sidecar']);
  const mounts = deployment('      containers:\n        - name: a\n          volumeMounts:\n            hk-sc|');
  assert.deepEqual(offered('yaml', mounts), ['hk-scratch-mount']);
  assert.deepEqual(offered('yaml', 'apiVersion: v1\nkind: Pod\nspec:\n  hk-spr|'), ['hk-spread']);
  assert.deepEqual(offered('yaml', 'apiVersion: v1\nkind: Service\nspec:\n  hk-spr|'), []);
});

test('nothing is offered in comments, in values and unasked', () => {
  assert.deepEqual(offered('yaml', deployment('      # hk-|')), []);
  assert.deepEqual(offered('yaml', deployment('      hostname: hk-|')), []);
  assert.deepEqual(offered('yaml', deployment('      |')), []);
  assert.deepEqual(offered('dockerfile', '|'), []);
});

test("the company's templates and base images are part of the answer", async () => {
  const config = 'templates: ../pack\n';
  const needs = {
    host: { readFile: async (uri: string) => (uri === 'file:///w/a/.bulkhead.yaml' ? config : undefined) },
    shipped: async () => sourceTemplates() ?? { templates: [], items: {} },
    approvedBaseImages: async () => ['registry.example.com/base/python'],
  };
  const first = await answerTemplates({ uri: 'file:///w/a/b/Dockerfile' }, needs);
  assert.equal(first.packFolder, 'file:///w/pack');
  const python = first.templates.find((t) => t.id === 'df-python-slim');
  assert.match(python?.stops.find((s) => s.name === 'base')?.default ?? '', /^registry\.example\.com\/base\/python:/);
  const own =
    '---\ntitle: Ours\ndescription: Ours.\nkind: file\nprefix: hd-x\n---\n```dockerfile file=Dockerfile\nFROM a:1\n```\n';
  const pack = [
    { path: 'ours.md', text: own },
    { path: 'bad.md', text: own.replace('file=Dockerfile', 'file=../up') },
  ];
  const second = await answerTemplates({ uri: 'file:///w/a/b/Dockerfile', pack }, needs);
  assert.ok(second.templates.some((t) => t.id === 'ours'));
  assert.deepEqual(second.problems, ['bad.md:7:1: "../up" leads out of the folder the template is written to.']);
});
