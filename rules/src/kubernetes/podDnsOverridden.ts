import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, items, plain, readString } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

export const podDnsOverridden = defineRule({
  id: 'pod-dns-overridden',
  title: 'Pod asks its own name servers',
  control: 'egress-restricted',
  level: 'isolation',
  severity: 'low',
  stride: ['S', 'I'],
  layer: 'network',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Past the DNS of the cluster nobody logs or filters what the pod looks up; DNS is also the classic way to smuggle data out.',
  remedy: 'Use dnsPolicy: ClusterFirst (ClusterFirstWithHostNet on the network of the node).',

  *check(pod) {
    if (!takesField(pod, 'dnsPolicy')) return;
    const policy = readString(at(pod.spec, 'dnsPolicy'));
    const servers = items(at(pod.spec, 'dnsConfig', 'nameservers'));
    if (policy.state !== 'literal' || !['None', 'Default'].includes(policy.value)) return;
    if (
      policy.value === 'None' &&
      servers.length > 0 &&
      servers.every((server) => /^(10|172|192)\.|^fd/.test(String(plain(server))))
    )
      return;
    const isHost = plain(at(pod.spec, 'hostNetwork')) === true;
    yield {
      at: policy.span,
      message: `${pod.title} looks names up past the DNS of the cluster (dnsPolicy: ${policy.value}).`,
      fix: () =>
        setField(pod.spec, ['dnsPolicy'], isHost ? 'ClusterFirstWithHostNet' : 'ClusterFirst', {
          title: 'Use the DNS of the cluster',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podSpec('dnsPolicy: «Default»\ncontainers:\n  - name: model'),
      good: podSpec('dnsPolicy: ClusterFirst\ncontainers:\n  - name: model'),
    },
  ],
  accepts: [
    podSpec('dnsPolicy: ClusterFirst\ncontainers:\n  - name: model'),
    podSpec('dnsPolicy: None\ndnsConfig: { nameservers: [10.0.0.10] }\ncontainers:\n  - name: model'),
  ],
});

export const german = {
  title: 'Pod fragt eigene Nameserver',
  why: 'Am DNS des Clusters vorbei protokolliert oder filtert niemand, was der Pod nachschlägt; DNS ist auch der klassische Weg, Daten hinauszuschmuggeln.',
  remedy: 'dnsPolicy: ClusterFirst verwenden (im Netz des Nodes ClusterFirstWithHostNet).',
  says: {
    '{0} looks names up past the DNS of the cluster (dnsPolicy: {1}).':
      '{0} löst Namen am DNS des Clusters vorbei auf (dnsPolicy: {1}).',
    'Use the DNS of the cluster': 'Das DNS des Clusters verwenden',
  },
};
