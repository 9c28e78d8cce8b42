import { annotated, deploymentSpec, ingress, objectSpec } from '../examples';
import { describe } from '../model/object';
import { at, readString } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

export const ingressControllerRetired = defineRule({
  id: 'ingress-controller-retired',
  title: 'Retired ingress controller deployed',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'network',
  aliases: ['C-0292'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'The project ended its maintenance in March 2026: holes found since then stay open, in a program that faces the internet and reads Secrets.',
  remedy: 'Move to a controller that is maintained, or to a Gateway.',

  *check(object) {
    const controller = object.kind === 'IngressClass' ? readString(at(object.root, 'spec', 'controller')) : undefined;
    if (controller?.state === 'literal' && controller.value === 'k8s.io/ingress-nginx')
      yield {
        at: controller.span,
        message: `${describe(object)} belongs to ingress-nginx, which is no longer maintained.`,
      };
    if (object.kind === 'Ingress') {
      const names = [
        at(object.root, 'spec', 'ingressClassName'),
        at(object.root, 'metadata', 'annotations', 'kubernetes.io/ingress.class'),
      ];
      for (const value of names) {
        const name = readString(value);
        if (name.state === 'literal' && name.value === 'addon-http-application-routing')
          yield { at: name.span, message: `${describe(object)} uses the retired HTTP application routing add-on.` };
      }
    }
    for (const { image } of readPods(object).flatMap((pod) => pod.containers)) {
      if (image.state !== 'literal' || !retired.test(image.value)) continue;
      yield { at: image.span, message: `${describe(object)} runs ingress-nginx, which is no longer maintained.` };
    }
  },

  examples: [
    {
      bad: deploymentSpec(
        'containers:\n  - name: controller\n    image: «registry.k8s.io/ingress-nginx/controller:v1.12.0»',
      ),
    },
    { bad: objectSpec('networking.k8s.io/v1', 'IngressClass', 'controller: «k8s.io/ingress-nginx»') },
    { bad: annotated(ingress('rules: []'), 'kubernetes.io/ingress.class: «addon-http-application-routing»') },
  ],
  accepts: [
    deploymentSpec('containers:\n  - name: controller\n    image: nginx/nginx-ingress:5.1'),
    ingress('ingressClassName: nginx'),
  ],
});

const retired =
  /(^|\/)(ingress-nginx\/controller(-chroot)?|kubernetes-ingress-controller\/nginx-ingress-controller)(:|@|$)/;

export const german = {
  title: 'Eingestellter Ingress-Controller im Einsatz',
  why: 'Die Pflege des Projekts endete im März 2026: Seither gefundene Lücken bleiben offen, in einem Programm, das am Internet hängt und Secrets liest.',
  remedy: 'Auf einen gepflegten Controller oder ein Gateway wechseln.',
  says: {
    '{0} belongs to ingress-nginx, which is no longer maintained.':
      '{0} gehört zu ingress-nginx, das nicht mehr gepflegt wird.',
    '{0} uses the retired HTTP application routing add-on.':
      '{0} verwendet das eingestellte Add-on HTTP Application Routing.',
    '{0} runs ingress-nginx, which is no longer maintained.':
      '{0} führt ingress-nginx aus, das nicht mehr gepflegt wird.',
  },
};
