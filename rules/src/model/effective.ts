import type { Span } from '../text/span';
import { ownSecurity } from './podSecurity';
import { isAbsent, plain, readStrings, type Value } from './value';
import { type Container, inherited } from './workload';

/** One line of the security context a container ends up with. */
export interface EffectiveField {
  readonly name: string;
  readonly value: string;
  readonly from: 'container' | 'pod' | 'default';
}

export interface EffectiveSecurity {
  readonly at: Span;
  /**
   * `root`: it does; `refused`: it would, and runAsNonRoot forbids it, so that it does not start; `maybe`: the image
   * decides; `unknown`: depends on what is not written here.
   */
  readonly user: 'root' | 'refused' | 'other' | 'maybe' | 'unknown';
  /** The fields that the pod hands down to it. */
  readonly inherited: readonly EffectiveField[];
  readonly fields: readonly EffectiveField[];
}

/** Fields that a pod hands down. */
const shared = ['runAsNonRoot', 'runAsUser', 'runAsGroup', 'seccompProfile'];
const defaults: readonly (readonly [string, string])[] = [
  ['privileged', 'false'],
  ['allowPrivilegeEscalation', 'true'],
  ['readOnlyRootFilesystem', 'false'],
];

/** The security context of a container with what it takes over; undefined where the fields mean nothing. */
export function effectiveSecurity(container: Container): EffectiveSecurity | undefined {
  if (container.pod.os === 'windows') return undefined;
  const fields: EffectiveField[] = [];
  // What a base configuration adds is not known.
  let unknown = container.value.partial === true;
  for (const name of shared) {
    const path = name === 'seccompProfile' ? [name, 'type'] : [name];
    const value = inherited(container, ...path);
    const text = written(value);
    if (text === undefined) unknown ||= !isAbsent(value);
    else fields.push({ name, value: text, from: isAbsent(ownSecurity(container, ...path)) ? 'pod' : 'container' });
  }
  for (const [name, usual] of defaults) {
    const value = ownSecurity(container, name);
    const text = isAbsent(value) ? usual : written(value);
    if (text !== undefined) fields.push({ name, value: text, from: isAbsent(value) ? 'default' : 'container' });
  }
  const dropped = readStrings(ownSecurity(container, 'capabilities', 'drop'));
  if (dropped.state === 'literal')
    fields.push({ name: 'capabilities.drop', value: dropped.value.join(', '), from: 'container' });
  return {
    at: container.nameSpan,
    user: unknown ? 'unknown' : userOf(fields),
    inherited: fields.filter(({ from }) => from === 'pod'),
    fields,
  };
}

function written(value: Value): string | undefined {
  const found = plain(value);
  return found === undefined || found === null ? undefined : String(found);
}

function userOf(fields: readonly EffectiveField[]): EffectiveSecurity['user'] {
  const value = (name: string) => fields.find((field) => field.name === name)?.value;
  const user = value('runAsUser');
  const nonRoot = value('runAsNonRoot') === 'true';
  if (user === '0') return nonRoot ? 'refused' : 'root';
  return user !== undefined || nonRoot ? 'other' : 'maybe';
}
