import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { laysOver } from '@bulkhead/rules/model/kustomization';
import { deepestPatch, kustomizationNames } from '@bulkhead/rules/model/kustomizationNames';
import { forwardSlashes } from './walk';

/** Tells which files are patches of a kustomization above them. Each kustomization is read once. */
export function patchFinder(): (absolute: string) => boolean {
  const texts = new Map<string, string | undefined>();
  const kustomizationIn = (folder: string): string | undefined => {
    if (!texts.has(folder)) texts.set(folder, readKustomization(folder));
    return texts.get(folder);
  };
  return (absolute) => {
    let folder = dirname(absolute);
    for (let i = 0; i < deepestPatch; i++, folder = dirname(folder)) {
      const text = kustomizationIn(folder);
      if (text !== undefined && laysOver(text, forwardSlashes(relative(folder, absolute)))) return true;
      if (dirname(folder) === folder) break;
    }
    return false;
  };
}

function readKustomization(folder: string): string | undefined {
  const path = kustomizationNames.map((name) => resolve(folder, name)).find((one) => existsSync(one));
  try {
    return path && readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
