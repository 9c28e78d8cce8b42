import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens, CompletionItem, DocumentLink, Hover, InlayHint, MarkupContent } from 'vscode-languageserver';
import { type Session, type SessionOptions, startSession } from './session';

const uri = 'file:///shop/pod.yaml';
const docker = 'file:///shop/Dockerfile';

async function withSession(options: SessionOptions, use: (session: Session) => Promise<void>): Promise<void> {
  const session = await startSession({
    ...options,
    capabilities: { textDocument: { diagnostic: {} }, ...options.capabilities },
  });
  try {
    await use(session);
  } finally {
    session.end();
  }
}

async function hints({ client, open }: Session, at: string, languageId: string, text: string): Promise<string[]> {
  open(at, languageId, text);
  const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  const found = await client.sendRequest<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: at }, range });
  return found.map(({ position, label }) => `${position.line}: ${label}`);
}

/** Hints are beside the text: these are about texts of their own. */
const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'a final stage that starts from root',
    docker,
    'FROM golang:1.22 AS build\nFROM debian:12\nRUN true\nCMD ["sh"]\n',
    ['1: runs as root', '3: runs as root'],
  ],
  [
    'a user of its own',
    docker,
    'FROM debian:12\nUSER 10001\nENTRYPOINT ["/app"]\nCMD ["x"]\n',
    ['1: runs as 10001', '2: runs as 10001'],
  ],
  [
    'a user from a stage',
    docker,
    'FROM debian:12 AS base\nUSER app\nFROM base\nCMD x\n',
    ['2: runs as app', '3: runs as app'],
  ],
  ['a user nobody knows', docker, 'FROM registry.example.com/x:1\nCMD x\n', []],
  ['a user from a variable nobody knows', docker, 'FROM debian:12\nARG who\nUSER $who\n', []],
  ['Windows', docker, 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD x\n', []],
];

for (const [name, at, text, wanted] of cases) {
  test(`a Dockerfile tells who the program runs as: ${name}`, () =>
    withSession({}, async (session) => assert.deepEqual(await hints(session, at, 'dockerfile', text), wanted)));
}

const pod = (spec: string, containers: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n${spec}  containers:\n${containers}`;

test('a container tells what it takes over from its pod, and who it may run as', () =>
  withSession({}, async (session) => {
    const text = pod(
      '  securityContext:\n    runAsNonRoot: true\n    seccompProfile: {type: RuntimeDefault}\n',
      '    - name: a\n    - name: b\n      securityContext:\n        runAsUser: 0\n        runAsNonRoot: false\n        seccompProfile: {type: Localhost}\n',
    );
    assert.deepEqual(await hints(session, uri, 'yaml', text), [
      '9: inherits runAsNonRoot, seccompProfile',
      '10: runs as root',
    ]);
  }));

test('a container that asks for root where the pod forbids it does not start', () =>
  withSession({}, async (session) => {
    const text = pod(
      '  securityContext: {runAsNonRoot: true}\n',
      '    - name: a\n      securityContext: {runAsUser: 0}\n',
    );
    assert.deepEqual(await hints(session, uri, 'yaml', text), [
      '7: does not start: it asks for root, inherits runAsNonRoot',
    ]);
  }));

test('a container without any context may run as root; Windows, templates and patches say nothing', () =>
  withSession({}, async (session) => {
    assert.deepEqual(await hints(session, uri, 'yaml', pod('', '    - name: a\n')), ['6: may run as root']);
    assert.deepEqual(await hints(session, uri, 'yaml', pod('  os: {name: windows}\n', '    - name: a\n')), []);
    assert.deepEqual(
      await hints(session, uri, 'yaml', pod('', '    - name: a\n      securityContext: {runAsUser: "{{ x }}"}\n')),
      [],
    );
    assert.deepEqual(await hints(session, uri, 'yaml', 'a: [\n'), []);
  }));

test('hints can be switched off, and lenses on', async () => {
  const capabilities = { workspace: { configuration: true } };
  const text = pod('', '    - name: a\n      securityContext:\n        privileged: true\n');
  await withSession(
    { capabilities, settings: () => ({ inlayHints: false, codeLens: true }), own: { status: true } },
    async (session) => {
      assert.deepEqual(await hints(session, uri, 'yaml', text), []);
      const lenses = await session.client.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
      assert.deepEqual(
        lenses.map(({ range, command }) => `${range.start.line} ${command?.title} ${command?.command}`),
        ['6 1 finding: harden this container bulkhead.applyEdit'],
      );
    },
  );
  await withSession({ capabilities, settings: () => ({}), own: { status: true } }, async (session) => {
    session.open(uri, 'yaml', text);
    assert.deepEqual(await session.client.sendRequest('textDocument/codeLens', { textDocument: { uri } }), []);
  });
});

test('rules named in ignore comments and settings files lead to their pages', () =>
  withSession({ host: { rulePages: 'file:///pages/' } }, async (session) => {
    const links = async (at: string, text: string) => {
      session.open(at, 'yaml', text);
      const found = await session.client.sendRequest<DocumentLink[]>('textDocument/documentLink', {
        textDocument: { uri: at },
      });
      return found.map(({ range, target }) => `${range.start.line}:${range.start.character} ${target}`);
    };
    assert.deepEqual(await links(uri, '# bulkhead-ignore host-network, no-such-rule: why\na: b\n'), [
      '0:18 file:///pages/host-network.md',
    ]);
    assert.deepEqual(await links('file:///shop/.bulkhead.yaml', 'rules:\n  host-network: off\n  "host-pid": low\n'), [
      '1:2 file:///pages/host-network.md',
      '2:3 file:///pages/host-pid.md',
    ]);
  }));

test('an ignore comment is completed with what is found below it first', () =>
  withSession({}, async (session) => {
    const text = pod('', '    # bulkhead-ignore \n    - name: a\n      securityContext:\n        privileged: true\n');
    session.open(uri, 'yaml', text);
    const found = await session.client.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 6, character: 22 },
    });
    const sorted = [...found].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    assert.equal(sorted[0]?.label, 'privileged-container');
    assert.ok(
      found.length > 100 && !found.some(({ label }) => label === 'final-stage-user-root'),
      'the others, of manifests',
    );
  }));

test('a hover on a finding shows what the fix changes in this file', () =>
  withSession({}, async (session) => {
    const text = pod('  hostNetwork: true # for the debugger\n', '    - name: a\n      image: shop/a:1.0\n');
    for (const [name, eol] of [
      ['unix', '\n'],
      ['windows', '\r\n'],
    ] as const) {
      const file = `file:///shop/${name}.yaml`;
      session.open(file, 'yaml', text.replaceAll('\n', eol));
      const hover = await session.client.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri: file },
        position: { line: 5, character: 16 },
      });
      const value = hover ? (hover.contents as MarkupContent).value : '';
      assert.match(
        value,
        /^- {3}hostNetwork: true # for the debugger\n\+ {3}hostNetwork: false # for the debugger$/m,
        name,
      );
      assert.doesNotMatch(value, /For example/, name);
    }
  }));

test('a hover on a field explains the rule behind it', () =>
  withSession({}, async (session) => {
    session.open(uri, 'yaml', pod('  hostPID: false\n', '    - name: a\n'));
    const hover = await session.client.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 5, character: 4 },
    });
    const text = JSON.stringify(hover?.contents);
    for (const part of [
      /\*\*hostPID\*\*/,
      /Safest: `hostPID: false`/,
      /STRIDE: /,
      /`host-pid`/,
      /For example:\\n\\n```diff/,
      /Other tools: /,
    ])
      assert.match(text, part);
  }));
