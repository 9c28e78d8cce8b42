import { setField } from '../edit/fixes';
import { networkPolicy } from '../examples';
import { clusterDns, isDnsOnly, isEverywhere, readCidr, readNetworkPolicy } from '../model/networkPolicy';
import { describe, headOf, placeOf } from '../model/object';
import { at, isAbsent, items, plain } from '../model/value';
import { defineRule } from '../rule';

export const networkPolicyDnsUnrestricted = defineRule({
  id: 'network-policy-dns-unrestricted',
  title: 'DNS egress open to any resolver',
  control: 'egress-restricted',
  level: 'isolation',
  severity: 'low',
  stride: ['I'],
  layer: 'network',
  aliases: [],
  references: ['NSA:2.1'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Name lookups to a resolver of the attacker carry data out, a few bytes in every name, past every other rule.',
  remedy: 'Send lookups only to the resolver of the cluster, which logs them and can refuse them.',

  *check(object) {
    for (const entry of readNetworkPolicy(object)?.rules.egress ?? []) {
      if (!isDnsOnly(entry)) continue;
      const everywhere = items(entry.peers).find((peer) => isEverywhere(readCidr(plain(at(peer, 'ipBlock', 'cidr')))));
      if (!entry.anybody && !everywhere) continue;
      yield {
        at: everywhere ? placeOf(at(everywhere, 'ipBlock', 'cidr')) : headOf(entry.ports),
        message: `${describe(object)} lets its pods ask any name server.`,
        fix: () =>
          isAbsent(entry.peers)
            ? setField(entry.value, ['to'], [clusterDns], {
                title: 'Ask only the resolver of the cluster',
                safety: 'review',
              })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: networkPolicy('podSelector: {}\negress:\n  - ports:\n      - «port»: 53\n        protocol: UDP'),
      good: networkPolicy(
        'podSelector: {}\negress:\n  - to:\n      - namespaceSelector:\n          matchLabels:\n            kubernetes.io/metadata.name: kube-system\n        podSelector:\n          matchLabels:\n            k8s-app: kube-dns\n    ports:\n      - port: 53\n        protocol: UDP',
      ),
    },
  ],
  accepts: [
    networkPolicy(
      'podSelector: {}\negress:\n  - to:\n      - namespaceSelector: {}\n        podSelector:\n          matchLabels:\n            k8s-app: kube-dns\n    ports:\n      - port: 53',
    ),
    networkPolicy(
      'podSelector: {}\negress:\n  - to:\n      - ipBlock:\n          cidr: 169.254.20.10/32\n    ports:\n      - port: 53',
    ),
  ],
});

export const german = {
  title: 'DNS-Egress zu jedem Resolver offen',
  why: 'Namensanfragen an einen Resolver des Angreifers tragen Daten hinaus, ein paar Byte in jedem Namen, an jeder anderen Regel vorbei.',
  remedy: 'Anfragen nur an den Resolver des Clusters senden, der sie protokolliert und ablehnen kann.',
  says: {
    '{0} lets its pods ask any name server.': '{0} lässt seine Pods jeden Nameserver fragen.',
    'Ask only the resolver of the cluster': 'Nur den Resolver des Clusters fragen',
  },
};
