import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine, defaultContext, type Finding } from '@bulkhead/rules';
import { items } from '@bulkhead/rules/catalog/index';
import { createChecklist } from '@bulkhead/rules/checklist/index';
import { german as ofRules } from '@bulkhead/rules/german.generated';
import { rules } from '@bulkhead/rules/lookup';
import { templates } from '@bulkhead/snippets';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { exampleFindings } from '../../rules/test/ruleTester';
import { germanWords } from '../../scripts/lib/words.mjs';
import { type ChecklistItemResult, type ComponentView, checklistItem, checklistView } from '../src/checklistProtocol';
import { english, speak, toldIn } from '../src/language';
import { type RuleTitlesResult, ruleTitlesRequest } from '../src/protocol';
import { rulePageIn } from '../src/rulePage';
import { privilegedTwice, uri } from './manifests';
import { startSession } from './session';

const german = germanWords(ofRules, items);
const { tell } = speak(german);

/** Everything that a finding says to the user. */
const said = (finding: Finding): string[] =>
  [finding.message, finding.fix()?.title, ...finding.related.map((other) => other.message)].filter(
    (text): text is string => text !== undefined,
  );

test('every rule has German words', () => {
  for (const [id, { title, why, remedy }] of Object.entries(german.rules))
    for (const text of [title, why, remedy]) assert.doesNotMatch(text, /^(TODO.*)?$/, id);
});

test('every item of the checklist has German words', () => {
  for (const { id, subject, question, why } of items)
    for (const text of [subject, question, why]) assert.notEqual(tell(text), text, `${id} in l10n/de/items.json`);
});

/** Names that German has as well. */
const sameInGerman = [
  'KServe InferenceService',
  'Ingress',
  'Sidecar',
  'Probes',
  'Namespace',
  'Service',
  'Service account',
];

test('every template has German words', () => {
  const texts = templates.flatMap(({ title, description, stops }) => [
    title,
    description,
    ...stops.flatMap(({ ask, form = ask }) => [ask, form]),
  ]);
  const missing = texts.filter((text) => tell(text) === text && !sameInGerman.includes(text));
  assert.deepEqual([...new Set(missing)], [], 'add them to l10n/de/templates.json');
});

test('whatever a rule says in its examples has German words', () => {
  const missing = rules.flatMap((rule) =>
    exampleFindings(rule, rules)
      .flatMap(said)
      .filter((text) => tell(text, rule.id) === text)
      .map((text) => `${rule.id}: ${text}`),
  );
  assert.deepEqual([...new Set(missing)], [], 'add them to "says" of `german` in the file of the rule');
});

test('what is said of charts is German to its end', () => {
  const pod = (name: string, more: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n    - name: api\n      image: {{ .Values.image }}\n${more}`;
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'values.yaml': 'image: a/b:1\nmore: false\nprivileged: false\nresources: {}\n  # limits:\n  #   memory: 1Gi\n',
    'values-prod.yaml': 'privileged: true\n',
    'templates/pod.yaml': pod(
      'a',
      '      resources: {{ toYaml .Values.resources | nindent 8 }}\n      securityContext: {privileged: {{ .Values.privileged }}}\n    - name: log\n      image: a/b:2\n      resources: {{ toYaml .Values.resources | nindent 8 }}\n',
    ),
    'templates/more.yaml': `{{ if .Values.more }}\n${pod('b', '      tty: true\n')}{{ end }}`,
    'templates/none.yaml': pod('c', '      tty: true\n'),
  };
  const rulesAsked = ['memory-limit-missing', 'privileged-container', 'root-filesystem-writable'];
  const { findings } = createEngine().checkChart(
    { folder: '', files: new Map(Object.entries(files)) },
    { ...defaultContext, helm: { conditional: true } },
  );
  const texts = findings
    .filter(({ rule }) => rulesAsked.includes(rule))
    .flatMap((finding) => said(finding).map((text) => tell(text, finding.rule)));
  const all = texts.join('\n');
  for (const words of [
    '(mit values-prod.yaml)',
    '(nur bei more=true)',
    'gelesen in',
    '(ändert api, log)',
    'wie im Beispiel',
  ])
    assert.ok(all.includes(words), `${words} in\n${all}`);
  for (const text of texts) assert.doesNotMatch(text, /\b(?:Container "|changes|read in|only when|with|Limit|Make)\b/);
});

const pageOf = (rule: string) => readFileSync(`docs/rules/${rule}.md`, 'utf8');
const slots = (text: string) => (text.match(/\{\d\}/g) ?? []).sort().join();
const entries = [
  ...Object.entries(germanWords({}, []).shared).map(([english, text]) => ['shared', english, text] as const),
  ...Object.entries(german.pages).map(([english, text]) => ['pages', english, text] as const),
  ...Object.entries(german.rules).flatMap(([id, { says }]) =>
    Object.entries(says).map(([english, text]) => [id, english, text] as const),
  ),
];

test('a translation fills in what the text fills in', () => {
  for (const [id, english, text] of entries) assert.equal(slots(text), slots(english), `${id}: ${english}`);
});

test('nothing is translated that nobody says', () => {
  const sources = ['rules/src', 'server/src', 'helm/src', 'snippets/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) =>
        readFileSync(`${folder}/${file}`, 'utf8')
          .replace(/^export const german = [\s\S]*/m, '')
          .replace(/\\(['`])/g, '$1'),
      ),
  );
  // Some begin a sentence where they are shown.
  const all = sources.join('\n').toLowerCase();
  const pages = rules.map(({ id }) => pageOf(id).toLowerCase()).join('\n');
  const unsaid = entries.filter(([id, english]) =>
    english.split(/\{\d\}/).some((part) => !(id === 'pages' ? pages : all).includes(part.toLowerCase())),
  );
  assert.deepEqual(
    unsaid.map(([id, english]) => `${id}: ${english}`),
    [],
  );
});

test('an editor in German is told in German, any other in English', async () => {
  const host = {
    library: 'test:/server/',
    readFile: async (file: string) => (file === 'test:/server/de.json' ? JSON.stringify(german) : undefined),
  };
  for (const locale of ['de-AT', 'fr']) {
    const session = await startSession({ host, locale, capabilities: { textDocument: { diagnostic: {} } } });
    session.open(uri, 'yaml', privilegedTwice);
    const asked = { textDocument: { uri } };
    const { items } = await session.client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', asked);
    const range = items[0]?.range;
    const actions = await session.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      ...asked,
      range,
      context: { diagnostics: [] },
    });
    const hover = await session.client.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
      ...asked,
      position: range?.start,
    });
    const titles = await session.client.sendRequest<RuleTitlesResult>(ruleTitlesRequest);
    session.end();
    const isGerman = locale !== 'fr';
    const title = titles['privileged-container'];
    const words: unknown[] = [
      title,
      items[0]?.message,
      actions.map(({ title }) => title).join('\n'),
      hover.contents.value,
    ];
    for (const text of words)
      assert.equal(/privilegiert|Privilegien/i.test(String(text)), isGerman, `${locale}: ${text}`);
  }
});

test('names that look like messages stay names', () => {
  const name = 'api" is privileged: code in it controls the whole node.';
  assert.equal(
    tell(`Container "${name}" is privileged: code in it controls the whole node.`, 'privileged-container'),
    `Container „${name}“ ist privilegiert: Code darin kontrolliert den ganzen Node.`,
  );
  assert.equal(tell('no rule says this', 'privileged-container'), 'no rule says this');
});

test('what stands in quotes is somebody else, whatever we would say with such words', () => {
  for (const name of ['done', 'required', 'registry', 'no and or'])
    assert.match(
      tell(`Container "${name}" is privileged: code in it controls the whole node.`, 'privileged-container'),
      new RegExp(`„${name}“`),
    );
  const { tellParts } = speak(german);
  assert.equal(tellParts('Reason: "needs attention"'), 'Begründung: „needs attention“');
});

/** Lines of the pages that German has as well. */
const sameOnPages = /^(?:`# bulkhead-ignore |- `?# ?bulkhead|STRIDE)/;

test('the pages of the rules are German but for code and the names of others', () => {
  const language = speak(german);
  const missing = rules.flatMap(({ id, title, why, remedy }) => {
    const page = pageOf(id);
    const told = rulePageIn(language, id, page);
    const words = german.rules[id];
    assert.ok(words);
    for (const text of [`# ${words.title}\n`, `\n${words.why}\n`, `\n${words.remedy}\n`])
      assert.ok(told.includes(text), id);
    for (const text of [`# ${title}\n`, why, remedy]) assert.ok(page.includes(text), id);
    const code = (text: string) => text.match(/^(`{3,}).*\n[\s\S]*?^\1$/gm)?.join('\n');
    assert.equal(code(told), code(page), id);
    const prose = (text: string) =>
      text
        .replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '')
        .replace(/^## (?:Also known as|Standards|Auch bekannt als|Normen)\n\n(?:.+\n)+/gm, '');
    const english = new Set(prose(page).split('\n').filter(Boolean));
    return prose(told)
      .split('\n')
      .filter((line) => english.has(line) && !sameOnPages.test(line));
  });
  assert.deepEqual([...new Set(missing)], [], 'add them to l10n/de/pages.json');
  assert.equal(rulePageIn(english, 'privileged-container', '# Page'), '# Page');
});

test('a line of the checklist is told by its parts, and names of files stay', () => {
  const line = {
    label: 'Privileged containers',
    description: 'required - done - refuted by 2 findings - stale: watched files changed',
    spoken: 'Runtime. Privileged containers. Required, done, refuted by 2 findings.',
    icon: 'error',
    target: { file: 'required', title: 'k8s/done.yaml' },
  };
  assert.deepEqual(toldIn(speak(german), line), {
    label: 'Privilegierte Container',
    description: 'gefordert - umgesetzt - widerlegt durch 2 Befunde - veraltet: beobachtete Dateien geändert',
    spoken: 'Laufzeit. Privilegierte Container. Gefordert, umgesetzt, widerlegt durch 2 Befunde.',
    icon: 'error',
    target: { file: 'required', title: 'k8s/done.yaml' },
  });
  assert.equal(toldIn(english, line), line);
  const stop = { name: 'gpus', form: 'a number from 1 to 8', pattern: '[1-8]' };
  assert.deepEqual(toldIn(speak(german), stop), { ...stop, form: 'eine Zahl von 1 bis 8' });
});

test('the tree of a checklist is German to its leaves, and what people wrote stays as it is', async () => {
  const list = 'file:///shop/threat-checklist.yaml';
  const fresh = createChecklist({ component: 'shop', profile: 'standard', tier: 'full' });
  const why = 'no GPU without it, and no time or money';
  const decided = `required\n    why: ${why}\n    by: zoe\n    date: "2026-01-01"`;
  const files: Record<string, string> = {
    'test:/server/de.json': JSON.stringify(german),
    [list]: fresh.replace('  no-privileged:\n    decision: undecided', `  no-privileged:\n    decision: ${decided}`),
    [uri]: privilegedTwice,
  };
  const host = {
    library: 'test:/server/',
    readFile: async (file: string) => files[file],
    listFiles: async () => [list, uri],
  };
  const session = await startSession({ host, locale: 'de', folders: ['file:///shop'] });
  const item = { uri: list, id: 'no-privileged' };
  const { explanation } = await session.client.sendRequest<ChecklistItemResult>(checklistItem, item);
  const asked = { grouping: 'layer', filter: { responsibilities: ['model-author', 'shared'], required: true } };
  const [view] = await session.client.sendRequest<ComponentView[]>(checklistView, asked);
  assert.match(view?.view.message ?? '', /Autor des Modells oder gemeinsam, gefordert/);
  const node = view?.view.nodes.flatMap(({ children = [] }) => children).find((each) => each.item === item.id);
  assert.match(node?.tooltip ?? '', /^\*\*Ist zu bedenken: .*\*\*\n/);
  assert.match(node?.tooltip ?? '', new RegExp(`Entschieden von zoe, 2026-01-01\\.\n\nBegründung: „${why}“\n`));
  const leaf = node?.children?.find(({ kind }) => kind === 'finding');
  for (const text of [leaf?.description, leaf?.spoken, leaf?.tooltip, explanation]) {
    assert.match(text ?? '', /Container „\w+“ ist privilegiert/);
    assert.doesNotMatch(text ?? '', / is privileged/);
  }
  assert.match(explanation, /^# Privilegierte Container\n/);
  session.end();
});

test('what is named in a sentence has German quotation marks, and a list its full stop', () => {
  const { tellParts } = speak(german);
  assert.equal(
    tell('Role "shop" allows everything: for whoever holds it, the namespace is theirs.', 'rbac-wildcard-all'),
    'Role „shop“ erlaubt alles: Wer sie hat, besitzt den Namespace.',
  );
  assert.equal(tellParts('Nothing to pin, 2 not pinned.'), 'Nichts festzulegen, 2 nicht festgelegt.');
  assert.equal(
    tellParts('Image "registry.example.com/shop": registry.example.com has no address.'),
    'Image „registry.example.com/shop“: registry.example.com hat keine Adresse.',
  );
});
