import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, readBoolean } from '../model/value';
import { defineRule } from '../rule';

export const hostNetwork = defineRule({
  id: 'host-network',
  title: 'Pod uses the network of its node',
  control: 'host-namespaces',
  level: 'baseline',
  severity: 'high',
  stride: ['E', 'S', 'I'],
  layer: 'network',
  aliases: [
    'CKV_K8S_19',
    'KSV-0009',
    'KICS:6b6bdfb3',
    'KL:host-network',
    'PO:hostNetworkSet',
    'KSE:HostNetwork',
    'C-0041',
    'C-0196',
    'PSS-B:hostNamespaces',
  ],
  references: ['CISK:5.2.5', 'CISD:5.10', 'NSA:1.5', 'CISA:4.2.4'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'On the network of the node no NetworkPolicy applies, and the pod reaches the kubelet, the metadata service and everything that listens on localhost.',
  remedy: 'Turn hostNetwork off and publish the port with a Service.',

  *check(pod) {
    const setting = readBoolean(at(pod.spec, 'hostNetwork'));
    if (setting.state !== 'literal' || !setting.value) return;
    yield {
      at: setting.span,
      message: `${pod.title} shares the network of its node, past every network policy.`,
      fix: () => setField(pod.spec, ['hostNetwork'], false, { title: 'Use a network of its own', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('hostNetwork: «true»\ncontainers:\n  - name: api\n    image: shop/api:1.4'),
      good: podSpec('hostNetwork: false\ncontainers:\n  - name: api\n    image: shop/api:1.4'),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\n    image: shop/api:1.4'),
    podSpec('hostNetwork: off\ncontainers: []'),
  ],
});

export const german = {
  title: 'Pod nutzt das Netz seines Nodes',
  why: 'Im Netz des Nodes gilt keine NetworkPolicy, und der Pod erreicht das Kubelet, den Metadatendienst und alles, was auf localhost lauscht.',
  remedy: 'hostNetwork abschalten und den Port mit einem Service veröffentlichen.',
  says: {
    '{0} shares the network of its node, past every network policy.':
      '{0} teilt das Netz seines Nodes, an jeder NetworkPolicy vorbei.',
    'Use a network of its own': 'Ein eigenes Netz verwenden',
  },
};
