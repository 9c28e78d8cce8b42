import type { Fix, Problem, Severity } from '../rule';
import { describe, type KubernetesObject } from './object';
import { findGrant, type Grant, grantsEverything, type PolicyRule, readPolicyRules } from './rbac';

export interface RoleGrants {
  readonly grants: readonly Grant[];
  /** What somebody with the role can do, as the end of a sentence. */
  readonly so: string;
  /**
   * Whether a star as resource counts, where the group is open or the core group. Without it a role that reads everything
   * would be reported a dozen times; a star in a group that holds nothing else always counts.
   */
  readonly throughStar?: boolean;
  /** The severity when the entry is for named objects only. */
  readonly narrowed?: Severity;
  /** Those of the rule's aliases that mean a role of this name, when it is not all of them. */
  readonly aliases?: (object: KubernetesObject) => readonly string[];
  /** Which roles are looked at; all unless given. */
  readonly applies?: (object: KubernetesObject, rule: PolicyRule) => boolean;
  /** What the other objects of the file tell to do about an entry. */
  readonly fixBeside?: (
    object: KubernetesObject,
    rule: PolicyRule,
    objects: readonly KubernetesObject[],
  ) => Fix | undefined;
}

/** The check of a rule that looks for certain rights in roles. */
export function roleGrants(wanted: RoleGrants): (object: KubernetesObject) => Iterable<Problem> {
  return function* (object) {
    for (const rule of readPolicyRules(object)) {
      if (grantsEverything(rule) || wanted.applies?.(object, rule) === false) continue;
      const found = wanted.grants
        .map((grant) => ({ grant, granted: findGrant(rule, grant) }))
        .find(({ grant, granted }) => granted && (granted.resource.text !== '*' || starCounts(wanted, grant, rule)));
      if (!found?.granted) continue;
      const { verb, resource, narrowed } = found.granted;
      const { fixBeside } = wanted;
      const only = narrowed ? ' of some names' : '';
      yield {
        at: resource.span,
        message: `${describe(object)} allows "${verb}" on "${resource.text}"${only}: ${wanted.so}.`,
        ...(narrowed && wanted.narrowed ? { severity: wanted.narrowed } : {}),
        ...(wanted.aliases ? { aliases: wanted.aliases(object) } : {}),
        ...(fixBeside ? { fixBeside: (objects) => fixBeside(object, rule, objects) } : {}),
      };
    }
  };
}

function starCounts(wanted: RoleGrants, grant: Grant, rule: PolicyRule): boolean {
  if (wanted.throughStar) return true;
  return grant.group !== '' && rule.groups.some((group) => group.text === grant.group);
}
