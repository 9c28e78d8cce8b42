import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findImages } from '../../src/images';
import { digestA, kubernetes, names, pinned } from './support';

const pod = (image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: a\n      image: ${image}\n`;

describe('images of Kubernetes files', () => {
  for (const [name, before, after] of [
    ['a plain scalar with a comment', 'shop/api:1 # keep', 'shop/api:1@D # keep'],
    ['double quotes', '"shop/api:1"', '"shop/api:1@D"'],
    ['single quotes', "'shop/api:1'   ", "'shop/api:1@D'   "],
    ['an anchor', '&img shop/api:1', '&img shop/api:1@D'],
    ['a tag', '!!str shop/api:1', '!!str shop/api:1@D'],
  ] as const) {
    test(name, () => assert.equal(pinned(kubernetes(pod(before))), pod(after.replace('@D', `@${digestA}`))));
  }

  for (const [name, image, why] of [
    ['a template', '"{{ .Values.image }}"', /template/],
    ['a block scalar', '>-\n        shop/api:1', /form that is not edited/],
    ['an escape', '"shop\\/api:1"', /form that is not edited/],
    ['no reference', 'Shop/API', /no image reference/],
  ] as const) {
    test(`${name} is not edited, and the reason is said`, () => {
      const text = pod(image);
      assert.equal(pinned(kubernetes(text)), text);
      assert.match(names(findImages(kubernetes(text))).join('\n'), why);
    });
  }

  test('every kind of container, an image volume, several documents, CRLF', () => {
    const text = [
      'apiVersion: batch/v1',
      'kind: CronJob',
      'spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a:1}], initContainers: [{image: b:1}]}}}}}',
      '---',
      'apiVersion: v1',
      'kind: Pod',
      'spec:',
      '  ephemeralContainers: [{name: d, image: c:1}]',
      '  volumes: [{name: v, image: {reference: d:1}}]',
      '',
    ].join('\r\n');
    const expected = text.replace(/([abcd]):1/g, `$1:1@${digestA}`);
    assert.equal(pinned(kubernetes(text)), expected);
  });

  test('an alias is pinned once, where its text stands', () => {
    const text = `${pod('&img a:1')}    - name: b\n      image: *img\n`;
    assert.equal(pinned(kubernetes(text)), text.replace('a:1', `a:1@${digestA}`));
  });

  test('custom resources: pods inside, and fields that can only be an image', () => {
    const text = [
      'apiVersion: shop.example/v1',
      'kind: Engine',
      'spec:',
      '  image: ghcr.io/shop/engine:2',
      '  sidecarImage: shop/proxy:1',
      '  imageName: shop/store:16',
      '  other: {image: logo, picture: a:1}',
      'status: {image: a:1}',
      '',
    ].join('\n');
    assert.deepEqual(names(findImages(kubernetes(text))), [
      'custom-resource ghcr.io/shop/engine:2',
      'custom-resource shop/proxy:1',
      'custom-resource shop/store:16',
    ]);
  });

  test('JSON', () => {
    const text = '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"a","image":"a:1"}]}}';
    assert.equal(pinned(kubernetes(text)), text.replace('a:1', `a:1@${digestA}`));
  });

  test('files that are no Kubernetes, broken, binary or deep name nothing', () => {
    for (const text of [
      '',
      'image: a:1',
      'a: [',
      '\0',
      `${'['.repeat(20_000)}`,
      'apiVersion: v1\nkind: ConfigMap\ndata: {image: a:1}\n',
    ]) {
      assert.deepEqual(findImages(kubernetes(text)), []);
    }
  });
});
