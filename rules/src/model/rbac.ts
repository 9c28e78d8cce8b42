import type { Span } from '../text/span';
import { remember } from './commands/remember';
import { type KubernetesObject, placeOf } from './object';
import { at, isAbsent, items, plain, type Value } from './value';

/** A word of a list in a role, with its place. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** One entry of a role's `rules`. Holes are left out: what they add is not known, what stands beside them is granted. */
export interface PolicyRule {
  readonly value: Value;
  readonly verbs: readonly Word[];
  readonly groups: readonly Word[];
  readonly resources: readonly Word[];
  readonly urls: readonly Word[];
  /** Whether the entry speaks of named objects only. */
  readonly narrowed: boolean;
}

const rbacGroup = 'rbac.authorization.k8s.io';

/** The verbs that together mean "everything", when somebody spells them out. */
const allVerbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** The entries of a Role or ClusterRole; nothing for other objects, and nothing for the roles Kubernetes brings. */
export const readPolicyRules = remember((object: KubernetesObject): readonly PolicyRule[] => {
  if (!isRole(object) || object.labels.get('kubernetes.io/bootstrapping') === 'rbac-defaults') return [];
  return items(at(object.root, 'rules')).map((value) => ({
    value,
    verbs: readWords(at(value, 'verbs')),
    groups: readWords(at(value, 'apiGroups')),
    resources: readWords(at(value, 'resources')),
    urls: readWords(at(value, 'nonResourceURLs')),
    narrowed: isNarrowed(at(value, 'resourceNames')),
  }));
});

function isRole(object: KubernetesObject): boolean {
  return object.group === rbacGroup && (object.kind === 'Role' || object.kind === 'ClusterRole');
}

function isBinding(object: KubernetesObject): boolean {
  return object.group === rbacGroup && (object.kind === 'RoleBinding' || object.kind === 'ClusterRoleBinding');
}

function readWords(list: Value): Word[] {
  return items(list).flatMap((item) => {
    const text = plain(item);
    return typeof text === 'string' ? [{ text, span: placeOf(item) }] : [];
  });
}

/** An empty list of names means all objects; a list with a star in it is taken by Kubernetes as an object named `*`. */
function isNarrowed(names: Value): boolean {
  return !isAbsent(names) && (names.kind !== 'list' || items(names).length > 0);
}

export function hasWord(words: readonly Word[], ...wanted: readonly string[]): boolean {
  return words.some((word) => wanted.includes(word.text));
}

/** Every verb: by a star, or one by one. */
export function grantsAllVerbs(rule: PolicyRule): boolean {
  return hasWord(rule.verbs, '*') || allVerbs.every((verb) => hasWord(rule.verbs, verb));
}

/** Every verb on every resource of all groups or of the core group: nothing more needs to be said about such an entry. */
export function grantsEverything(rule: PolicyRule): boolean {
  return grantsAllVerbs(rule) && hasWord(rule.resources, '*') && hasWord(rule.groups, '*', '') && !rule.narrowed;
}

/** What a rule looks for in a role: these verbs on these resources of this group. */
export interface Grant {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Granted {
  readonly verb: string;
  readonly resource: Word;
  readonly narrowed: boolean;
}

/**
 * The first thing of `grant` that the entry allows, as Kubernetes matches it: a star stands for everything and `*` + `/sub`
 * for a subresource of everything, but `pods` + `/*` for nothing at all.
 */
export function findGrant(rule: PolicyRule, grant: Grant): Granted | undefined {
  if (!hasWord(rule.groups, '*', grant.group)) return undefined;
  const verb = grant.verbs.find((wanted) => hasWord(rule.verbs, '*', wanted));
  if (verb === undefined) return undefined;
  const named = rule.resources.find((word) => grant.resources.some((wanted) => covers(word.text, wanted)));
  const resource = named ?? rule.resources.find((word) => word.text === '*');
  return resource && { verb: hasWord(rule.verbs, verb) ? verb : '*', resource, narrowed: rule.narrowed };
}

function covers(written: string, wanted: string): boolean {
  if (written === wanted) return true;
  const slash = wanted.indexOf('/');
  return slash >= 0 && written === `*${wanted.slice(slash)}`;
}

/** Who a binding gives rights to. */
export interface Subject {
  readonly value: Value;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** What to underline: the subject's name. */
  readonly span: Span;
}

export interface Binding {
  readonly role: { readonly kind: string; readonly name: string; readonly span: Span } | undefined;
  readonly subjects: readonly Subject[];
}

/** A RoleBinding or ClusterRoleBinding; undefined for other objects. */
export function readBinding(object: KubernetesObject): Binding | undefined {
  if (!isBinding(object)) return undefined;
  const kind = plain(at(object.root, 'roleRef', 'kind'));
  const nameValue = at(object.root, 'roleRef', 'name');
  const name = plain(nameValue);
  const subjects = items(at(object.root, 'subjects')).flatMap(readSubject);
  const known = typeof kind === 'string' && typeof name === 'string';
  return { role: known ? { kind, name, span: placeOf(nameValue) } : undefined, subjects };
}

function readSubject(value: Value): Subject[] {
  const kind = plain(at(value, 'kind'));
  const name = plain(at(value, 'name'));
  const namespace = plain(at(value, 'namespace'));
  if (typeof kind !== 'string' || typeof name !== 'string') return [];
  return [
    {
      value,
      kind,
      name,
      namespace: typeof namespace === 'string' ? namespace : undefined,
      span: placeOf(at(value, 'name')),
    },
  ];
}

/** Names that Kubernetes gives to roles of its own. Anybody may write such a role; another tool looks at the name alone. */
export function hasNameOfKubernetes({ kind, name = '' }: KubernetesObject): boolean {
  return kind === 'ClusterRole' && /^(system:.*|cluster-admin|admin|edit|view)$/.test(name);
}

/** Bindings and roles that Kubernetes itself creates and repairs at every start. */
export function isBuiltIn(object: KubernetesObject): boolean {
  return object.labels.get('kubernetes.io/bootstrapping') === 'rbac-defaults';
}
