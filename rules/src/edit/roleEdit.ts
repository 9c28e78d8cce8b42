import type { KubernetesObject } from '../model/object';
import { type PolicyRule, readBinding } from '../model/rbac';
import { sameNamespace } from '../model/selectors';
import { at, items, plain, readStrings } from '../model/value';
import type { Fix } from '../rule';
import { combine } from './fixes';
import { appendItem, setValue } from './yamlEdit';
import { addAbove } from './yamlPairs';
import { removeItem } from './yamlRemove';

/** What a role lets do with objects of the file that it could name. */
export interface Naming {
  readonly resource: string;
  /** Verbs that can be held to names; with another one nothing is. */
  readonly verbs: readonly string[];
  /** The names that the file tells. */
  readonly names: readonly string[];
  readonly title: (names: string) => string;
}

const mostNames = 5;

/** Holds an entry of a role to these names; what it says of other resources goes on for all of them. */
export function nameObjects(rule: PolicyRule, { resource, verbs, names, title }: Naming): Fix | undefined {
  const { value } = rule;
  const [groups, resources, granted] = ['apiGroups', 'resources', 'verbs'].map(
    (key) => readStrings(at(value, key)).value,
  );
  if (!groups || !resources?.includes(resource) || !granted?.every((verb) => verbs.includes(verb))) return undefined;
  if (rule.narrowed || names.length === 0 || names.length > mostNames) return undefined;
  const label = { title: title(names.map((name) => `"${name}"`).join(', ')), safety: 'review' } as const;
  if (resources.every((word) => word === resource)) {
    const above = addAbove(at(value, 'verbs'), 'resourceNames', names);
    return combine([above ?? setValue(at(value, 'resourceNames'), names)], label);
  }
  const word = items(at(value, 'resources')).find((item) => plain(item) === resource);
  if (!word || !value.parent || !groups.includes('') || resources.includes('*')) return undefined;
  const own = { apiGroups: [''], resources: [resource], resourceNames: names, verbs: granted };
  return combine([removeItem(word), appendItem(value.parent, own)], label);
}

/** The names of the file's objects of these kinds that a role reaches. */
export function namesBeside(
  role: KubernetesObject,
  objects: readonly KubernetesObject[],
  kinds: readonly string[],
): readonly string[] {
  const reached = objects.filter(
    (object) => kinds.includes(object.kind) && (role.kind === 'ClusterRole' || sameNamespace(role, object) !== 'no'),
  );
  return [...new Set(reached.flatMap(({ name }) => name ?? []))];
}

/** Whether a role speaks of the namespaces only that its bindings of the file name. */
export function isHeldToNamespaces(role: KubernetesObject, objects: readonly KubernetesObject[]): boolean {
  if (role.kind === 'Role') return true;
  const bindings = objects.filter((object) => {
    const bound = readBinding(object)?.role;
    return bound?.kind === role.kind && bound.name === role.name;
  });
  return bindings.length > 0 && bindings.every(({ kind }) => kind === 'RoleBinding');
}
