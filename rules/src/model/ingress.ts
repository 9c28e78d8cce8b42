import type { KubernetesObject } from './object';
import { type Labels, readLabels } from './selectors';
import { at, items, type Value } from './value';

export interface Ingress {
  readonly object: KubernetesObject;
  readonly spec: Value;
  readonly annotations: Value;
  readonly annotationTexts: Labels;
  readonly rules: readonly Value[];
}

export function readIngress(object: KubernetesObject): Ingress | undefined {
  if (object.kind !== 'Ingress') return undefined;
  if (object.group !== 'networking.k8s.io' && object.group !== 'extensions') return undefined;
  const spec = at(object.root, 'spec');
  const annotations = at(object.root, 'metadata', 'annotations');
  return {
    object,
    spec,
    annotations,
    annotationTexts: readLabels(annotations),
    rules: items(at(spec, 'rules')),
  };
}

/** Whether a certificate's host name holds for a host: the same, or a wildcard over its first part. */
export function hostCovers(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  if (!pattern.startsWith('*.')) return false;
  return host.slice(host.indexOf('.')) === pattern.slice(1);
}
