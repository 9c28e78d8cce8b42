import { readYaml } from '../parse/yaml';
import { at, items, plain, rootValue, type Value } from './value';

/** What Kustomize calls its own file, in the order it looks for them. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function isKustomization(path: string): boolean {
  return kustomizationNames.some((name) => path.endsWith(`/${name}`));
}

/** How far below its kustomization a patch is looked for. */
export const deepestPatch = 4;

/**
 * Whether a kustomization lays the file at `path`, told from its own folder, over other objects. Such a file says what
 * changes, so that nothing can be said about what is missing in it.
 */
export function laysOver(kustomization: string, path: string): boolean {
  for (const document of readYaml(kustomization)) {
    const root = rootValue(document);
    const patches = [...items(at(root, 'patches')), ...items(at(root, 'patchesJson6902'))].map((one) =>
      at(one, 'path'),
    );
    if ([...patches, ...items(at(root, 'patchesStrategicMerge'))].some((value) => names(value, path))) return true;
  }
  return false;
}

function names(value: Value, path: string): boolean {
  const written = plain(value);
  if (typeof written !== 'string') return false;
  const parts: string[] = [];
  for (const part of written.trim().split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/') === path;
}
