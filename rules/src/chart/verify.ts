import { loadChart, type PathKey, pathKeys, type RenderedTemplate, renderTemplate } from '@bulkhead/helm';
import { checkDocument } from '../engine/kubernetes';
import type { RunRules } from '../engine/run';
import { readObjects } from '../model/object';
import { plain, toData } from '../model/value';
import { readPods } from '../model/workload';
import { readYaml, type YamlDocument } from '../parse/yaml';
import type { Finding } from '../rule';
import { type ChartCache, forkCache, type NamedScenario } from './render';
import type { ChartInput } from './types';

/** A chart with some files changed, to see what an edit would do. */
export interface Trial {
  readonly input: ChartInput;
  readonly cache: ChartCache;
  readonly named: NamedScenario;
  readonly run: RunRules;
  readonly counts: FindingCounts;
}

/** Renders one template of the chart with these files changed; undefined when it no longer renders whole. */
export function renderWith(
  trial: Trial,
  changed: ReadonlyMap<string, string>,
  template: string,
): RenderedTemplate | undefined {
  const files = new Map([...trial.input.files, ...changed]);
  const chart = loadChart(files, { cache: forkCache(trial.cache) });
  const { overlay, scenario } = trial.named;
  const text = overlay === undefined ? undefined : files.get(overlay);
  const values = overlay !== undefined && typeof text === 'string' ? [{ file: overlay, text }] : undefined;
  const rendered = renderTemplate(chart, values ? { ...scenario, values } : scenario, template);
  return rendered?.complete ? rendered : undefined;
}

/** What names a finding when the text around it moves. */
export function identity(finding: Finding): string {
  return `${finding.rule}\n${finding.message}`;
}

/** What was found in rendered documents, by their text: trials differ in a document or two. */
export type FindingCounts = Map<string, ReadonlyMap<string, number>>;

const mostCounts = 2000;

export function countFindings(text: string, trial: Pick<Trial, 'run' | 'counts'>): Map<string, number> {
  const total = new Map<string, number>();
  for (const document of readYaml(text)) {
    for (const [key, n] of countsOf(document, trial)) total.set(key, (total.get(key) ?? 0) + n);
  }
  return total;
}

function countsOf(document: YamlDocument, { run, counts }: Pick<Trial, 'run' | 'counts'>): ReadonlyMap<string, number> {
  const known = counts.get(document.text);
  if (known) return known;
  const own = new Map<string, number>();
  for (const finding of checkDocument('', document, run).findings) {
    const key = identity(finding);
    own.set(key, (own.get(key) ?? 0) + 1);
  }
  if (counts.size > mostCounts) counts.clear();
  counts.set(document.text, own);
  return own;
}

/** Whether the finding is gone from a rendered text and no other came. */
export function isBetter(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  finding: Finding,
): boolean {
  const key = identity(finding);
  if ((after.get(key) ?? 0) >= (before.get(key) ?? 0)) return false;
  return [...after].every(([other, n]) => n <= (before.get(other) ?? 0));
}

/** The names of the containers whose settings differ between two renderings of one template. */
export function changedContainers(before: string, after: string): string[] {
  const was = containersOf(before);
  return [...containersOf(after)]
    .filter(([key, data]) => was.has(key) && was.get(key) !== data)
    .map(([key]) => key.split('\n').at(-1) ?? '');
}

function containersOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const document of readYaml(text)) {
    for (const object of readObjects(document)) {
      for (const pod of readPods(object)) {
        const inherited = JSON.stringify(toData(pod.spec) ?? {}, (key, value) =>
          /^(containers|initContainers|ephemeralContainers)$/.test(key) ? undefined : value,
        );
        for (const container of pod.containers) {
          found.set(
            `${object.kind}\n${object.name ?? ''}\n${container.name}`,
            JSON.stringify(toData(container.value)) + inherited,
          );
        }
      }
    }
  }
  return found;
}

/** The document of another rendering that is the same object. */
export function sameDocument(text: string, document: YamlDocument): YamlDocument | undefined {
  const [wanted] = readObjects(document);
  const all = readYaml(text);
  return all.find((other) => {
    const [object] = readObjects(other);
    return (
      object &&
      wanted &&
      object.kind === wanted.kind &&
      object.name === wanted.name &&
      plain(object.root) === plain(wanted.root)
    );
  });
}

/** Whether a rendering read a value, something in it, or something around it. */
export function readsPath(rendered: RenderedTemplate, path: readonly PathKey[]): boolean {
  return rendered.reads.some((read) => {
    const keys = pathKeys(read);
    const shorter = Math.min(keys.length, path.length);
    return keys.slice(0, shorter).every((key, i) => key === path[i]);
  });
}
