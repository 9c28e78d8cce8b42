import type { KubernetesObject } from './object';
import { at, readBoolean } from './value';

/** That the pods of an account get no token unless they ask for one. */
export function noToken(namespace: string | undefined, account: string): string {
  return `${namespace ?? ''}/${account} gives no token`;
}

/** What an object says of others: it makes those of their problems untrue that hold unless this is said. */
export function saidOfOthers({ root, kind, group, name, namespace }: KubernetesObject): readonly string[] {
  const isAccount = kind === 'ServiceAccount' && group === '' && name !== undefined;
  return isAccount && readBoolean(at(root, 'automountServiceAccountToken')).value === false
    ? [noToken(namespace, name)]
    : [];
}
