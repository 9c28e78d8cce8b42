import assert from 'node:assert/strict';
import { test } from 'node:test';
import { german } from '@bulkhead/rules/german.generated';
import type { CompletionItem, DocumentDiagnosticReport, Hover, Location, MarkupContent } from 'vscode-languageserver';
import { germanWords } from '../../scripts/lib/words.mjs';
import { linesOf, toPosition } from '../src/convert';
import { type ManifestResult, manifestRequest } from '../src/protocol';
import { rulesNamed, type Session, startSession } from './session';

const root = 'file:///shop';
const files: Readonly<Record<string, string>> = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'api:\n  privileged: false\n  image:\n    tag: "1.4"\nquiet: true\n',
  'chart/values-dev.yaml': 'api:\n  privileged: true\n',
  'chart/templates/_image.tpl': '{{ define "shop.image" }}shop/api:{{ .tag }}{{ end }}\n',
  'chart/templates/pod.yaml': [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: shop',
    'spec:',
    '  containers:',
    '    - name: api',
    '      image: {{ include "shop.image" .Values.api.image }}',
    '      securityContext:',
    '        privileged: {{ .Values.api.privileged }}',
    '',
  ].join('\n'),
};

async function sessionOver(more: Readonly<Record<string, string>> = {}, locale = 'en'): Promise<Session> {
  const all = new Map(Object.entries({ ...files, ...more }).map(([path, text]) => [`${root}/${path}`, text]));
  const library = 'test:/server/';
  all.set(`${library}de.json`, JSON.stringify(germanWords(german, [])));
  return startSession({
    locale,
    capabilities: { textDocument: { diagnostic: {} } },
    rules: rulesNamed('privileged-container', 'values-privileged-default'),
    folders: [root],
    host: {
      library,
      readFile: async (uri) => all.get(uri),
      listFiles: async (folder) => [...all.keys()].filter((uri) => uri.startsWith(`${folder}/`)),
    },
  });
}

/** Asks about the last letter of the first place of a word in a file. */
async function ask<T>(
  session: Session,
  method: string,
  path: string,
  word: string,
  text = files[path] ?? '',
): Promise<T> {
  const uri = `${root}/${path}`;
  session.open(uri, path.includes('templates/') ? 'helm' : 'yaml', text);
  const position = toPosition(linesOf(text, 'utf-16'), text.indexOf(word) + word.length);
  return session.client.sendRequest(method, { textDocument: { uri }, position, context: { includeDeclaration: true } });
}

async function withSession(
  use: (session: Session) => Promise<void>,
  more?: Readonly<Record<string, string>>,
): Promise<void> {
  const session = await sessionOver(more);
  try {
    await use(session);
  } finally {
    session.end();
  }
}

/** `path: text` of what is at a place. */
function shown(locations: readonly Location[]): string[] {
  return locations.map(({ uri, range }) => {
    const path = uri.slice(root.length + 1);
    const line = files[path]?.split('\n')[range.start.line] ?? '';
    return `${path}: ${line.slice(range.start.character, range.end.character)}`;
  });
}

test('a value says what it is in every scenario and where it lands, on its key and in the template', () =>
  withSession(async (session) => {
    for (const [path, word] of [
      ['chart/values.yaml', 'privileged'],
      ['chart/templates/pod.yaml', '.Values.api.privileged'],
    ] as const) {
      const hover = await ask<Hover>(session, 'textDocument/hover', path, word);
      const { value } = hover.contents as MarkupContent;
      assert.match(value, /\*\*`api\.privileged`\*\*/);
      assert.match(value, /- values\.yaml: `false`\n- values-dev\.yaml: `true`/);
      assert.match(value, /Lands in\n- `Pod shop`, container `api`: `securityContext\.privileged`/);
    }
  }));

test('where a value lands is told in the language of the editor', async () => {
  const session = await sessionOver({}, 'de');
  const hover = await ask<Hover>(session, 'textDocument/hover', 'chart/values.yaml', 'privileged');
  session.end();
  assert.match((hover.contents as MarkupContent).value, /Landet in\n- `Pod shop`, Container `api`:/);
});

test('values lead to templates and back, through helpers as well', () =>
  withSession(async (session) => {
    const settings = await ask<Location[]>(
      session,
      'textDocument/definition',
      'chart/templates/pod.yaml',
      '.Values.api.privileged',
    );
    assert.deepEqual(shown(settings).sort(), ['chart/values-dev.yaml: privileged', 'chart/values.yaml: privileged']);
    const uses = await ask<Location[]>(session, 'textDocument/definition', 'chart/values.yaml', 'privileged');
    assert.deepEqual(shown(uses), ['chart/templates/pod.yaml: .Values.api.privileged']);
    const tag = await ask<Location[]>(session, 'textDocument/definition', 'chart/templates/_image.tpl', '.tag');
    assert.deepEqual(shown(tag), ['chart/values.yaml: tag']);
    const helper = await ask<Location[]>(session, 'textDocument/definition', 'chart/templates/pod.yaml', 'shop.image');
    assert.deepEqual(
      helper.map(({ uri }) => uri),
      [`${root}/chart/templates/_image.tpl`],
    );
    const all = await ask<Location[]>(session, 'textDocument/references', 'chart/values.yaml', 'privileged');
    assert.equal(all.length, 3);
    assert.deepEqual(await ask(session, 'textDocument/definition', 'chart/templates/pod.yaml', 'kind: Pod'), []);
  }));

test('what is typed and not saved counts at once', () =>
  withSession(async (session) => {
    await ask(session, 'textDocument/hover', 'chart/values-dev.yaml', 'privileged', 'api:\n  privileged: 7\n');
    const hover = await ask<Hover>(session, 'textDocument/hover', 'chart/values.yaml', 'privileged');
    assert.match((hover.contents as MarkupContent).value, /values-dev\.yaml: `7`/);
  }));

test('names of values are completed behind a dot, and nothing else is', () =>
  withSession(async (session) => {
    const text = `${files['chart/templates/pod.yaml']}  hostname: {{ .Values.api.`;
    const items = await ask<CompletionItem[]>(
      session,
      'textDocument/completion',
      'chart/templates/pod.yaml',
      'hostname: {{ .Values.api.',
      text,
    );
    assert.deepEqual(
      items.map(({ label, detail }) => `${label} ${detail}`),
      ['privileged false', 'image { tag: "1.4" }'],
    );
  }));

async function manifest(session: Session, scenario: string | null): Promise<ManifestResult> {
  return session.client.sendRequest(manifestRequest, { uri: `${root}/chart/values.yaml`, scenario });
}

test('the rendered manifest shows its findings at their lines, and where they come from', () =>
  withSession(async (session) => {
    const { text, scenarios, diagnostics } = await manifest(session, 'values-dev.yaml');
    assert.deepEqual(scenarios, [null, 'values-dev.yaml']);
    assert.match(text, /^---\n# Source: shop\/templates\/pod\.yaml\napiVersion: v1\n/);
    const [found, more] = diagnostics;
    assert.equal(more, undefined);
    assert.equal(text.split('\n')[found?.range.start.line ?? 0], '        privileged: true');
    assert.equal(found?.origin?.uri, `${root}/chart/values-dev.yaml`);
    assert.deepEqual((await manifest(session, null)).diagnostics, []);
    assert.equal(
      await session.client.sendRequest(manifestRequest, { uri: `${root}/other.yaml`, scenario: null }),
      null,
    );
  }));

async function codes(session: Session, path: string): Promise<unknown[]> {
  const textDocument = { uri: `${root}/${path}` };
  const report = await session.client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument,
  });
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

test('settings name the value files of a chart, which may lie outside of it', () => {
  const prod = { 'env/prod.yaml': 'api:\n  privileged: true\n' };
  const config = { '.bulkhead.yaml': 'charts:\n  - path: chart\n    values: [../env/prod.yaml]\n' };
  return withSession(
    async (session) => {
      session.open(`${root}/env/prod.yaml`, 'yaml', prod['env/prod.yaml']);
      assert.deepEqual(await codes(session, 'env/prod.yaml'), ['privileged-container']);
      session.open(`${root}/chart/values-dev.yaml`, 'yaml', files['chart/values-dev.yaml'] ?? '');
      // No scenario any more: only what is dangerous in itself.
      assert.deepEqual(await codes(session, 'chart/values-dev.yaml'), ['values-privileged-default']);
    },
    { ...prod, ...config },
  );
});

test('values without a chart are told what is dangerous in them', () =>
  withSession(async (session) => {
    session.open(`${root}/deploy/values.prod.yaml`, 'yaml', 'hostNetwork: true\nresources: {}\n');
    assert.deepEqual(await codes(session, 'deploy/values.prod.yaml'), ['values-privileged-default']);
    session.open(`${root}/deploy/prod.yaml`, 'yaml', 'hostNetwork: true\n');
    assert.deepEqual(await codes(session, 'deploy/prod.yaml'), []);
  }));

test('"ignore here" writes the comment of the kind of file', () =>
  withSession(async (session) => {
    for (const [path, expected] of [
      ['chart/values-dev.yaml', '# bulkhead-ignore privileged-container'],
      ['chart/templates/pod.yaml', '{{/* bulkhead-ignore privileged-container'],
    ] as const) {
      const text = path.includes('templates/')
        ? files[path]?.replace(/\{\{ \.Values\.api\.privileged \}\}/, 'true')
        : files[path];
      session.open(`${root}/${path}`, 'yaml', text ?? '');
      const line = (text ?? '').split('\n').findIndex((one) => one.includes('privileged: true'));
      const actions = await session.client.sendRequest<{ title: string; edit?: object }[]>('textDocument/codeAction', {
        textDocument: { uri: `${root}/${path}` },
        range: { start: { line, character: 14 }, end: { line, character: 24 } },
        context: { diagnostics: [] },
      });
      const ignore = actions.filter(({ title }) => /^Ignore privileged-container/.test(title));
      assert.ok(JSON.stringify(ignore).includes(expected), `${path}: ${JSON.stringify(actions)}`);
    }
  }));

/** A chart of many templates, under a clock on which every step of the work takes longer than a slice. */
async function withLargeChart(use: (session: Session, answers: string[]) => Promise<void>): Promise<void> {
  const pod = files['chart/templates/pod.yaml'] ?? '';
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`chart/templates/pod${i}.yaml`, pod]));
  const all = new Map(Object.entries({ ...files, ...many }).map(([path, text]) => [`${root}/${path}`, text]));
  let now = 0;
  const session = await startSession({
    capabilities: { textDocument: { diagnostic: {} } },
    rules: rulesNamed('privileged-container', 'host-network'),
    folders: [root],
    host: {
      readFile: async (uri) => all.get(uri),
      listFiles: async (folder) => [...all.keys()].filter((uri) => uri.startsWith(`${folder}/`)),
      now: () => (now += 20),
    },
  });
  try {
    await use(session, []);
  } finally {
    session.end();
  }
}

async function found(session: Session, path: string): Promise<string[]> {
  const report = await session.client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri: `${root}/${path}` },
  });
  return report.kind === 'full' ? report.items.map(({ code }) => String(code)) : [];
}

const otherFile = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: other\nspec:\n  hostNetwork: true\n';

test('other files are answered while a large chart is judged', () =>
  withLargeChart(async (session, answers) => {
    session.open(`${root}/chart/values.yaml`, 'yaml', 'api:\n  privileged: true\n  image:\n    tag: "1.4"\n');
    session.open(`${root}/other.yaml`, 'yaml', otherFile);
    const chart = found(session, 'chart/values.yaml').then((rules) => answers.push(...rules));
    const other = found(session, 'other.yaml').then((rules) => answers.push(...rules));
    await Promise.all([chart, other]);
    assert.deepEqual(answers.slice(0, 1), ['host-network']);
    assert.deepEqual([...new Set(answers.slice(1))], ['privileged-container']);
  }));

test('a chart that changes while it is judged is told as it is in the end, to everybody who asked', () =>
  withLargeChart(async (session) => {
    const uri = `${root}/chart/values.yaml`;
    session.open(uri, 'yaml', 'api:\n  privileged: true\n  image:\n    tag: "1.4"\n');
    session.open(`${root}/chart/templates/pod.yaml`, 'helm', files['chart/templates/pod.yaml'] ?? '');
    session.open(`${root}/other.yaml`, 'yaml', otherFile);
    const before = session.analyses();
    const values = found(session, 'chart/values.yaml');
    const template = found(session, 'chart/templates/pod.yaml');
    // By the time this is answered the chart is being judged, and far from done.
    await found(session, 'other.yaml');
    const begun = session.analyses() - before;
    const contentChanges = [{ text: 'api:\n  privileged: false\n' }];
    await session.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges,
    });
    const manifestNow = session.client.sendRequest<ManifestResult>(manifestRequest, { uri });
    assert.deepEqual(await values, []);
    assert.deepEqual(await template, []);
    assert.doesNotMatch((await manifestNow).text, /privileged: true/);
    assert.ok(begun > 0 && begun < 60, `${begun} of 60 were judged when another file was answered`);
  }));

test('a dependency beside the chart is read where it is, unsaved, and found from the template', () => {
  const name = (folder: string) => ({
    'chart/Chart.yaml': `apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - {name: image, version: 1.0.0, repository: "file://${folder}"}\n`,
  });
  const image = {
    'image/Chart.yaml': 'apiVersion: v2\nname: image\nversion: 1.0.0\ntype: library\n',
    'image/templates/_image.tpl': '{{ define "image.privileged" }}privileged: true{{ end }}\n',
    'chart/templates/pod.yaml': (files['chart/templates/pod.yaml'] ?? '').replace(
      'privileged: {{ .Values.api.privileged }}',
      '{{ include "image.privileged" . }}',
    ),
  };
  return withSession(
    async (session) => {
      const path = 'chart/templates/pod.yaml';
      const places = await ask<Location[]>(session, 'textDocument/definition', path, 'image.privileged', image[path]);
      assert.deepEqual(
        places.map(({ uri }) => uri),
        [`${root}/image/templates/_image.tpl`],
      );
      assert.deepEqual(await found(session, path), ['privileged-container']);
      session.open(
        `${root}/image/templates/_image.tpl`,
        'helm',
        image['image/templates/_image.tpl'].replace('true', 'false'),
      );
      assert.deepEqual(await found(session, path), []);
    },
    { ...name('../image'), ...image },
  );
});
