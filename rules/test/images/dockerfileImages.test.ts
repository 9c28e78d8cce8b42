import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findImages } from '../../src/images';
import { digestA, digestB, dockerfile, names, pinned } from './support';

describe('images of a Dockerfile', () => {
  const becomes: [string, string, string][] = [
    ['FROM', 'FROM python:3.12\n', 'FROM python:3.12@D\n'],
    ['no tag', 'FROM python\n', 'FROM python@D\n'],
    ['a registry with a port', 'FROM localhost:5000/a/b:1\n', 'FROM localhost:5000/a/b:1@D\n'],
    [
      'flags, alias, odd blanks and case',
      'from  --platform=linux/amd64   python:3.12\tAS  Build \nRUN true\n',
      'from  --platform=linux/amd64   python:3.12@D\tAS  Build \nRUN true\n',
    ],
    ['CRLF and a byte order mark', '\uFEFFFROM a:1\r\nCMD x\r\n', '\uFEFFFROM a:1@D\r\nCMD x\r\n'],
    ['a continued line', 'FROM \\\n  # why\n  a:1 \\\n  AS x\n', 'FROM \\\n  # why\n  a:1@D \\\n  AS x\n'],
    [
      'COPY --from',
      'FROM scratch\nCOPY --from=tools:2 --chown=1 /a /b\n',
      'FROM scratch\nCOPY --from=tools:2@D --chown=1 /a /b\n',
    ],
    [
      'RUN --mount',
      'FROM scratch\nRUN --mount=type=bind,from=tools:2,target=/t --network=none x\n',
      'FROM scratch\nRUN --mount=type=bind,from=tools:2@D,target=/t --network=none x\n',
    ],
    [
      'the syntax line',
      '# syntax=docker/dockerfile:1\nFROM scratch\n',
      '# syntax=docker/dockerfile:1@D\nFROM scratch\n',
    ],
    [
      'ONBUILD',
      'FROM scratch\nONBUILD COPY --from=tools:2 /a /b\n',
      'FROM scratch\nONBUILD COPY --from=tools:2@D /a /b\n',
    ],
    [
      'stages are no images',
      'FROM a:1 AS b\nFROM b\nCOPY --from=b /x /y\nCOPY --from=0 /x /y\n',
      'FROM a:1@D AS b\nFROM b\nCOPY --from=b /x /y\nCOPY --from=0 /x /y\n',
    ],
    ['a placeholder digest', `FROM a:1@sha256:${'0'.repeat(64)}\n`, 'FROM a:1@D\n'],
    ['an ARG with the tag', `ARG V=3.12\nFROM python:\${V}\n`, `ARG V=3.12@D\nFROM python:\${V}\n`],
    ['an ARG with quotes', 'ARG A=1 V="3.12"\nFROM python:$V\n', 'ARG A=1 V="3.12@D"\nFROM python:$V\n'],
    [
      'an ARG with all',
      `ARG BASE=python:3.12 # no comment\nFROM \${BASE}\n`,
      `ARG BASE=python:3.12@D # no comment\nFROM \${BASE}\n`,
    ],
    ['an ARG with the registry', `ARG R=ghcr.io\nFROM \${R}/a/b:1\n`, `ARG R=ghcr.io\nFROM \${R}/a/b:1@D\n`],
    [
      'an ARG for the end of the tag',
      `ARG MINOR=12\nFROM python:3.\${MINOR}\n`,
      `ARG MINOR=12@D\nFROM python:3.\${MINOR}\n`,
    ],
    ['one ARG in two equal lines', 'ARG V=1\nFROM a:$V AS x\nFROM a:$V\n', 'ARG V=1@D\nFROM a:$V AS x\nFROM a:$V\n'],
  ];
  for (const [name, before, after] of becomes) {
    test(name, () => assert.equal(pinned(dockerfile(before)), after.replaceAll('@D', `@${digestA}`)));
  }

  const stays: [string, string, RegExp][] = [
    ['an ARG without a default', 'ARG V\nFROM a:$V\n', /no value here/],
    ['an ARG in the middle of the tag', 'ARG V=1\nFROM a:$V-slim\n', /tag depends on V/],
    ['two ARGs in the tag', 'ARG V=1\nARG W=2\nFROM a:$V.$W\n', /tag depends on V and W/],
    ['an ARG that RUN reads too', 'ARG V=1\nFROM a:$V\nARG V\nRUN echo $V\n', /used in other places/],
    ['an ARG of two different images', 'ARG V=1\nFROM a:$V\nFROM b:$V\n', /used in other places/],
    ['an ARG made of an ARG', 'ARG A=1\nARG V=$A\nFROM a:$V\n', /no plain default/],
    ['a default in the variable', `FROM a:\${V:-1}\n`, /unusual/],
    ['a name that may be a build context', 'FROM scratch\nCOPY --from=assets /a /b\n', /may be a context/],
    ['capitals', 'FROM Python:3\n', /no image reference/],
  ];
  for (const [name, text, why] of stays) {
    test(`${name} is not edited, and the reason is said`, () => {
      assert.equal(pinned(dockerfile(text)), text);
      assert.match(names(findImages(dockerfile(text))).join('\n'), why);
    });
  }

  test('refreshing replaces the digest only, also in an ARG', () => {
    const text = `ARG V=3@${digestB}\nFROM --platform=$BUILDPLATFORM a:1@${digestB} AS x\nFROM b:$V\n`;
    assert.equal(pinned(dockerfile(text), digestA, 'pin'), text);
    assert.equal(pinned(dockerfile(text), digestA, 'refresh'), text.replaceAll(digestB, digestA));
  });

  test('a digest without a tag has nothing to be refreshed from', () => {
    const text = `FROM a@${digestB}\n`;
    assert.equal(pinned(dockerfile(text), digestA, 'refresh'), text);
  });
});
