import { at, entries, items, rootValue, scalarText, type Value } from '../model/value';
import { parseImageReference } from '../parse/image';
import { readYaml } from '../parse/yaml';
import type { ImageLock, LockedImage } from './locked';

const maxImages = 5000;
const digestForm = /^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/** Reads a lock file. Entries that cannot be read are left out: what is not known is looked up again. */
export function readLock(text: string): ImageLock {
  const lock = new Map<string, LockedImage>();
  const [document] = readYaml(text);
  if (!document || document.problems.length > 0) return lock;
  for (const entry of items(at(rootValue(document), 'images')).slice(0, maxImages)) {
    const image = readEntry(entry);
    if (image) lock.set(`${image.name}:${image.tag}`, image);
  }
  return lock;
}

function readEntry(entry: Value): LockedImage | undefined {
  const text = (key: string): string => scalarText(at(entry, key)) ?? '';
  const [name, tag, digest, date] = [text('name'), text('tag'), text('digest'), text('date')];
  const image = parseImageReference(`${name}:${tag}`);
  if (!image || image.name !== name || !digestForm.test(digest) || !/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const facts = readFacts(at(entry, 'facts'));
  return { name, tag, digest, date, ...(facts ? { facts } : {}) };
}

function readFacts(value: Value): LockedImage['facts'] {
  if (value.kind !== 'map') return undefined;
  const user = scalarText(at(value, 'user'));
  const created = scalarText(at(value, 'created'));
  const list = (key: string) => textsOf(at(value, key));
  const [exposedPorts, entrypoint, platforms] = [list('exposedPorts'), list('entrypoint'), list('platforms')];
  const [accounts, labels] = [at(value, 'accounts'), at(value, 'labels')];
  return {
    ...(user === undefined ? {} : { user }),
    ...(accounts.kind === 'map' ? { accounts: textsByKey(accounts) } : {}),
    ...(created === undefined ? {} : { created }),
    ...(exposedPorts ? { exposedPorts } : {}),
    ...(entrypoint ? { entrypoint } : {}),
    ...(platforms ? { platforms } : {}),
    ...(labels.kind === 'map' ? { labels: textsByKey(labels) } : {}),
  };
}

function textsByKey(map: Value): Record<string, string> {
  return Object.fromEntries(entries(map).map((entry) => [entry.key, scalarText(entry.value) ?? '']));
}

/** The texts of a list as they are: what looks like a template elsewhere is just a text here. */
function textsOf(value: Value): string[] | undefined {
  return value.kind === 'list' ? items(value).map((item) => scalarText(item) ?? '') : undefined;
}

/** The text of a lock file: always the same for the same images, sorted, every text quoted. */
export function writeLock(lock: ImageLock): string {
  const images = [...lock.values()].sort((a, b) => compare(a.name, b.name) || compare(a.tag, b.tag));
  const lines = ['# What the tags of the images stand for. Written by "bulkhead pin --lock".', 'version: 1'];
  if (images.length === 0) return `${[...lines, 'images: []'].join('\n')}\n`;
  lines.push('images:');
  for (const image of images) {
    lines.push(`  - name: ${quote(image.name)}`, `    tag: ${quote(image.tag)}`, `    digest: ${quote(image.digest)}`);
    lines.push(`    date: ${quote(image.date)}`, ...factLines(image.facts));
  }
  return `${lines.join('\n')}\n`;
}

function factLines(facts: LockedImage['facts']): string[] {
  if (!facts) return [];
  const list = (key: string, values: readonly string[] | undefined) =>
    values === undefined ? [] : [`      ${key}: [${values.map(quote).join(', ')}]`];
  const map = (key: string, values: Readonly<Record<string, string>> | undefined) => {
    if (values === undefined) return [];
    const pairs = Object.entries(values).sort(([a], [b]) => compare(a, b));
    return [`      ${key}: {${pairs.map((pair) => pair.map(quote).join(': ')).join(', ')}}`];
  };
  return [
    '    facts:',
    ...(facts.user === undefined ? [] : [`      user: ${quote(facts.user)}`]),
    ...map('accounts', facts.accounts),
    ...(facts.created === undefined ? [] : [`      created: ${quote(facts.created)}`]),
    ...list('exposedPorts', facts.exposedPorts),
    ...list('entrypoint', facts.entrypoint),
    ...list('platforms', facts.platforms),
    ...map('labels', facts.labels),
  ];
}

/** JSON's strings are YAML's double-quoted ones. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
