// Compares what this renderer and real Helm make of a chart, document by document.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The files of a chart folder, as the renderer takes them. */
export function readChart(folder) {
  const files = new Map();
  const walk = (dir, prefix) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(join(dir, entry.name), `${prefix}${entry.name}/`);
      else if (entry.isFile()) files.set(prefix + entry.name, new Uint8Array(readFileSync(join(dir, entry.name))));
    }
  };
  walk(folder, '');
  return files;
}

/** Real Helm's output as documents by template. */
function splitHelm(output) {
  const bySource = new Map();
  for (const part of output.split(/^---\n(?=# Source: )/m)) {
    const source = /^# Source: (.*)$/m.exec(part)?.[1];
    if (!source) continue;
    const docs = bySource.get(source) ?? [];
    const doc = part.slice(part.indexOf('\n') + 1);
    if (hasContent(doc)) docs.push(doc);
    bySource.set(source, docs);
  }
  return bySource;
}

/** Helm prints some documents that are only comments and drops others: they say nothing. */
function hasContent(doc) {
  return doc.replace(/^[ \t]*#.*$/gm, '').trim() !== '';
}

/** This renderer's output as documents by template. */
function splitOurs(rendered) {
  const bySource = new Map();
  for (const { name, text } of rendered.templates) {
    if (name.endsWith('NOTES.txt')) continue;
    const docs = text.split(/(?:^|\s*\n)---\s*/).filter(hasContent);
    if (docs.length) bySource.set(name, docs);
  }
  return bySource;
}

function parse(doc) {
  try {
    const [parsed] = parseAllDocuments(doc, { version: '1.1', uniqueKeys: false, logLevel: 'silent', customTags: [] });
    return parsed?.errors.length ? { text: doc.trim() } : (parsed?.toJS({ maxAliasCount: -1 }) ?? null);
  } catch {
    return { text: doc.trim() };
  }
}

/** Where two documents differ: a list of paths. What is unknown to us equals anything, and so does a second rendering. */
function differences(ours, theirs, again, unknown, path = '') {
  if (typeof ours === 'string' && ours.includes(unknown)) return [];
  if (JSON.stringify(theirs) !== JSON.stringify(again) && typeof theirs !== 'object') return [];
  if (ours === theirs || (Number.isNaN(ours) && Number.isNaN(theirs))) return [];
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const length = Math.max(ours.length, theirs.length);
    return Array.from({ length }, (_, i) =>
      differences(ours[i], theirs[i], again?.[i], unknown, `${path}[${i}]`),
    ).flat();
  }
  if (ours && theirs && typeof ours === 'object' && typeof theirs === 'object' && !Array.isArray(ours)) {
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...keys].flatMap((key) => differences(ours[key], theirs[key], again?.[key], unknown, `${path}.${key}`));
  }
  const short = (value) => String(JSON.stringify(value)).slice(0, 120);
  return [`${path}: ours ${short(ours)} helm ${short(theirs)}`];
}

/** Compares a rendering with two runs of real Helm: where those differ from each other, chance is at work. */
export function compareOutputs(rendered, helm, helmAgain, unknown) {
  const ours = splitOurs(rendered);
  const theirs = splitHelm(helm);
  const again = splitHelm(helmAgain);
  const problems = [];
  const count = { documents: 0, equal: 0, exact: 0 };
  for (const source of new Set([...ours.keys(), ...theirs.keys()])) {
    // Helm sorts documents by kind, so those of one file may change places: compare by what they are.
    const left = (ours.get(source) ?? []).map((doc) => ({ doc, value: parse(doc) })).sort(byIdentity);
    const right = (theirs.get(source) ?? []).map((doc) => ({ doc, value: parse(doc) })).sort(byIdentity);
    const third = (again.get(source) ?? []).map((doc) => ({ doc, value: parse(doc) })).sort(byIdentity);
    count.documents += right.length;
    if (left.length !== right.length) {
      problems.push(`${source}: ours has ${left.length} documents, Helm ${right.length}`);
      continue;
    }
    left.forEach(({ doc, value }, i) => {
      const found = differences(value, right[i].value, third[i]?.value, unknown);
      if (found.length === 0) count.equal++;
      if (doc.trim() === right[i].doc.trim()) count.exact++;
      problems.push(...found.slice(0, 3).map((line) => `${source}${line}`));
    });
  }
  return { problems, ...count };
}

function byIdentity(a, b) {
  const of = ({ value }) => `${value?.kind} ${value?.metadata?.name} ${value?.metadata?.namespace ?? ''}`;
  return of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0;
}
