import { setField } from '../edit/fixes';
import { annotated, service } from '../examples';
import { isEverywhere, readCidr } from '../model/networkPolicy';
import { describe } from '../model/object';
import { readService } from '../model/service';
import { at, items, plain } from '../model/value';
import { defineRule } from '../rule';

export const servicePublicLoadBalancer = defineRule({
  id: 'service-public-load-balancer',
  title: 'Load balancer reachable from the internet',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'high',
  stride: ['I', 'D'],
  layer: 'network',
  aliases: ['KICS:26763a1c', 'KL:exposed-services', 'C-0256'],
  references: ['CISA:5.4.2', 'OWASP:D5a'],
  fixable: 'sometimes', // The fix writes the annotation of Azure; other clouds have their own.
  subject: 'object',
  why: 'Everybody on the internet can call it, try passwords, feed it input and load it.',
  remedy:
    'Make the load balancer internal by the annotation of your cloud, or limit the callers with `loadBalancerSourceRanges`.',

  *check(object) {
    const found = readService(object);
    if (found?.type !== 'LoadBalancer' || found.typeSetting.state !== 'literal') return;
    const { known, complete } = found.annotations;
    if (!complete || [...known].some(([key, value]) => isLimit(key, value))) return;
    const ranges = at(found.spec, 'loadBalancerSourceRanges');
    const texts = items(ranges).map((item) => plain(item));
    if (ranges.kind === 'unknown' || texts.includes(undefined)) return;
    if (texts.length > 0 && !texts.some((text) => isEverywhere(readCidr(text)))) return;
    if (!['absent', 'null'].includes(at(found.spec, 'loadBalancerClass').kind)) return;
    yield {
      at: found.typeSetting.span,
      message: `${describe(object)} asks for a load balancer that everybody on the internet can reach.`,
      fix: () =>
        known.has(azureInternal)
          ? undefined
          : setField(object.root, ['metadata', 'annotations', azureInternal], 'true', {
              title: 'Make the load balancer internal (Azure)',
              safety: 'review',
            }),
    };
  },

  examples: [
    {
      bad: service('type: «LoadBalancer»\nports:\n  - port: 443'),
      good: service('type: LoadBalancer\nports:\n  - port: 443').replace(
        'name: shop\n',
        'name: shop\n  annotations:\n    service.beta.kubernetes.io/azure-load-balancer-internal: "true"\n',
      ),
    },
  ],
  accepts: [
    service('type: LoadBalancer\nloadBalancerSourceRanges:\n  - 203.0.113.0/24'),
    annotated(service('type: LoadBalancer'), 'service.beta.kubernetes.io/azure-load-balancer-internal: "true"'),
    annotated(
      service('type: LoadBalancer'),
      'service.beta.kubernetes.io/azure-load-balancer-internal: {{ .Values.internal }}',
    ),
    annotated(service('type: LoadBalancer'), 'networking.gke.io/load-balancer-type: Internal'),
  ],
});

const azureInternal = 'service.beta.kubernetes.io/azure-load-balancer-internal';

/** Annotations of the clouds that keep the internet out. A value that is not known may be one of them. */
function isLimit(key: string, value: string | undefined): boolean {
  if (/(azure-allowed-(ip-ranges|service-tags|source-ip)|load-balancer-source-ranges)/.test(key)) return true;
  const internal =
    /(load-balancer-internal|internal-load-balancer|load-?balancer-(type|scheme|address-type)|cloud-provider-ip-type|pls-create)$/;
  if (!internal.test(key)) return false;
  return value === undefined || /^(true|internal|intranet|private|0\.0\.0\.0\/0)$/i.test(value);
}

export const german = {
  title: 'Load Balancer aus dem Internet erreichbar',
  why: 'Jeder im Internet kann ihn aufrufen, Passwörter probieren, ihm Eingaben schicken und ihn belasten.',
  remedy:
    'Den Load Balancer über die Annotation der Cloud intern machen oder die Aufrufer mit `loadBalancerSourceRanges` begrenzen.',
  says: {
    '{0} asks for a load balancer that everybody on the internet can reach.':
      '{0} verlangt einen Load Balancer, den jeder im Internet erreicht.',
    'Make the load balancer internal (Azure)': 'Den Load Balancer intern machen (Azure)',
  },
};
