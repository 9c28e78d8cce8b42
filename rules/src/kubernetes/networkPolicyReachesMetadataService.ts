import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { networkPolicy } from '../examples';
import { type Cidr, covers, readCidr, readNetworkPolicy } from '../model/networkPolicy';
import { describe, placeOf } from '../model/object';
import { at, isAbsent, items, plain } from '../model/value';
import { defineRule } from '../rule';

/** Pods use the resolver of the cluster; only nodes need the address 168.63.129.16 for name lookups. */
export const networkPolicyReachesMetadataService = defineRule({
  id: 'network-policy-reaches-metadata-service',
  title: 'Pods can reach cloud metadata endpoints',
  control: 'metadata-endpoint',
  level: 'isolation',
  severity: 'high',
  stride: ['E', 'S'],
  layer: 'network',
  aliases: ['C-0052'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'From the metadata address of the cloud a pod gets the identity of its node and, with it, whatever the node may do in the cloud.',
  remedy: 'Except 169.254.169.254/32 and 168.63.129.16/32 (on IPv6 fd00:ec2::254/128) from every broad range.',

  *check(object) {
    for (const entry of readNetworkPolicy(object)?.rules.egress ?? []) {
      for (const peer of items(entry.peers)) {
        const cidr = at(peer, 'ipBlock', 'cidr');
        const range = readCidr(plain(cidr));
        const exceptions = at(peer, 'ipBlock', 'except');
        const excepted = items(exceptions).map((item) => readCidr(plain(item)));
        if (!range || (!isAbsent(exceptions) && (exceptions.kind !== 'list' || excepted.includes(undefined)))) continue;
        const open = services.filter(
          (service) => covers(range, service.cidr) && !excepted.some((e) => e && covers(e, service.cidr)),
        );
        if (open.length === 0) continue;
        yield {
          at: placeOf(cidr),
          message: `${describe(object)} lets its pods reach ${open.map((s) => s.name).join(' and ')}.`,
          fix: () => {
            if (!isAbsent(exceptions) || open.some((s) => s.cidr.prefix === range.prefix)) return undefined;
            const texts = open.map((service) => service.text);
            return asFix(setValue(exceptions, texts), { title: `Except ${texts.join(' and ')}`, safety: 'review' });
          },
        };
      }
    }
  },

  examples: [
    {
      bad: networkPolicy('podSelector: {}\negress:\n  - to:\n      - ipBlock:\n          cidr: «168.0.0.0/8»'),
      good: networkPolicy(
        'podSelector: {}\negress:\n  - to:\n      - ipBlock:\n          cidr: 168.0.0.0/8\n          except:\n            - "168.63.129.16/32"',
      ),
    },
    {
      bad: networkPolicy(
        'podSelector: {}\negress:\n  - to:\n      - ipBlock:\n          cidr: «0.0.0.0/0»\n          except:\n            - 10.0.0.0/8',
      ),
    },
  ],
  accepts: [
    networkPolicy('podSelector: {}\negress:\n  - to:\n      - ipBlock:\n          cidr: 10.0.0.0/8'),
    networkPolicy(
      'podSelector: {}\negress:\n  - to:\n      - ipBlock:\n          cidr: 0.0.0.0/0\n          except: [169.254.0.0/16, 168.63.129.16/32]',
    ),
  ],
});

interface Service {
  readonly text: string;
  readonly cidr: Cidr;
  readonly name: string;
}

const services: readonly Service[] = [
  ['169.254.169.254/32', 'the metadata service of the cloud'],
  ['168.63.129.16/32', 'the wire server of Azure'],
  ['fd00:ec2::254/128', 'the metadata service of AWS'],
].flatMap(([text = '', name = '']) => {
  const cidr = readCidr(text);
  return cidr ? [{ text, cidr, name }] : [];
});

export const german = {
  title: 'Pods erreichen die Metadatendienste der Cloud',
  why: 'Von der Metadatenadresse der Cloud bekommt ein Pod die Identität seines Nodes und damit alles, was der Node in der Cloud darf.',
  remedy: '169.254.169.254/32 und 168.63.129.16/32 (bei IPv6 fd00:ec2::254/128) von jedem breiten Bereich ausnehmen.',
  says: {
    '{0} lets its pods reach {1}.': '{0} lässt seine Pods erreichen: {1}.',
    'Except {0}': '{0} ausnehmen',
    'the metadata service of the cloud': 'den Metadatendienst der Cloud',
    'the wire server of Azure': 'den Wire-Server von Azure',
    'the metadata service of AWS': 'den Metadatendienst von AWS',
  },
};
