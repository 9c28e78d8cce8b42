import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
// @ts-expect-error Scripts are plain JavaScript.
import { globSync } from '../lib/files.mjs';

const text = (path: string) => readFileSync(path, 'utf8');
const pages: readonly string[] = globSync('.', /^([A-Z]+|docs\/.+)\.md$/);

/** The names by which links lead to the headings of a page. */
function anchors(page: string): Set<string> {
  const headings = text(page).matchAll(/^#+ (.+)$/gm);
  const names = [...headings].map(([, heading = '']) => heading.toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, ''));
  return new Set(names.map((name) => name.replaceAll(' ', '-')));
}

test('links between the pages lead somewhere', () => {
  assert.ok(pages.includes('README.md') && pages.includes('docs/vscode.md'));
  const dead = pages.flatMap((page) => {
    const links = text(page)
      .replace(/^```[\s\S]*?^```/gm, '')
      .matchAll(/\]\((?![a-z]+:)([^)#\s]*)#?([^)\s]*)\)/g);
    return [...links].flatMap(([link, path = '', anchor = '']) => {
      const target = path === '' ? page : join(dirname(page), path);
      const leads = existsSync(target) && (anchor === '' || anchors(target).has(anchor));
      return leads ? [] : [`${page}: ${link}`];
    });
  });
  assert.deepEqual(dead, []);
});

/** A file that whoever adds a rule makes. */
const toCome = 'rules/src/kubernetes/hostClockShared.ts';

test('what ARCHITECTURE.md and CONTRIBUTING.md name is there', () => {
  for (const page of ['ARCHITECTURE.md', 'CONTRIBUTING.md']) {
    const named = text(page).matchAll(/(?:`|node )((?:[\w.-]+\/)+(?:[\w.-]+\.(?:ts|mjs))?)(?=[`\s])/g);
    const paths = [...named].map(([, path = '']) => path).filter((path) => path !== toCome);
    assert.ok(paths.length > 3, page);
    const gone = paths.filter((path) => !existsSync(path) && !existsSync(join('rules/src', path)));
    assert.deepEqual(gone, [], page);
  }
});

test('every setting is explained, with the default it has', () => {
  const { configuration } = JSON.parse(text('package.json')).contributes;
  const settings: [string, { default?: unknown }][] = Object.entries(configuration.properties);
  const lines = pages.filter((page) => !page.startsWith('docs/rules/')).flatMap((page) => text(page).split('\n'));
  const telling = lines.filter((line) => line.includes('`bulkhead.'));
  // A line may tell of several settings, by the rest of their names or by the group they are in.
  const isTold = (name: string) =>
    [name, name.slice(name.indexOf('.') + 1), name.replace(/\w+$/, '*')].some((short) =>
      telling.some((line) => line.includes(`\`${short}\``)),
    );
  assert.deepEqual(
    settings.map(([name]) => name).filter((name) => !isTold(name)),
    [],
  );
  const told = [...text('docs/vscode.md').matchAll(/^\| `(bulkhead\.[\w.]+)` \| `([^`]+)` \|/gm)];
  assert.ok(told.length > 4);
  for (const [, name = '', value = ''] of told)
    assert.equal(value.replace('[]', ''), String(configuration.properties[name]?.default), name);
});
