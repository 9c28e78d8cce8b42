import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { removeKey } from '../edit/yamlRemove';
import { annotated, ingress, objectOf } from '../examples';
import { readIngress } from '../model/ingress';
import { describe, placeOf } from '../model/object';
import { at, entries, plain } from '../model/value';
import { defineRule } from '../rule';

export const ingressConfigSnippet = defineRule({
  id: 'ingress-config-snippet',
  title: 'Ingress injects controller configuration',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'network',
  aliases: ['CKV_K8S_152', 'CKV_K8S_153', 'CKV_K8S_154'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'The text goes into the configuration of the controller, which holds the certificates and tokens of all tenants: who writes it reads them.',
  remedy: 'Use the annotation made for the purpose and switch snippets off in the controller.',

  *check(object) {
    const found = readIngress(object);
    for (const entry of found ? entries(found.annotations) : []) {
      const text = plain(entry.value);
      const snippet = /^nginx\.(ingress\.kubernetes\.io|org)\/.*snippets?$/.test(entry.key);
      const injected =
        /^nginx\.ingress\.kubernetes\.io\/(auth-url|auth-signin|auth-tls-match-cn|mirror-target|mirror-host|rewrite-target|permanent-redirect)$/.test(
          entry.key,
        ) &&
        typeof text === 'string' &&
        /[;{}\n\r]/.test(text);
      if (!snippet && !injected) continue;
      yield {
        at: entry.keySpan,
        message: `${describe(object)} writes into the configuration of the ingress controller.`,
        fix: () =>
          snippet ? asFix(removeKey(entry.value), { title: 'Remove the snippet', safety: 'review' }) : undefined,
      };
    }
    if (object.kind !== 'ConfigMap' || object.group !== '') return;
    const allow = at(object.root, 'data', 'allow-snippet-annotations');
    if (plain(allow) === 'true') {
      yield {
        at: placeOf(allow),
        message: `${describe(object)} lets everybody who may write an Ingress configure the controller.`,
        fix: () => asFix(setValue(allow, 'false'), { title: 'Refuse snippets', safety: 'review' }),
      };
    }
    const risk = at(object.root, 'data', 'annotations-risk-level');
    if (plain(risk) === 'Critical')
      yield { at: placeOf(risk), message: `${describe(object)} admits annotations of every risk, snippets included.` };
  },

  examples: [
    {
      bad: annotated(
        ingress('rules:\n  - host: shop.example'),
        'kubernetes.io/tls-acme: "true"\n«nginx.ingress.kubernetes.io/configuration-snippet»: |\n  return 200;',
      ),
      good: annotated(ingress('rules:\n  - host: shop.example'), 'kubernetes.io/tls-acme: "true"'),
    },
    {
      bad: objectOf('v1', 'ConfigMap', 'data:\n  allow-snippet-annotations: «"true"»'),
      good: objectOf('v1', 'ConfigMap', 'data:\n  allow-snippet-annotations: "false"'),
    },
  ],
  accepts: [
    annotated(ingress('rules: []'), 'nginx.ingress.kubernetes.io/rewrite-target: /$2'),
    annotated(ingress('rules: []'), 'traefik.example/snippet: x'),
    objectOf('v1', 'ConfigMap', 'data:\n  allow-snippet-annotations: "false"'),
  ],
});

export const german = {
  title: 'Ingress schiebt Controller-Konfiguration unter',
  why: 'Der Text geht in die Konfiguration des Controllers, der die Zertifikate und Tokens aller Mandanten hält: Wer ihn schreibt, liest sie.',
  remedy: 'Die dafür gemachte Annotation verwenden und Snippets im Controller abschalten.',
  says: {
    '{0} writes into the configuration of the ingress controller.':
      '{0} schreibt in die Konfiguration des Ingress-Controllers.',
    'Remove the snippet': 'Das Snippet entfernen',
    '{0} lets everybody who may write an Ingress configure the controller.':
      '{0} lässt jeden, der einen Ingress schreiben darf, den Controller konfigurieren.',
    'Refuse snippets': 'Snippets ablehnen',
    '{0} admits annotations of every risk, snippets included.':
      '{0} lässt Annotationen jeder Risikostufe zu, auch Snippets.',
  },
};
