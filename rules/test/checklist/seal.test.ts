import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { brokenParts, sealOf, withoutComments } from '../../src/checklist/seal';
import { sha256 } from '../../src/checklist/sha256';

test('the digest is SHA-256', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      assert.equal(sha256(text), createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
    { seed: 3, numRuns: 300 },
  );
});

const manifest = 'kind: Pod\nspec:\n  note: "a # b"\n  script: |\n    # not a comment\n    run\n\n    more\n  n: 1\n';

test('comments, blank lines and line endings of a manifest do not break a seal', () => {
  const commented = manifest
    .replace('kind: Pod', '# top\nkind: Pod # the pod')
    .replace('  n: 1', '\n  # why\n  n: 1   # one')
    .replace(/\n/g, '\r\n');
  assert.equal(withoutComments('a.yaml', commented), withoutComments('a.yaml', manifest));
});

test('a value, a text that looks like a comment and a missing file break it', () => {
  const seal = sealOf('text', [{ path: 'a.yaml', text: manifest }]);
  const others = [
    [{ path: 'a.yaml', text: manifest.replace('n: 1', 'n: 2') }],
    [{ path: 'a.yaml', text: manifest.replace('# not a comment', '# another') }],
    [{ path: 'a.yaml', text: manifest.replace('a # b', 'a # c') }],
    [{ path: 'a.yaml', text: undefined }],
    [{ path: 'b.yaml', text: manifest }],
    [],
  ];
  for (const files of others) {
    assert.deepEqual(brokenParts(seal, sealOf('text', files)), { text: false, files: true });
  }
  assert.deepEqual(brokenParts(seal, sealOf('other', [{ path: 'a.yaml', text: manifest }])), {
    text: true,
    files: false,
  });
  assert.match(seal, /^[0-9a-f]{16}$/);
});

test('a Dockerfile keeps directives and heredocs', () => {
  const file = '# syntax=docker/dockerfile:1\n# about\nFROM a\nRUN <<EOF\n# in the script\nEOF\n# end\n';
  assert.equal(
    withoutComments('Dockerfile', file),
    '# syntax=docker/dockerfile:1\nFROM a\nRUN <<EOF\n# in the script\nEOF',
  );
});

test('a template is as good as a manifest, and any text is survived', () => {
  const template = '{{- /* a note */ -}}\na: {{ .Values.x | quote }} # c\n{{- if .Values.y }}\nb: 1\n{{- end }}\n';
  assert.equal(
    withoutComments('t/a.yaml', template),
    withoutComments('t/a.yaml', template.replace(' # c', '').replace('{{- /* a note */ -}}\n', '')),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('a.yaml', 'Dockerfile', 'x.txt'),
      (text, path) => {
        assert.equal(typeof withoutComments(path, text), 'string');
      },
    ),
    { seed: 4, numRuns: 500 },
  );
});
