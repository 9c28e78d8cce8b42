import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findImages, type ImageFile } from '../../src/images';
import { chartProbe } from '../../src/images/chartProbe';
import { digestA, digestB, names, pinned } from './support';

function valuesOf(values: string, image: string, more = ''): ImageFile {
  const files = new Map([
    ['Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: "7.1"\n'],
    ['values.yaml', values],
    [
      'templates/pod.yaml',
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n${more}spec:\n  containers:\n    - name: api\n      image: ${image}\n`,
    ],
  ]);
  return { kind: 'helm-values', text: values, probe: chartProbe(files) };
}

const withDigest =
  '"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ with .Values.image.digest }}@{{ . }}{{ end }}"';
const withTag = '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"';

describe('images of chart values', () => {
  for (const [name, values, template, after] of [
    [
      'an empty digest is filled',
      'image:\n  repository: shop/api # name\n  tag: "1.4"\n  digest: "" # later\n',
      withDigest,
      `image:\n  repository: shop/api # name\n  tag: "1.4"\n  digest: "${digestA}" # later\n`,
    ],
    [
      'a digest that the chart would use is added',
      'image:\n  repository: shop/api\n  tag: "1.4"\n',
      withDigest,
      `image:\n  repository: shop/api\n  digest: ${digestA}\n  tag: "1.4"\n`,
    ],
    [
      'a tag that only names the image gets the digest',
      'image:\n  repository: shop/api\n  tag: "1.4" # release\n',
      withTag,
      `image:\n  repository: shop/api\n  tag: "1.4@${digestA}" # release\n`,
    ],
    [
      'a sha without its name is filled with the hex digits',
      'image:\n  repository: shop/api\n  tag: "1.4"\n  sha: ""\n',
      '"{{ .Values.image.repository }}:{{ .Values.image.tag }}{{ with .Values.image.sha }}@sha256:{{ . }}{{ end }}"',
      `image:\n  repository: shop/api\n  tag: "1.4"\n  sha: "${digestA.slice(7)}"\n`,
    ],
    [
      'a tag that the values leave to the chart is written down with the digest',
      'image:\n  repository: shop/api\n  tag: "" # of the chart\n',
      '"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"',
      `image:\n  repository: shop/api\n  tag: "7.1@${digestA}" # of the chart\n`,
    ],
    [
      'a value of any name that is put into an image',
      'runtime: shop/api:1.4 # any name\nother: shop/api\n',
      '{{ .Values.runtime }}',
      `runtime: shop/api:1.4@${digestA} # any name\nother: shop/api\n`,
    ],
    [
      'name and tag of any name',
      'server: {from: shop/api, version: "1.4"}\n',
      '{{ printf "%s:%s" .Values.server.from .Values.server.version | quote }}',
      `server: {from: shop/api, version: "1.4@${digestA}"}\n`,
    ],
    [
      'a container that is a value',
      'sidecars:\n  - name: log\n    image: shop/log:2 # tail\n',
      'shop/api:1\n{{- toYaml .Values.sidecars | nindent 4 }}',
      `sidecars:\n  - name: log\n    image: shop/log:2@${digestA} # tail\n`,
    ],
    ['a text', 'apiImage: shop/api:1.4\n', '{{ .Values.apiImage }}', `apiImage: shop/api:1.4@${digestA}\n`],
  ] as const) {
    test(name, () => assert.equal(pinned(valuesOf(values, template)), after));
  }

  test('a tag that is a label too stays as it is', () => {
    const values = 'image:\n  repository: shop/api\n  tag: "1.4"\n';
    const file = valuesOf(values, withTag, '  labels:\n    version: {{ .Values.image.tag }}\n');
    assert.equal(pinned(file), values);
    assert.match(names(findImages(file)).join(), /only there/);
  });

  test('a tag of several images is not given the digest of one', () => {
    const values = 'image:\n  repository: shop\n  tag: "1.4"\n';
    const image = '"{{ .Values.image.repository }}/api:{{ .Values.image.tag }}"';
    const other = '    - name: b\n      image: "{{ .Values.image.repository }}/b:{{ .Values.image.tag }}"';
    const file = valuesOf(values, `${image}\n${other}`);
    assert.equal(pinned(file), values);
    assert.match(names(findImages(file)).join(), /values shop:1\.4: .*only there/);
  });

  test('the image is looked up as the chart completes its name', () => {
    const [use] = findImages(valuesOf('apiImage: shop/api:1.4\n', 'registry.example.com/{{ .Values.apiImage }}'));
    assert.equal(use?.image?.text, 'registry.example.com/shop/api:1.4');
  });

  test('what is a label too, a prefix of the chart or an alias is left alone', () => {
    const label = '  labels:\n    version: {{ .Values.v }}\n';
    for (const [values, image, more] of [
      ['v: "1.4"\n', 'shop/api:{{ .Values.v }}', label],
      ['image:\n  repository: shop/api\n  tag:\n', 'shop/api:v{{ .Values.image.tag | default "1" }}', ''],
      ['x: &t "1.4"\nv: *t\n', 'shop/api:{{ .Values.v }}', ''],
    ] as const) {
      assert.equal(pinned(valuesOf(values, image, more)), values, values);
    }
  });

  test('an image that the chart does not use as it is set is not guessed about', () => {
    const values =
      'image:\n  repository: shop/api\n  tag: "1.4"\nsidecar:\n  enabled: false\n  image: {repository: shop/proxy, tag: "2"}\n';
    const found = names(findImages(valuesOf(values, withTag)));
    assert.match(found.join('\n'), /shop\/proxy:2: the chart with these values uses no such image/);
  });

  test('the tag of the chart is what is looked up when the values have none', () => {
    const [use] = findImages(valuesOf('image:\n  repository: shop/api\n', withDigest));
    assert.equal(use?.image?.text, 'shop/api:7.1');
  });

  test('without a chart nothing is edited', () => {
    const values = 'image:\n  repository: shop/api\n  tag: "1.4"\n  digest: ""\n';
    assert.equal(pinned({ kind: 'helm-values', text: values }), values);
  });

  test('refreshing replaces the digest', () => {
    const values = `image:\n  repository: shop/api\n  tag: "1.4"\n  digest: ${digestB}\n`;
    const file = valuesOf(values, withDigest);
    assert.equal(pinned(file, digestA, 'pin'), values);
    assert.equal(pinned(file, digestA, 'refresh'), values.replace(digestB, digestA));
    const tagged = `image:\n  repository: shop/api\n  tag: 1.4@${digestB}\n`;
    assert.equal(pinned(valuesOf(tagged, withTag), digestA, 'refresh'), tagged.replace(digestB, digestA));
  });

  test('pinning twice is pinning once', () => {
    const values = 'image:\n  repository: shop/api\n  tag: "1.4"\n';
    for (const template of [withDigest, withTag]) {
      const once = pinned(valuesOf(values, template));
      assert.notEqual(once, values);
      assert.equal(pinned(valuesOf(once, template)), once);
    }
  });
});
