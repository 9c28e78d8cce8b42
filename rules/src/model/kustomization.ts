import { isScalar } from 'yaml';
import { readYaml, readYamlDocument, type YamlDocument } from '../parse/yaml';
import { nextLine } from '../text/lines';
import { at, items, plain, rootValue, type Value } from './value';

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

/** More than anybody writes into one kustomization; each is read by itself. */
const mostInline = 100;

/** A patch that a kustomization holds itself, and what says which object it is for. */
export interface InlinePatch {
  readonly document: YamlDocument;
  readonly target: Value;
}

/**
 * The patches that a kustomization holds itself, each as a document of its own. What stands around the patch is blank
 * there, so that every place in it is its place in the file.
 */
export function readInlinePatches(document: YamlDocument): InlinePatch[] {
  if (!/^["']?patches(StrategicMerge|Json6902)?["']?:/m.test(document.text) || document.problems.length > 0) return [];
  const root = rootValue(document);
  if (!['Kustomization', 'Component', undefined].includes(plain(at(root, 'kind')) as string | undefined)) return [];
  const written = [
    ...['patches', 'patchesJson6902'].flatMap((list) =>
      items(at(root, list)).map((one) => ({ patch: at(one, 'patch'), target: at(one, 'target') })),
    ),
    ...items(at(root, 'patchesStrategicMerge')).map((patch) => ({ patch, target: at(patch, 'target') })),
  ];
  return written.slice(0, mostInline).flatMap(({ patch, target }) => {
    const held = inlinePatch(document, patch);
    return held ? [{ document: held, target }] : [];
  });
}

/** Only a literal block says what it says line by line. */
function inlinePatch({ text, start }: YamlDocument, { node }: Value): YamlDocument | undefined {
  if (!isScalar(node) || node.type !== 'BLOCK_LITERAL' || !node.range) return undefined;
  const from = nextLine(text, node.range[0]);
  return readYamlDocument(text.slice(0, from).replace(/[^\r\n]/g, ' ') + text.slice(from, node.range[1]), start);
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
