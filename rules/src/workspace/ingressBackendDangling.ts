import { ingress, service } from '../examples';
import { readIngress } from '../model/ingress';
import { describe, placeOf } from '../model/object';
import { standTogether } from '../model/selection';
import { sameNamespace } from '../model/selectors';
import { readService } from '../model/service';
import { at, items, plain, type Value } from '../model/value';
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
    const services = workspace.objects.filter((o) => readService(o.object));
    for (const { object, file } of workspace.objects) {
      const found = readIngress(object);
      const near = services.filter((one) => sameNamespace(one.object, object) !== 'no');
      if (
        !found ||
        !near.some((one) => standTogether(one, { object, file })) ||
        near.some((one) => one.object.name === undefined)
      )
        continue;
      const backends = [
        at(found.spec, 'defaultBackend'),
        ...found.rules.flatMap((rule) => items(at(rule, 'http', 'paths')).map((path) => at(path, 'backend'))),
      ];
      for (const backend of backends) {
        const name = nameOf(backend);
        const text = plain(name);
        if (typeof text !== 'string' || near.some((one) => one.object.name === text)) continue;
        yield {
          at: placeOf(name),
          file,
          message: `${describe(object)} leads to the Service "${text}", which is not here.`,
        };
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
  ],
  accepts: [
    {
      text: ingress(
        'rules:\n  - http:\n      paths:\n        - backend:\n            service:\n              name: shop',
      ),
      files: { 'service.yaml': service('ports: []') },
    },
    ingress('defaultBackend:\n  service:\n    name: shop'),
  ],
});

/** In `service.name`, or `serviceName` as old versions have it. */
function nameOf(backend: Value): Value {
  const name = at(backend, 'service', 'name');
  return name.kind === 'absent' ? at(backend, 'serviceName') : name;
}
