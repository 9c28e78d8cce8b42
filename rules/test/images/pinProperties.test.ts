import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findImages, type ImageFile } from '../../src/images';
import { chartProbe } from '../../src/images/chartProbe';
import { parseImageReference } from '../../src/parse/image';
import { digestA, digestB, dockerfile, kubernetes, pinned } from './support';

const settings = { seed: 7, numRuns: 400 };

/** Every form of the distribution specification: host, port, path, separators, tag, digests. */
const word = fc.stringMatching(/^[a-z0-9]{1,6}$/);
const separator = fc.constantFrom('.', '_', '__', '-', '--', '---');
const element = fc.tuple(word, fc.option(fc.tuple(separator, word))).map(([a, b]) => (b ? `${a}${b[0]}${b[1]}` : a));
const host = fc.constantFrom(
  '',
  'localhost/',
  'localhost:5000/',
  'registry.example/',
  'registry.example:443/',
  'REG.Example/',
  '127.0.0.1:5000/',
  '[::1]:5000/',
  '[2001:db8::1]/',
  'docker.io/',
  'index.docker.io/library/',
);
const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: undefined });
const digest = fc.constantFrom('', `@${digestB}`, `@sha256:${'0'.repeat(64)}`, `@sha256:${'ab'.repeat(32)}`);
const reference = fc
  .tuple(host, fc.array(element, { minLength: 1, maxLength: 3 }), tag)
  .map(([h, path, t]) => `${h}${path.join('/')}${t === undefined ? '' : `:${t}`}`)
  .filter((text) => parseImageReference(text) !== undefined && /[:/]/.test(text));

const chart = chartProbe(
  new Map([
    ['Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n'],
    [
      'templates/pod.yaml',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: {{ .Values.app.runs | quote }}\n',
    ],
  ]),
);

const surroundings: ((image: string) => ImageFile)[] = [
  (image) => dockerfile(`FROM ${image}\n`),
  (image) => dockerfile(`# syntax=${image}\n# escape=\`\nfrom --platform=linux/arm64 other:1 As X # y\r\n`),
  (image) => dockerfile(`FROM scratch\r\nCOPY --link --from=${image} /a /b\r\n`),
  (image) =>
    dockerfile(`FROM scratch\nRUN --mount=type=bind,from=${image},target=/x --mount=type=cache,target=/y a && b`),
  (image) => dockerfile(`ARG BASE="${image}"\nFROM $BASE AS build\nRUN echo "é𝄞"\n`),
  (image) => kubernetes(`apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - {name: "é𝄞", image: "${image}"} # c\n`),
  (image) =>
    kubernetes(`# a\n---\napiVersion: v1\r\nkind: Pod\r\nspec:\r\n  initContainers:\r\n  - image:   '${image}'\r\n`),
  (image) => ({ kind: 'helm-values', text: `app: {runs: "${image}"} # é𝄞\r\n`, probe: chart }),
];

test('pinning inserts a digest behind the reference and changes nothing else', () => {
  fc.assert(
    fc.property(reference, fc.constantFrom(...surroundings), (image, around) => {
      assert.equal(pinned(around(image)).replaceAll(`@${digestA}`, ''), around(image).text);
      assert.ok(pinned(around(image)).includes(`${image}@${digestA}`));
    }),
    settings,
  );
});

test('refreshing replaces a digest and changes nothing else', () => {
  fc.assert(
    fc.property(reference, digest, fc.constantFrom(...surroundings), (image, old, around) => {
      const tagged = parseImageReference(image)?.tag !== undefined;
      const before = around(image + old);
      const wanted = tagged || old === '' || old.endsWith('00') ? `${image}@${digestA}` : image + old;
      const after = pinned(before, digestA, 'refresh').replace(`other:1@${digestA}`, 'other:1');
      assert.equal(after, around(wanted).text);
    }),
    settings,
  );
});

test('a second time changes nothing', () => {
  fc.assert(
    fc.property(reference, digest, fc.constantFrom(...surroundings), (image, old, around) => {
      for (const mode of ['pin', 'refresh'] as const) {
        const file = around(image + old);
        const once = { ...file, text: pinned(file, digestA, mode) };
        assert.equal(pinned(once, digestA, mode), once.text);
      }
    }),
    settings,
  );
});

test('any text is survived', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'FROM ',
      'ARG A=',
      '$A',
      '${A',
      '@sha256:',
      'a:1',
      '\n',
      '\\\n',
      'image: ',
      '- ',
      '"',
      "'",
      '{{',
      '\0',
      '\ud800',
      '# syntax=',
      '--from=',
      'containers:\n',
      'apiVersion: v1\nkind: Pod\nspec:\n  ',
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(pieces, fc.constantFrom('dockerfile', 'kubernetes', 'helm-values'), (parts, kind) => {
      const file: ImageFile = { kind: kind as 'dockerfile', text: parts.join('') };
      assert.ok(Array.isArray(findImages(file)));
      pinned(file);
    }),
    settings,
  );
});
