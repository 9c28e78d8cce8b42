import { type KubernetesObject, readObjects } from '../model/object';
import { spanOf } from '../model/value';
import { isUntrusted, type Pod, readPods } from '../model/workload';
import type { YamlDocument } from '../parse/yaml';
import type { Finding } from '../rule';
import type { Span } from '../text/span';
import { byPosition, judge, levelIsOn, moveFinding, type RunRules } from './run';

/** What the rules said about one YAML document, and where it stood then. */
export interface CheckedDocument {
  readonly start: number;
  readonly findings: readonly Finding[];
}

export function checkDocument(file: string, document: YamlDocument, run: RunRules): CheckedDocument {
  const findings: Finding[] = [];
  for (const object of readObjects(document)) {
    const outer = [spanOf(object.root)].filter((s) => s !== undefined);
    judge(run, 'object', object, file, outer, findings);
    for (const pod of readPods(object)) checkPod(pod, object, file, outer, run, findings);
  }
  return { start: document.start, findings: findings.sort(byPosition) };
}

function checkPod(
  pod: Pod,
  _object: KubernetesObject,
  file: string,
  outer: Span[],
  run: RunRules,
  into: Finding[],
): void {
  const untrusted = isUntrusted(pod, run.context);
  const speaks = (rule: Parameters<typeof levelIsOn>[0]) =>
    rule.level === 'isolation' ? untrusted : levelIsOn(rule, run.context);
  const spec = spanOf(pod.spec);
  const inPod = spec ? [...outer, spec] : outer;
  judge(run, 'pod', pod, file, inPod, into, speaks);
  for (const container of pod.containers) {
    const own = spanOf(container.value);
    judge(run, 'container', container, file, own ? [...inPod, own] : inPod, into, speaks);
  }
}

/** The result for a document that was checked before and now stands elsewhere in its file. */
export function moved(checked: CheckedDocument, start: number): CheckedDocument {
  const by = start - checked.start;
  if (by === 0) return checked;
  return { start, findings: checked.findings.map((finding) => moveFinding(finding, by)) };
}
