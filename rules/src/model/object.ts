import type { YamlDocument } from '../parse/yaml';
import { type Span, span } from '../text/span';
import { remember } from './commands/remember';
import { asPartial, at, entries, items, nearestSpan, plain, rootValue, spanOf, type Value } from './value';

/** One Kubernetes object of a file: a document, or an item of a `List`. */
export interface KubernetesObject {
  readonly document: YamlDocument;
  readonly root: Value;
  readonly apiVersion: string;
  /** The part before the slash; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Undefined when it has none, or one that is not known. */
  readonly name: string | undefined;
  /** What to underline when the object as a whole is meant: its name, else its kind. */
  readonly nameSpan: Span;
  /** Undefined when absent or not known; see `namespaceKnown`. */
  readonly namespace: string | undefined;
  /** False when the namespace is a hole or the object leaves it to the command line. */
  readonly namespaceKnown: boolean;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** Laid over another object of the same name, which has what is missing here. */
  readonly isPatch: boolean;
}

/** The objects of a document: none when it is not Kubernetes, several for a `List`. */
export const readObjects = remember((document: YamlDocument): readonly KubernetesObject[] => {
  if (!isReadable(document)) return [];
  const root = rootValue(document);
  return objectsOf(directive.test(document.text) ? asPartial(root) : root);
});

/** The objects of a document that a kustomization lays over others. */
export function readPatches(document: YamlDocument): KubernetesObject[] {
  return isReadable(document) ? objectsOf(asPartial(rootValue(document))) : [];
}

function isReadable({ problems, root }: YamlDocument): boolean {
  return problems.length === 0 && root !== null;
}

interface Type {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The items of a `DeploymentList` need not say what they are. */
function objectsOf(root: Value, listed?: Type): KubernetesObject[] {
  const apiVersion = plain(at(root, 'apiVersion')) ?? listed?.apiVersion;
  const kind = plain(at(root, 'kind')) ?? listed?.kind;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  // A patch of kustomize that takes the object out.
  if (plain(at(root, '$patch')) === 'delete') return [];
  const list = at(root, 'items');
  if (kind.endsWith('List') && list.kind === 'list') {
    const type = kind === 'List' ? undefined : { apiVersion, kind: kind.slice(0, -'List'.length) };
    return items(list).flatMap((item) => (item.kind === 'map' ? objectsOf(item, type) : []));
  }
  return [readObject(root, apiVersion, kind)];
}

/** Directives of a strategic merge patch, which no whole object has. */
const directive = /^[ \t]*(?:-[ \t]+)*["']?\$(?:patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/m;

function readObject(root: Value, apiVersion: string, kind: string): KubernetesObject {
  const metadata = at(root, 'metadata');
  const name = plain(at(metadata, 'name'));
  const namespace = plain(at(metadata, 'namespace'));
  const { document } = root;
  return {
    document,
    root,
    apiVersion,
    group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
    kind,
    name: typeof name === 'string' && name !== '' ? name : undefined,
    nameSpan:
      spanOf(at(metadata, 'name')) ??
      spanOf(at(metadata, 'generateName')) ??
      spanOf(at(root, 'kind')) ??
      span(document.start, document.start),
    namespace: typeof namespace === 'string' ? namespace : undefined,
    namespaceKnown: typeof namespace === 'string',
    labels: readStringMap(at(metadata, 'labels')),
    annotations: readStringMap(at(metadata, 'annotations')),
    isPatch: root.partial === true,
  };
}

/** Whether Helm runs it while it installs, upgrades or tests: it ends, and nothing depends on it. */
export function isHelmHook({ annotations }: KubernetesObject): boolean {
  return [...annotations.keys()].some((key) => key.startsWith('helm.sh/hook'));
}

/** The known entries of a map of strings (labels, annotations, selectors); holes are left out. */
export function readStringMap(value: Value): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const entry of entries(value)) {
    const text = plain(entry.value);
    if (text !== undefined && text !== null) known.set(entry.key, String(text));
  }
  return known;
}

/** How messages name an object: `Deployment "api"`. */
export function describe(object: KubernetesObject): string {
  return object.name ? `${object.kind} "${object.name}"` : `This ${object.kind}`;
}

/** The place of a field, or of the nearest thing around it that is written. */
export function placeOf(value: Value): Span {
  return spanOf(value) ?? nearestSpan(value);
}

/** Like `placeOf`, but for a block of several lines only its first key: a whole block underlined says nothing. */
export function headOf(value: Value): Span {
  const first = entries(value)[0] ?? items(value)[0];
  const isFlow = value.node && 'flow' in value.node && value.node.flow === true;
  if (!first || isFlow || value.kind === 'scalar') return placeOf(value);
  return 'keySpan' in first ? first.keySpan : headOf(first);
}
