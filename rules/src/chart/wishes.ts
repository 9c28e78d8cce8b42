import { readObjects } from '../model/object';
import { pathOf, spanOf } from '../model/value';
import { type Container, readPods } from '../model/workload';
import type { YamlDocument } from '../parse/yaml';
import type { Finding } from '../rule';
import { type Change, intentOf, isForVolumes } from './intent';

/** Rules that have no fix, and the field they look at: it says where they belong. */
const fieldsWithoutFix: Readonly<Record<string, string>> = {
  'guaranteed-qos-missing': 'resources',
};

/**
 * What the rule's fix wants, told as fields and values, and the same for the container alone: a setting for the whole
 * pod may have no key of its own.
 */
export function wishesFor(finding: Finding, document: YamlDocument): (readonly Change[])[] {
  const wanted = finding.fix();
  const changes = ((wanted && intentOf(wanted, document)) ?? []).sort(byWeight);
  if (changes.length === 0) return [];
  const container = containerOf(finding, document);
  if (!container) return [changes];
  const lean = withoutVolumes(changes);
  const own = pathOf(container.value);
  const pod = pathOf(container.pod.spec);
  const moved = changes.map((change): Change => {
    const inPod = pod.every((key, i) => change.path[i] === key) && change.path[pod.length] === 'securityContext';
    return inPod ? { ...change, path: [...own, ...change.path.slice(pod.length)] } : change;
  });
  const both = moved.some((change, i) => change !== changes[i]) ? [changes, moved] : [changes];
  return lean ? [...both, lean] : both;
}

/** Few charts have keys for volumes: the setting alone is worth offering to somebody who looks at it. */
export function withoutVolumes(changes: readonly Change[]): readonly Change[] | undefined {
  const lean = changes.filter((change) => !isForVolumes(change));
  return lean.length > 0 && lean.length < changes.length ? lean : undefined;
}

/** What a fix is called that leaves the volumes to whoever looks at it. */
export function titleWithoutVolumes(title: string): string {
  return title.replace(/, \/tmp apart$/, '');
}

/** The field a finding is about, when no fix tells: only good for pointing. */
export function fieldFor(finding: Finding, document: YamlDocument): Change | undefined {
  const field = fieldsWithoutFix[finding.rule];
  const container = field === undefined ? undefined : containerOf(finding, document);
  if (field === undefined || !container) return undefined;
  return { path: [...pathOf(container.value), field, 'limits'], value: null, existed: false };
}

/** What is wanted comes before what it needs beside it, such as a directory to write to: the order must not depend on the text. */
function byWeight(a: Change, b: Change): number {
  return Number(isCollection(a)) - Number(isCollection(b));
}

function isCollection(change: Change): boolean {
  const { value, path } = change;
  return isForVolumes(change) || (value !== null && typeof value === 'object' && path.at(-1) !== 'drop');
}

function containerOf(finding: Finding, document: YamlDocument): Container | undefined {
  const scope = finding.scope.at(-1);
  return readObjects(document)
    .flatMap(readPods)
    .flatMap((pod) => pod.containers)
    .find((container) => spanOf(container.value)?.start === scope?.start);
}
