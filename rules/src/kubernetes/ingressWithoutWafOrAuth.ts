import { annotated, ingress } from '../examples';
import { readIngress } from '../model/ingress';
import { describe } from '../model/object';
import { defineRule } from '../rule';

/** Policies that attach to a Gateway or a route from outside cannot be seen here, so only Ingresses are judged. */
export const ingressWithoutWafOrAuth = defineRule({
  id: 'ingress-without-waf-or-auth',
  title: 'Model API exposed without WAF or authentication',
  control: 'waf-in-front',
  level: 'isolation',
  severity: 'medium',
  stride: ['S', 'D'],
  layer: 'network',
  aliases: ['C-0274'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Whoever reaches the address can send the model any input, for free and as often as they like.',
  remedy:
    'Put a web application firewall or a login in front (a WAF policy, `auth-url`, an API gateway), or ignore this where a sidecar does it.',

  *check(object) {
    const found = readIngress(object);
    if (!found?.annotationTexts.complete) return;
    if ([...found.annotationTexts.known.keys()].some((key) => guard.test(key))) return;
    yield {
      at: object.nameSpan,
      message: `${describe(object)} asks for no firewall and no login before its callers get through.`,
    };
  },

  examples: [{ bad: ingress('rules:\n  - host: shop.example').replace('name: shop', 'name: «shop»') }],
  accepts: [
    annotated(ingress('rules: []'), 'nginx.ingress.kubernetes.io/auth-url: https://login.shop.example'),
    annotated(ingress('rules: []'), 'appgw.ingress.kubernetes.io/waf-policy-for-path: /subscriptions/x'),
  ],
});

/** Annotations of the common controllers that put a firewall or a login in front. */
const guard =
  /waf|modsecurity|auth-(url|type|secret|tls|service|signin|realm)|authentication|oauth|oidc|authelia|apim/i;

export const german = {
  title: 'Modell-API ohne WAF oder Anmeldung veröffentlicht',
  why: 'Wer die Adresse erreicht, kann dem Modell jede Eingabe schicken, umsonst und beliebig oft.',
  remedy:
    'Eine Web Application Firewall oder eine Anmeldung davorsetzen (WAF-Policy, `auth-url`, API-Gateway) oder dies ignorieren, wo ein Sidecar das tut.',
  says: {
    '{0} asks for no firewall and no login before its callers get through.':
      '{0} verlangt weder Firewall noch Anmeldung, bevor Aufrufer durchkommen.',
  },
};
