import { ingress, service } from '../examples';
import { backendNameOf, backendsOf } from '../model/ingress';
import { describe, placeOf } from '../model/object';
import { standTogether } from '../model/selection';
import { sameNamespace } from '../model/selectors';
import { readService, type Service } from '../model/service';
import { at, isAbsent, keySpan, plain, type Value } from '../model/value';
import type { Plain } from '../parse/scalar';
import { defineRule } from '../rule';

/** Only where Services of that namespace are kept here. */
export const ingressBackendDangling = defineRule({
  id: 'ingress-backend-dangling',
  title: 'Ingress or route points to nothing',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'low',
  stride: ['S'],
  layer: 'network',
  aliases: ['KL:dangling-ingress', 'KSC:ingress-targets-service', 'C-0298'],
  references: [],
  fixable: 'never',
  subject: 'workspace',
  why: 'A name that no Service has can be taken by anybody who may create one: the callers then talk to that.',
  remedy: 'Correct the name or the port, or remove the rule.',

  *check(workspace) {
    const services = workspace.objects.flatMap((placed) => {
      const service = readService(placed.object);
      return service ? [{ ...placed, service }] : [];
    });
    for (const { object, file } of workspace.objects) {
      const backends = backendsOf(object);
      if (backends.length === 0) continue;
      for (const backend of backends) {
        const old = at(backend, 'serviceName');
        // Kubernetes refuses the new version with the old field: the backend leads nowhere.
        if (object.apiVersion === 'networking.k8s.io/v1' && isAbsent(at(backend, 'service')) && !isAbsent(old))
          yield {
            at: keySpan(old) ?? placeOf(old),
            file,
            message: `${describe(object)} names its Service the way older versions did, which networking.k8s.io/v1 does not read.`,
          };
      }
      const near = services.filter((one) => sameNamespace(one.object, object) !== 'no');
      if (
        !near.some((one) => standTogether(one, { object, file })) ||
        near.some((one) => one.object.name === undefined)
      )
        continue;
      for (const backend of backends) {
        const name = backendNameOf(backend);
        const text = plain(name);
        if (typeof text !== 'string') continue;
        const meant = near.filter((one) => one.object.name === text);
        const port = portOf(backend);
        const number = plain(port);
        if (meant.length === 0) {
          yield {
            at: placeOf(name),
            file,
            message: `${describe(object)} leads to the Service "${text}", which is not here.`,
          };
        } else if (number !== undefined && number !== null && !meant.some(({ service }) => mayHave(service, number))) {
          yield {
            at: placeOf(port),
            file,
            message: `${describe(object)} leads to port ${number} of the Service "${text}", which has no such port.`,
          };
        }
      }
    }
  },

  examples: [
    {
      bad: ingress(
        'rules:\n  - http:\n      paths:\n        - backend:\n            service:\n              name: «shp»',
      ),
      files: { 'service.yaml': service('ports: []') },
    },
    {
      bad: ingress('defaultBackend:\n  service:\n    name: shop\n    port:\n      number: «8080»'),
      files: { 'service.yaml': service('ports:\n  - port: 80') },
    },
    { bad: ingress('defaultBackend:\n  «serviceName»: shop\n  servicePort: 80') },
  ],
  accepts: [
    {
      text: ingress('defaultBackend:\n  service:\n    name: shop\n    port:\n      name: web'),
      files: { 'service.yaml': service('ports:\n  - { name: web, port: 80 }') },
    },
    {
      text: ingress('defaultBackend:\n  service:\n    name: shop\n    port:\n      number: 80'),
      files: { 'service.yaml': service('ports:\n  - port: {{ .Values.port }}') },
    },
    {
      text: ingress(
        'rules:\n  - http:\n      paths:\n        - backend:\n            service:\n              name: shop',
      ),
      files: { 'service.yaml': service('ports: []') },
    },
    ingress('defaultBackend:\n  service:\n    name: shop'),
  ],
});

function portOf(backend: Value): Value {
  const number = at(backend, 'service', 'port', 'number');
  const port = isAbsent(number) ? at(backend, 'service', 'port', 'name') : number;
  return isAbsent(port) ? at(backend, 'servicePort') : port;
}

/** Whether the Service has the port, by its number or its name, or may have it. */
function mayHave({ ports }: Service, wanted: Plain): boolean {
  const isOpen = ports.length === 0 || ports.some(({ port }) => port.state !== 'literal');
  return (
    isOpen || ports.some(({ value, port }) => port.value === Number(wanted) || plain(at(value, 'name')) === wanted)
  );
}

export const german = {
  title: 'Ingress oder Route zeigt ins Leere',
  why: 'Einen Namen, den kein Service hat, kann jeder nehmen, der einen anlegen darf: Die Aufrufer sprechen dann mit diesem.',
  remedy: 'Den Namen oder Port berichtigen oder die Regel entfernen.',
  says: {
    '{0} leads to the Service "{1}", which is not here.': '{0} führt zum Service „{1}“, der nicht hier ist.',
    '{0} names its Service the way older versions did, which networking.k8s.io/v1 does not read.':
      '{0} nennt seinen Service wie in älteren Versionen, was networking.k8s.io/v1 nicht liest.',
    '{0} leads to port {1} of the Service "{2}", which has no such port.':
      '{0} führt zu Port {1} des Service „{2}“, der keinen solchen Port hat.',
  },
};
