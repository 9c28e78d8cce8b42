import type { KubernetesObject } from './object';
import { type Labels, readEquality, readLabels, type Selector } from './selectors';
import type { Setting } from './setting';
import { at, isAbsent, items, readNumber, readString, readText, type Value } from './value';

export interface ServicePort {
  readonly value: Value;
  readonly port: Setting<number>;
  /** The port in the container: a number or the name of one; the Service's own port when it is not given. */
  readonly target: Setting<string>;
}

export interface Service {
  readonly object: KubernetesObject;
  readonly spec: Value;
  /** As Kubernetes fills it in; undefined when it is a hole. */
  readonly type: string | undefined;
  readonly typeSetting: Setting<string>;
  readonly selector: Selector;
  readonly annotations: Labels;
  readonly ports: readonly ServicePort[];
}

/** A Service of Kubernetes itself; undefined for other objects (Knative has a kind of the same name). */
export function readService(object: KubernetesObject): Service | undefined {
  if (object.kind !== 'Service' || object.group !== '') return undefined;
  const spec = at(object.root, 'spec');
  const type = readString(at(spec, 'type'));
  return {
    object,
    spec,
    type: type.state === 'absent' ? 'ClusterIP' : type.value,
    typeSetting: type,
    selector: readEquality(at(spec, 'selector')),
    annotations: readLabels(at(object.root, 'metadata', 'annotations')),
    ports: items(at(spec, 'ports')).map((value) => {
      const port = at(value, 'port');
      const target = at(value, 'targetPort');
      return { value, port: readNumber(port), target: readText(isAbsent(target) ? port : target) };
    }),
  };
}

/** Whether the Service can be reached from outside the cluster; undefined when its type is a hole. */
export function isExposed(service: Service): boolean | undefined {
  return service.type === undefined ? undefined : service.type === 'NodePort' || service.type === 'LoadBalancer';
}
