import { combine } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { removeKey } from '../edit/yamlRemove';
import { service } from '../examples';
import { describe } from '../model/object';
import { readService } from '../model/service';
import { at, isAbsent } from '../model/value';
import { defineRule } from '../rule';

/** A load balancer opens node ports too, but on most clouds cannot do without; it has a rule of its own. */
export const serviceNodePort = defineRule({
  id: 'service-node-port',
  title: 'Service opens a port on every node',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'medium',
  stride: ['I'],
  layer: 'network',
  aliases: ['KICS:845acfbe', 'KSC:service-type', 'KL:exposed-services'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'The port is open on every node, also on those that do not run the program, often past the load balancer with its filters and certificates.',
  remedy: 'Use a ClusterIP Service behind an Ingress or a Gateway.',

  *check(object) {
    const found = readService(object);
    if (found?.type !== 'NodePort' || found.typeSetting.state !== 'literal') return;
    yield {
      at: found.typeSetting.span,
      message: `${describe(object)} opens a port on every node of the cluster.`,
      fix: () => {
        // A ClusterIP Service that still names node ports is refused by the API server.
        const leftovers = [
          ...found.ports.map((port) => at(port.value, 'nodePort')),
          at(found.spec, 'externalTrafficPolicy'),
          at(found.spec, 'healthCheckNodePort'),
        ].filter((value) => !isAbsent(value));
        return combine([setValue(at(found.spec, 'type'), 'ClusterIP'), ...leftovers.map(removeKey)], {
          title: 'Reach it only inside the cluster (ClusterIP)',
          safety: 'review',
        });
      },
    };
  },

  examples: [
    {
      bad: service('type: «NodePort» # demo\nports:\n  - port: 80\n    nodePort: 30080'),
      good: service('type: ClusterIP # demo\nports:\n  - port: 80'),
    },
  ],
  accepts: [
    service('ports:\n  - port: 80'),
    service('type: {{ .Values.type }}\nports:\n  - port: 80'),
    service('type: LoadBalancer\nports:\n  - port: 80'),
  ],
});

export const german = {
  title: 'Service öffnet einen Port auf jedem Node',
  why: 'Der Port ist auf jedem Node offen, auch wo das Programm nicht läuft, oft am Load Balancer mit seinen Filtern und Zertifikaten vorbei.',
  remedy: 'Einen ClusterIP-Service hinter einem Ingress oder Gateway verwenden.',
  says: {
    '{0} opens a port on every node of the cluster.': '{0} öffnet einen Port auf jedem Node des Clusters.',
    'Reach it only inside the cluster (ClusterIP)': 'Nur im Cluster erreichbar machen (ClusterIP)',
  },
};
