import { asFix } from '../edit/fixes';
import { removeKey } from '../edit/yamlRemove';
import { service } from '../examples';
import { describe, placeOf } from '../model/object';
import { readService } from '../model/service';
import { at, items, keySpan } from '../model/value';
import { defineRule } from '../rule';

export const serviceExternalIps = defineRule({
  id: 'service-external-ips',
  title: 'externalIPs can hijack traffic',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'network',
  aliases: ['KSV-0108', 'C-0283', 'C-0115'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Whoever may write this field takes over traffic of the whole cluster to any address, for example to a name server or a database outside (CVE-2020-8554).',
  remedy: 'Use a load balancer; where the field is really needed, let an admission policy list the addresses.',

  *check(object) {
    const found = readService(object);
    const ips = found && at(found.spec, 'externalIPs');
    if (!ips || items(ips).length === 0) return;
    yield {
      at: keySpan(ips) ?? placeOf(ips),
      message: `${describe(object)} claims the traffic to addresses outside the cluster.`,
      fix: () => asFix(removeKey(ips), { title: 'Remove externalIPs', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: service('«externalIPs»:\n  - 203.0.113.7\nports:\n  - port: 80'),
      good: service('ports:\n  - port: 80'),
    },
  ],
  accepts: [service('externalIPs: []'), service('ports:\n  - port: 80')],
});

export const german = {
  title: 'externalIPs können Verkehr kapern',
  why: 'Wer dieses Feld schreiben darf, übernimmt Verkehr des ganzen Clusters zu jeder Adresse, etwa zu einem Nameserver oder einer Datenbank draußen (CVE-2020-8554).',
  remedy:
    'Einen Load Balancer verwenden; wo das Feld wirklich gebraucht wird, die Adressen durch eine Admission Policy vorgeben.',
  says: {
    '{0} claims the traffic to addresses outside the cluster.':
      '{0} beansprucht den Verkehr zu Adressen außerhalb des Clusters.',
    'Remove externalIPs': 'externalIPs entfernen',
  },
};
