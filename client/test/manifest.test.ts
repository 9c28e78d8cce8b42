import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

interface Command {
  readonly command: string;
  readonly category?: string;
  readonly enablement?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly keybindings: readonly { readonly when?: string }[];
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly image: string };
  readonly completionEvents: readonly string[];
}

const { contributes }: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const texts: Record<string, string> = JSON.parse(readFileSync('package.nls.json', 'utf8'));
const sources = readdirSync('client/src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('client/src', name), 'utf8'))
  .join('\n');

test('every command is found under one name', () => {
  for (const { command, category } of contributes.commands) assert.equal(category, 'Bulkhead', command);
});

test('a command that needs a file, a folder or a checklist is not offered without', () => {
  const everywhere = contributes.commands.filter(({ enablement }) => !enablement).map(({ command }) => command);
  const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when).map(({ command }) => command);
  assert.deepEqual(everywhere.filter((command) => !hidden.includes(command)).sort(), [
    'bulkhead.explainRule',
    'bulkhead.getStarted',
    'bulkhead.newFromTemplate',
    'bulkhead.reportProblem',
    'bulkhead.restart',
    'bulkhead.sampleProject',
    'bulkhead.showLog',
  ]);
});

test('menus name commands that are there', () => {
  const ours = new Set(contributes.commands.map(({ command }) => command));
  const named = Object.values(contributes.menus).flat();
  assert.deepEqual(
    named.filter(({ command }) => !ours.has(command)),
    [],
  );
});

test('links of the walkthrough and of empty views lead to commands that are there', () => {
  const ours = new Set(contributes.commands.map(({ command }) => command));
  const written = [
    ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
    ...contributes.viewsWelcome.map(({ contents }) => contents),
  ].map((key) => texts[key.slice(1, -1)] ?? '');
  const links = written.flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)].map(([, name = '']) => name));
  assert.ok(links.length > 5);
  for (const link of links) assert.ok(ours.has(link) || /^(?:vscode|workbench)\./.test(link), link);
  const events = contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap((step) => step.completionEvents));
  for (const event of events) assert.ok(ours.has(event.replace('onCommand:', '')), event);
});

test('each of the four steps has its picture', () => {
  const [walkthrough, ...others] = contributes.walkthroughs;
  assert.equal(others.length, 0);
  assert.deepEqual(
    walkthrough?.steps.map(({ media }) => media.image),
    ['see', 'fix', 'decide', 'checklist'].map((step) => `media/walkthrough/${step}.webp`),
  );
  for (const { media } of walkthrough?.steps ?? [])
    assert.equal(readFileSync(media.image).toString('latin1', 8, 12), 'WEBP', media.image);
});

test('every setting is described, and read by somebody', () => {
  const server = readdirSync('server/src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join('server/src', name), 'utf8'))
    .join('\n');
  for (const name of Object.keys(contributes.configuration.properties)) {
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (name === 'bulkhead.trace.server') continue; // The language client reads this one itself.
    const isRead = new RegExp(`['.]${last}\\b`).test(server + sources);
    assert.ok(isRead || contributes.keybindings.some(({ when }) => when?.includes(`config.${name}`)), name);
  }
});
