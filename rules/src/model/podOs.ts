import type { ContainerPlace } from './podPlaces';
import { at, isAbsent, items, plain, type Value } from './value';
import type { Pod } from './workload';

export type PodOs = 'linux' | 'windows';

/** What the pod itself says; Pod Security looks at nothing else. */
export function declaredOs(spec: Value): PodOs | undefined {
  const name = plain(at(spec, 'os', 'name'));
  return name === 'windows' || name === 'linux' ? name : undefined;
}

/** Where the pod can only run: as it declares, or where the scheduler has no other choice, or Windows alone knows what it asks for. */
export function readPodOs(spec: Value, containers: readonly ContainerPlace[]): PodOs {
  const declared = declaredOs(spec);
  if (declared) return declared;
  const isWindows = selectsWindows(spec) || [spec, ...containers.map(({ value }) => value)].some(isHostProcess);
  return isWindows ? 'windows' : 'linux';
}

const osLabels = ['kubernetes.io/os', 'beta.kubernetes.io/os'];

function selectsWindows(spec: Value): boolean {
  if (osLabels.some((label) => plain(at(spec, 'nodeSelector', label)) === 'windows')) return true;
  const required = at(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  // One term is enough for a node: all of them have to say so.
  const terms = items(at(required, 'nodeSelectorTerms'));
  return terms.length > 0 && terms.every((term) => items(at(term, 'matchExpressions')).some(asksForWindows));
}

function asksForWindows(expression: Value): boolean {
  const key = plain(at(expression, 'key'));
  const values = items(at(expression, 'values'));
  return (
    typeof key === 'string' &&
    osLabels.includes(key) &&
    plain(at(expression, 'operator')) === 'In' &&
    values.length > 0 &&
    values.every((value) => plain(value) === 'windows')
  );
}

function isHostProcess(owner: Value): boolean {
  return plain(at(owner, 'securityContext', 'windowsOptions', 'hostProcess')) === true;
}

/** The API refuses these together with `os.name: windows`. */
export function hasLinuxOnlyFields(pod: Pod): boolean {
  const shared = at(pod.spec, 'securityContext');
  const forPod = [
    'seLinuxOptions',
    'seccompProfile',
    'appArmorProfile',
    'fsGroup',
    'sysctls',
    'runAsUser',
    'runAsGroup',
    'supplementalGroups',
  ];
  const forContainer = [
    'seLinuxOptions',
    'seccompProfile',
    'appArmorProfile',
    'capabilities',
    'readOnlyRootFilesystem',
    'privileged',
    'allowPrivilegeEscalation',
    'procMount',
    'runAsUser',
    'runAsGroup',
  ];
  const isSet = (value: Value, keys: readonly string[]) => keys.some((key) => !isAbsent(at(value, key)));
  if (isSet(shared, forPod) || isSet(pod.spec, ['hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace']))
    return true;
  return pod.containers.some((container) => isSet(at(container.value, 'securityContext'), forContainer));
}
