import type { KubernetesObject } from './object';
import { type Labels, readLabels } from './selectors';
import { at, isAbsent, items, type Value } from './value';

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

/** All that an Ingress leads to; none for other objects. */
export function backendsOf(object: KubernetesObject): Value[] {
  const found = readIngress(object);
  if (!found) return [];
  const paths = found.rules.flatMap((rule) => items(at(rule, 'http', 'paths')));
  return [at(found.spec, 'defaultBackend'), at(found.spec, 'backend'), ...paths.map((path) => at(path, 'backend'))];
}

/** The Service of a backend: in `service.name`, or `serviceName` as old versions have it. */
export function backendNameOf(backend: Value): Value {
  const name = at(backend, 'service', 'name');
  return isAbsent(name) ? at(backend, 'serviceName') : name;
}

/** Whether a certificate's host name holds for a host: the same, or a wildcard over its first part. */
export function hostCovers(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  if (!pattern.startsWith('*.')) return false;
  return host.slice(host.indexOf('.')) === pattern.slice(1);
}
