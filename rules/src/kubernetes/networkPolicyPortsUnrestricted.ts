import { networkPolicy } from '../examples';
import { readNetworkPolicy } from '../model/networkPolicy';
import { describe, headOf } from '../model/object';
import { at, items, keySpan, readNumber } from '../model/value';
import { defineRule } from '../rule';

/** Pods of the same namespace among themselves are left alone: there, "everything" is a usual and sensible choice. */
export const networkPolicyPortsUnrestricted = defineRule({
  id: 'network-policy-ports-unrestricted',
  title: 'Allow rule without ports',
  control: 'pod-traffic-deny-by-default',
  level: 'restricted',
  severity: 'low',
  stride: ['E'],
  layer: 'network',
  aliases: [],
  references: ['NSA:2.0'],
  fixable: 'never', // Programs listen on ports that no manifest names.
  subject: 'object',
  why: 'An allowed caller reaches every port of these pods, debug and administration ports included.',
  remedy: 'Name the ports the callers use.',

  *check(object) {
    const policy = readNetworkPolicy(object);
    if (!policy) return;
    for (const entry of [...policy.rules.ingress, ...policy.rules.egress]) {
      const near = items(entry.peers).every(
        (peer) => at(peer, 'namespaceSelector').kind === 'absent' && at(peer, 'ipBlock').kind === 'absent',
      );
      if (!entry.anybody && entry.anyPort && !near) {
        yield {
          at: keySpan(entry.peers) ?? headOf(entry.value),
          message: `${describe(object)} names no ports for these ${entry.direction === 'ingress' ? 'callers' : 'destinations'}: all are open.`,
        };
      }
      for (const port of items(entry.ports)) {
        const first = readNumber(at(port, 'port'));
        const last = readNumber(at(port, 'endPort'));
        if (first.state !== 'literal' || last.state !== 'literal' || last.value - first.value <= 1000) continue;
        yield { at: last.span, message: `${describe(object)} opens ${last.value - first.value + 1} ports at once.` };
      }
    }
  },

  examples: [
    {
      bad: networkPolicy(
        'podSelector: {}\ningress:\n  - «from»:\n      - namespaceSelector:\n          matchLabels:\n            team: shop',
      ),
    },
    {
      bad: networkPolicy(
        'podSelector: {}\negress:\n  - to:\n      - podSelector: {}\n    ports:\n      - port: 1024\n        endPort: «65535»',
      ),
    },
  ],
  accepts: [
    networkPolicy('podSelector: {}\ningress:\n  - from:\n      - podSelector: {}'),
    networkPolicy(
      'podSelector: {}\ningress:\n  - from:\n      - namespaceSelector:\n          matchLabels:\n            team: shop\n    ports:\n      - port: 8080',
    ),
  ],
});

export const german = {
  title: 'Erlaubnis ohne Ports',
  why: 'Ein zugelassener Aufrufer erreicht jeden Port dieser Pods, auch Debug- und Verwaltungsports.',
  remedy: 'Die Ports nennen, die die Aufrufer nutzen.',
  says: {
    '{0} names no ports for these {1}: all are open.': '{0} nennt keine Ports für diese {1}: Alle sind offen.',
    '{0} opens {1} ports at once.': '{0} öffnet {1} Ports auf einmal.',
    callers: 'Aufrufer',
    destinations: 'Ziele',
  },
};
