import { fixRemovedKey } from '../edit/podEdit';
import { podWith } from '../examples';
import { at, items, readNumber } from '../model/value';
import { defineRule } from '../rule';

export const hostPort = defineRule({
  id: 'host-port',
  title: 'Port is bound on the node',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'medium',
  stride: ['I', 'D'],
  layer: 'network',
  aliases: ['CKV_K8S_26', 'KSV-0024', 'KICS:2b1836f1', 'PO:hostPortSet', 'C-0044', 'C-0204', 'PSS-B:hostPorts'],
  references: ['CISK:5.2.12', 'CISD:5.14', 'OWASP:D5a'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'A host port listens on every address of the node, past Services and often past network policies, and only one pod per node can have it.',
  remedy: 'Leave hostPort out and publish the port with a Service.',

  *check(container) {
    for (const port of items(at(container.value, 'ports'))) {
      const value = at(port, 'hostPort');
      const hostPort = readNumber(value);
      if (!hostPort.value) continue;
      yield {
        at: hostPort.span,
        message: `Container "${container.name}" listens on port ${hostPort.value} of its node.`,
        fix: () =>
          fixRemovedKey(value, { title: `Stop listening on port ${hostPort.value} of the node`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podWith('- name: web\n  ports:\n    - containerPort: 8080\n      hostPort: «80»'),
      good: podWith('- name: web\n  ports:\n    - containerPort: 8080'),
    },
  ],
  accepts: [podWith('- name: web\n  ports:\n    - containerPort: 8080\n      hostPort: 0')],
});

export const german = {
  title: 'Port ist am Node gebunden',
  why: 'Ein Host-Port lauscht auf jeder Adresse des Nodes, an Services und oft auch an NetworkPolicies vorbei, und nur ein Pod je Node kann ihn haben.',
  remedy: 'hostPort weglassen und den Port mit einem Service veröffentlichen.',
  says: {
    'Container "{0}" listens on port {1} of its node.': 'Container „{0}“ lauscht auf Port {1} seines Nodes.',
    'Stop listening on port {0} of the node': 'Nicht mehr auf Port {0} des Nodes lauschen',
  },
};
