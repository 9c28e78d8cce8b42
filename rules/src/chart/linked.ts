import { at, items, readString, rootValue } from '../model/value';
import { readYaml } from '../parse/yaml';
import type { ChartInput } from './types';

/** Dependencies of dependencies: Helm would go on. */
const deepest = 5;

type Files = ChartInput['files'];

/** A chart with those of its dependencies that lie elsewhere. */
export type WithLinked = Required<Pick<ChartInput, 'files' | 'linked'>>;

/**
 * Puts the dependencies that a chart names by `file://`, and does not have in charts/, where "helm dependency build" would
 * put them. Asks for one folder after the other, relative to the chart; the answer is what is in it, or undefined when it
 * is none of the workspace.
 */
export function* addLinked(files: Files): Generator<string, WithLinked, Files | undefined> {
  const all = new Map(files);
  const linked = new Map<string, string>();
  const waiting = [{ files, at: '', folder: '', depth: 0 }];
  for (let asking = waiting.shift(); asking; asking = waiting.shift()) {
    if (asking.depth >= deepest) continue;
    for (const link of linksOf(asking.files)) {
      const folder = joined(asking.folder, link.folder);
      const own = folder === undefined ? undefined : yield folder;
      if (folder === undefined || !own) continue;
      const at = asking.at + link.at;
      linked.set(at, folder);
      for (const [file, content] of own) all.set(`${at}/${file}`, content);
      waiting.push({ files: own, at: `${at}/`, folder, depth: asking.depth + 1 });
    }
  }
  return { files: all, linked };
}

function linksOf(files: Files): { readonly at: string; readonly folder: string }[] {
  const text = files.get('requirements.yaml') ?? files.get('Chart.yaml');
  if (typeof text !== 'string' || !text.includes('file://')) return [];
  const [document] = readYaml(text);
  const vendored = [...files.keys()].filter((file) => file.startsWith('charts/'));
  const found = new Map<string, string>();
  for (const dependency of document ? items(at(rootValue(document), 'dependencies')) : []) {
    const name = readString(at(dependency, 'name')).value;
    const folder = folderOf(readString(at(dependency, 'repository')).value);
    if (!name || !/^[\w-][\w.-]*$/.test(name) || folder === undefined) continue;
    const isThere = vendored.some((file) => file.startsWith(`charts/${name}/`) || file.startsWith(`charts/${name}-`));
    if (!isThere) found.set(`charts/${name}`, folder);
  }
  return [...found].map(([at, folder]) => ({ at, folder }));
}

/** Helm also knows absolute folders; those are none of the workspace. */
function folderOf(repository: string | undefined): string | undefined {
  const path = /^file:\/\/(\.{0,2}[^/].*)$/.exec(repository ?? '')?.[1];
  return path === undefined || path.includes('\\') ? undefined : joined('', path);
}

/** A path relative to a folder that is relative itself; without detours, so that all steps up come first. */
function joined(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.length > 0 && parts.at(-1) !== '..' ? parts.join('/') : undefined;
}
