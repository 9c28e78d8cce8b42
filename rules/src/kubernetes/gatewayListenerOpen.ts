import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectSpec } from '../examples';
import { describe, headOf, placeOf } from '../model/object';
import { at, isAbsent, items, plain } from '../model/value';
import { defineRule } from '../rule';

/** A plain listener beside an encrypted one usually redirects, and the route that does it may stand elsewhere: silence. */
export const gatewayListenerOpen = defineRule({
  id: 'gateway-listener-open',
  title: 'Gateway listener plain or open to all namespaces',
  control: 'tls-everywhere',
  level: 'restricted',
  severity: 'medium',
  stride: ['S', 'I'],
  layer: 'network',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'On a plain listener everybody on the way reads and changes the traffic; a listener open to all namespaces lets any of them claim a host name.',
  remedy:
    'Serve HTTPS and admit routes only from the same or from chosen namespaces; name the Secret in a ReferenceGrant.',

  *check(object) {
    if (object.group !== 'gateway.networking.k8s.io') return;
    const listeners = object.kind === 'Gateway' ? items(at(object.root, 'spec', 'listeners')) : [];
    const protocols = listeners.map((listener) => plain(at(listener, 'protocol')));
    const plainOnly = protocols.length > 0 && protocols.every((protocol) => protocol === 'HTTP');
    for (const listener of listeners) {
      const protocol = at(listener, 'protocol');
      if (plainOnly) yield { at: placeOf(protocol), message: `${describe(object)} serves only plain HTTP.` };
      const from = at(listener, 'allowedRoutes', 'namespaces', 'from');
      if (plain(from) !== 'All') continue;
      yield {
        at: placeOf(from),
        message: `${describe(object)} admits routes from every namespace.`,
        fix: () => asFix(setValue(from, 'Same'), { title: 'Admit routes of the same namespace', safety: 'review' }),
      };
    }
    if (object.kind !== 'ReferenceGrant') return;
    for (const to of items(at(object.root, 'spec', 'to'))) {
      if (plain(at(to, 'kind')) !== 'Secret' || !isAbsent(at(to, 'name'))) continue;
      yield { at: headOf(to), message: `${describe(object)} hands every Secret of its namespace to another one.` };
    }
  },

  examples: [
    {
      bad: objectSpec(
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'listeners:\n  - name: web\n    protocol: HTTPS\n    allowedRoutes:\n      namespaces:\n        from: «All»',
      ),
      good: objectSpec(
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'listeners:\n  - name: web\n    protocol: HTTPS\n    allowedRoutes:\n      namespaces:\n        from: Same',
      ),
    },
    { bad: objectSpec('gateway.networking.k8s.io/v1', 'Gateway', 'listeners:\n  - name: web\n    protocol: «HTTP»') },
    {
      bad: objectSpec('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'to:\n  - «group»: ""\n    kind: Secret'),
    },
  ],
  accepts: [
    objectSpec(
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'listeners:\n  - name: redirect\n    protocol: HTTP\n  - name: web\n    protocol: HTTPS',
    ),
    objectSpec('networking.istio.io/v1', 'Gateway', 'servers: []'),
  ],
});

export const german = {
  title: 'Gateway-Listener unverschlüsselt oder für alle Namespaces offen',
  why: 'An einem unverschlüsselten Listener liest und ändert jeder unterwegs den Verkehr; ein für alle Namespaces offener lässt jeden davon einen Hostnamen beanspruchen.',
  remedy:
    'HTTPS anbieten und Routen nur aus demselben oder ausgewählten Namespaces zulassen; das Secret im ReferenceGrant nennen.',
  says: {
    '{0} serves only plain HTTP.': '{0} bietet nur unverschlüsseltes HTTP an.',
    '{0} admits routes from every namespace.': '{0} lässt Routen aus jedem Namespace zu.',
    'Admit routes of the same namespace': 'Routen desselben Namespaces zulassen',
    '{0} hands every Secret of its namespace to another one.':
      '{0} gibt jedes Secret seines Namespaces an einen anderen.',
  },
};
