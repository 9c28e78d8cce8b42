import { asFix } from '../edit/fixes';
import { removeItem } from '../edit/yamlRemove';
import { service } from '../examples';
import { describe, headOf } from '../model/object';
import { isExposed, readService } from '../model/service';
import { defineRule } from '../rule';

const login = ['C-0042'];

/** Inside the cluster a database is a database; a shell is one wherever it can be reached. */
export const serviceExposesAdminPort = defineRule({
  id: 'service-exposes-admin-port',
  title: 'Service publishes an administrative port',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'E'],
  layer: 'network',
  aliases: login,
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Behind these ports stand shells, databases and consoles that trust everybody who can connect; outside the cluster that is everybody.',
  remedy: 'Leave the port out of the exposed Service and reach it by port forwarding or a ClusterIP Service.',

  *check(object) {
    const found = readService(object);
    if (!found || found.type === undefined || found.type === 'ExternalName') return;
    const outside = isExposed(found);
    for (const port of found.ports) {
      const own = port.port.value ?? 0;
      const behind =
        port.target.state === 'literal' && /^\d+$/.test(port.target.value) ? Number(port.target.value) : own;
      const what = adminPorts.get(behind) ?? (inventedPorts.has(own) ? undefined : adminPorts.get(own));
      const isLogin = what?.startsWith('SSH');
      if (!what || (!outside && !isLogin)) continue;
      const at = port.target.state === 'literal' ? port.target.span : headOf(port.value);
      yield {
        at,
        message: outside
          ? `${describe(object)} opens ${what} to callers outside the cluster.`
          : `${describe(object)} opens ${what} to every pod of the cluster.`,
        ...(outside ? {} : { severity: 'low' as const }),
        aliases: isLogin ? login : [],
        fix: () =>
          found.ports.length > 1
            ? asFix(removeItem(port.value), { title: `Leave port ${own || behind} out`, safety: 'review' })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: service(
        'type: LoadBalancer\nports:\n  - name: ui\n    port: 443\n  - name: jupyter\n    port: 80\n    targetPort: «8888»',
      ),
      good: service('type: LoadBalancer\nports:\n  - name: ui\n    port: 443'),
    },
    { bad: service('type: NodePort\nports:\n  - port: «22»') },
    { bad: service('ports:\n  - port: 22\n    targetPort: «2222»') },
  ],
  accepts: [
    service('ports:\n  - port: 5432'),
    service('type: LoadBalancer\nports:\n  - port: 443\n    targetPort: https'),
    service('type: LoadBalancer\nports:\n  - port: 8888\n    targetPort: 8443'),
  ],
});

/** Numbers that many programs take for themselves: they tell what listens, not what a Service calls its port. */
const inventedPorts: ReadonlySet<number> = new Set([8081, 8888, 9090]);

const adminPorts: ReadonlyMap<number, string> = new Map([
  [22, 'SSH (port 22)'],
  [2222, 'SSH (port 2222)'],
  [2375, 'the container runtime (port 2375)'],
  [2379, 'etcd (port 2379)'],
  [3389, 'remote desktop (port 3389)'],
  [5432, 'a PostgreSQL database (port 5432)'],
  [5601, 'a Kibana console (port 5601)'],
  [6379, 'a Redis store (port 6379)'],
  [8081, 'a management interface (port 8081)'],
  [8265, 'the Ray dashboard (port 8265)'],
  [8888, 'a notebook server (port 8888)'],
  [9090, 'an administration interface (port 9090)'],
  [9200, 'an Elasticsearch store (port 9200)'],
  [10250, 'a kubelet (port 10250)'],
  [27017, 'a MongoDB database (port 27017)'],
]);

export const german = {
  title: 'Service veröffentlicht einen Verwaltungsport',
  why: 'Hinter diesen Ports stehen Shells, Datenbanken und Konsolen, die jedem vertrauen, der sich verbinden kann; außerhalb des Clusters ist das jeder.',
  remedy:
    'Den Port aus dem veröffentlichten Service nehmen und ihn per Portweiterleitung oder ClusterIP-Service erreichen.',
  says: {
    '{0} opens {1} to callers outside the cluster.': '{0} öffnet {1} für Aufrufer außerhalb des Clusters.',
    'Leave port {0} out': 'Port {0} weglassen',
    'SSH (port 22)': 'SSH (Port 22)',
    'the container runtime (port 2375)': 'die Container-Runtime (Port 2375)',
    'etcd (port 2379)': 'etcd (Port 2379)',
    'remote desktop (port 3389)': 'Remote Desktop (Port 3389)',
    'a PostgreSQL database (port 5432)': 'eine PostgreSQL-Datenbank (Port 5432)',
    'a Kibana console (port 5601)': 'eine Kibana-Konsole (Port 5601)',
    'a Redis store (port 6379)': 'einen Redis-Speicher (Port 6379)',
    'a management interface (port 8081)': 'eine Verwaltungsschnittstelle (Port 8081)',
    'the Ray dashboard (port 8265)': 'das Ray-Dashboard (Port 8265)',
    'a notebook server (port 8888)': 'einen Notebook-Server (Port 8888)',
    'an administration interface (port 9090)': 'eine Verwaltungsschnittstelle (Port 9090)',
    'an Elasticsearch store (port 9200)': 'einen Elasticsearch-Speicher (Port 9200)',
    'a kubelet (port 10250)': 'ein Kubelet (Port 10250)',
    'a MongoDB database (port 27017)': 'eine MongoDB-Datenbank (Port 27017)',
    '{0} opens {1} to every pod of the cluster.': '{0} öffnet {1} für jeden Pod des Clusters.',
    'SSH (port 2222)': 'SSH (Port 2222)',
  },
};
