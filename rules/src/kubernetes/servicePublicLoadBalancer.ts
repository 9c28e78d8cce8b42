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
  aliases: ['KICS:26763a1c', 'KL:exposed-services'],
  references: ['CISA:5.4.2', 'OWASP:D5a'],
  fixable: 'sometimes', // The fix writes the annotation of the cloud that the others name, else of Azure.
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
      fix: () => {
        const { cloud, key, value } = cloudOf(known);
        if (known.has(key)) return undefined;
        const title = `Make the load balancer internal (${cloud})`;
        return setField(object.root, ['metadata', 'annotations', key], value, { title, safety: 'review' });
      },
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
    {
      bad: annotated(service('type: «LoadBalancer»'), 'cloud.google.com/neg: "{}"'),
      good: annotated(
        service('type: LoadBalancer'),
        'cloud.google.com/neg: "{}"\nnetworking.gke.io/load-balancer-type: Internal',
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

interface Cloud {
  readonly cloud: string;
  readonly key: string;
  readonly value: string;
}

const azure: Cloud = {
  cloud: 'Azure',
  key: 'service.beta.kubernetes.io/azure-load-balancer-internal',
  value: 'true',
};

/** Clouds that can be told by the annotations beside it. */
const clouds: readonly (Cloud & { readonly own: RegExp })[] = [
  {
    cloud: 'AWS',
    own: /^service\.beta\.kubernetes\.io\/aws-/,
    key: 'service.beta.kubernetes.io/aws-load-balancer-scheme',
    value: 'internal',
  },
  {
    cloud: 'Google Cloud',
    own: /^(cloud\.google\.com|networking\.gke\.io)\//,
    key: 'networking.gke.io/load-balancer-type',
    value: 'Internal',
  },
];

function cloudOf(annotations: ReadonlyMap<string, unknown>): Cloud {
  const keys = [...annotations.keys()];
  return clouds.find(({ own }) => keys.some((key) => own.test(key))) ?? azure;
}

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
    'Make the load balancer internal ({0})': 'Den Load Balancer intern machen ({0})',
  },
};
