import { setField } from '../edit/fixes';
import { networkPolicy } from '../examples';
import { isDnsOnly, isEverywhere, readCidr, readNetworkPolicy } from '../model/networkPolicy';
import { describe, headOf, placeOf } from '../model/object';
import { at, isAbsent, items, plain } from '../model/value';
import { defineRule } from '../rule';

export const networkPolicyAllowsAllEgress = defineRule({
  id: 'network-policy-allows-all-egress',
  title: 'Policy lets everything out',
  control: 'egress-restricted',
  level: 'isolation',
  severity: 'high',
  stride: ['I'],
  layer: 'network',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Code that may call any address sends out what it has read and fetches the tools for its next step.',
  remedy: 'Allow name lookups and the few destinations the program needs, by selector or by address.',

  *check(object) {
    for (const entry of readNetworkPolicy(object)?.rules.egress ?? []) {
      if (isDnsOnly(entry)) continue;
      if (entry.anybody) {
        yield { at: headOf(entry.value), message: `${describe(object)} lets its pods call every address.` };
        continue;
      }
      for (const peer of items(entry.peers)) {
        const cidr = at(peer, 'ipBlock', 'cidr');
        if (!isEverywhere(readCidr(plain(cidr))) || !isAbsent(at(peer, 'ipBlock', 'except'))) continue;
        const v4 = readCidr(plain(cidr))?.size === 32;
        yield {
          at: placeOf(cidr),
          message: `${describe(object)} lets its pods call every address, those of the cluster and the cloud included.`,
          fix: () =>
            setField(peer, ['ipBlock', 'except'], v4 ? insideV4 : insideV6, {
              title: 'Except private networks and metadata services',
              safety: 'review',
            }),
        };
      }
    }
  },

  examples: [
    { bad: networkPolicy('podSelector: {}\npolicyTypes: [Egress]\negress:\n  - «{}»') },
    {
      bad: networkPolicy('podSelector: {}\negress:\n  - to:\n      - ipBlock:\n          cidr: «0.0.0.0/0» # internet'),
      good: networkPolicy(
        'podSelector: {}\negress:\n  - to:\n      - ipBlock:\n          cidr: 0.0.0.0/0 # internet\n          except:\n            - "10.0.0.0/8"\n            - "172.16.0.0/12"\n            - "192.168.0.0/16"\n            - "169.254.0.0/16"\n            - "168.63.129.16/32"',
      ),
    },
  ],
  accepts: [
    networkPolicy('podSelector: {}\npolicyTypes: [Egress]'),
    networkPolicy('podSelector: {}\negress:\n  - ports:\n      - port: 53\n        protocol: UDP'),
    networkPolicy(
      'podSelector: {}\negress:\n  - to:\n      - podSelector:\n          matchLabels:\n            app: db',
    ),
  ],
});

/** Private networks, link-local addresses with the metadata services, and the wire server of Azure. */
const insideV4 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '168.63.129.16/32'];
const insideV6 = ['fc00::/7', 'fe80::/10'];

export const german = {
  title: 'NetworkPolicy lässt alles hinaus',
  why: 'Code, der jede Adresse aufrufen darf, schickt hinaus, was er gelesen hat, und holt die Werkzeuge für den nächsten Schritt.',
  remedy: 'Namensauflösung und die wenigen Ziele erlauben, die das Programm braucht, per Selector oder Adresse.',
  says: {
    '{0} lets its pods call every address.': '{0} lässt seine Pods jede Adresse aufrufen.',
    '{0} lets its pods call every address, those of the cluster and the cloud included.':
      '{0} lässt seine Pods jede Adresse aufrufen, auch die des Clusters und der Cloud.',
    'Except private networks and metadata services': 'Private Netze und Metadatendienste ausnehmen',
  },
};
