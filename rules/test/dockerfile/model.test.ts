import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDockerfile, type Stage } from '../../src/model/dockerfile';

const target = (text: string): Stage => {
  const found = readDockerfile(text).target;
  assert.ok(found);
  return found;
};

test('stages inherit through FROM, and only those under the target ship', () => {
  const { stages } = readDockerfile(
    'FROM debian:13 AS base\nUSER app:team\nENV A=1\nFROM golang AS build\nFROM BASE\nCMD a\n',
  );
  const [base, build, last] = stages;
  assert.deepEqual([base?.ships, build?.ships, last?.ships, last?.isTarget], [true, false, true, true]);
  assert.equal(last?.base.image?.name, 'docker.io/library/debian');
  assert.deepEqual(
    [last?.user.source, last?.user.name, last?.user.group, last?.user.root],
    ['set', 'app', 'team', false],
  );
  assert.equal(last?.env('A'), '1');
  assert.equal(last?.label, 'the final stage');
});

test('variables: ENV over ARG, global defaults, and unknown stays unknown', () => {
  const user = (lines: string) => target(`ARG G=global\n${lines}`).user.name;
  assert.equal(user('FROM a\nARG G\nUSER $G\n'), 'global');
  assert.equal(user('FROM a\nARG X=1\nENV X=2\nUSER $X\n'), '2');
  assert.equal(user('FROM a\nARG X\nUSER $X\n'), undefined);
  assert.equal(user('FROM a\nUSER $X\n'), undefined);
  assert.equal(user('FROM a\nARG X\nUSER ${X:-app}\n'), 'app');
  assert.equal(user('FROM a\nARG X=y\nUSER ${X:+set}\n'), 'set');
  assert.equal(user('FROM a\nENV A=1 B=$A\nUSER u$B\n'), undefined);
  assert.equal(user('FROM a\nENV A=1\nENV B=$A\nUSER u$B\n'), 'u1');
  assert.equal(user("FROM a\nENV A=1\nUSER '$A'\n"), '$A');
});

test('FROM takes arguments from above only', () => {
  assert.equal(target('ARG T=13\nFROM debian:${T}\n').base.image?.tag?.text, '13');
  assert.equal(target('ARG T\nFROM debian:${T:-12}\n').base.image?.tag?.text, '12');
  assert.equal(target('ARG T\nFROM debian:$T\n').base.image, undefined);
  assert.equal(target('FROM debian:$TARGETARCH\n').base.image, undefined);
});

test('who an image starts as', () => {
  assert.equal(target('FROM scratch\n').user.root, true);
  assert.equal(target('FROM debian:13\n').user.root, true);
  assert.equal(target('FROM gcr.io/distroless/static:nonroot\n').user.root, false);
  assert.equal(target('FROM gcr.io/distroless/static:latest\n').user.root, true);
  assert.equal(target('FROM shop/base:1\n').user.root, undefined);
  assert.equal(target('FROM mcr.microsoft.com/windows/servercore:ltsc2025\n').user.root, true);
  assert.equal(target('FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n').user.root, false);
});

test('which shell reads a RUN', () => {
  const shell = (text: string) => target(text).shell;
  assert.equal(shell('FROM debian:13\n'), 'posix');
  assert.equal(shell('FROM mcr.microsoft.com/windows/servercore:ltsc2025\n'), 'cmd');
  assert.equal(shell('FROM a AS b\nSHELL ["powershell", "-Command"]\nFROM b\n'), 'powershell');
  assert.equal(shell('FROM a\nSHELL ["/usr/bin/python3", "-c"]\n'), 'unknown');
  assert.equal(shell('FROM a\nSHELL ["conda", "run", "-n", "env", "/bin/bash", "-c"]\n'), 'posix');
});

test('CMD and ENTRYPOINT of parents', () => {
  const stage = target('FROM a AS b\nCMD ["x"]\nHEALTHCHECK NONE\nFROM b\nENTRYPOINT ["y"]\n');
  assert.equal(stage.cmd, undefined);
  assert.equal(stage.entrypoint?.words[0]?.text, 'y');
  assert.equal(stage.healthcheck?.none, true);
});

test('COPY --from names a stage, an index or an image', () => {
  const { instructions } = readDockerfile(
    'FROM a AS b\nFROM c\nCOPY --from=B /x /\nCOPY --from=0 /x /\nCOPY --from=nginx:1 /x /\nCOPY --from=$Q /x /\n',
  );
  const from = instructions.flatMap((found) => (found.keyword === 'COPY' ? [found.from] : []));
  assert.deepEqual(
    from.map((found) => [found?.stage?.name, found?.image?.name]),
    [
      ['b', undefined],
      ['b', undefined],
      [undefined, 'docker.io/library/nginx'],
      [undefined, undefined],
    ],
  );
});
