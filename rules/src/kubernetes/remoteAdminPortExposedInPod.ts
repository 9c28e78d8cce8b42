import { fixRemovedItem } from '../edit/podEdit';
import { podWith } from '../examples';
import { at, items, readNumber } from '../model/value';
import { defineRule } from '../rule';

export const remoteAdminPortExposedInPod = defineRule({
  id: 'remote-admin-port-exposed-in-pod',
  title: 'Container opens a port for logging in',
  control: 'no-shell-tools-or-ssh',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'E'],
  layer: 'network',
  aliases: ['KICS:5907595b', 'KL:ssh-port', 'C-0042'],
  references: ['CISD:5.7', 'CISD:5.9'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'A login service in a container is a second way in that nobody watches, with accounts and keys of its own.',
  remedy: 'Leave the service out and use kubectl exec or kubectl debug, which the cluster authorises and records.',

  *check(container) {
    const services: Readonly<Record<number, string>> = {
      22: 'SSH',
      23: 'Telnet',
      512: 'rexec',
      513: 'rlogin',
      514: 'rsh',
      2375: 'the Docker API',
      2376: 'the Docker API',
      3389: 'remote desktop',
      5985: 'WinRM',
      5986: 'WinRM',
      10250: 'the kubelet',
    };
    for (const port of items(at(container.value, 'ports'))) {
      const number = readNumber(at(port, 'containerPort'));
      const isScreen = number.value !== undefined && number.value >= 5900 && number.value <= 5999;
      const service = isScreen ? 'VNC' : services[number.value ?? -1];
      if (number.state !== 'literal' || service === undefined) continue;
      yield {
        at: number.span,
        message: `Container "${container.name}" opens port ${number.value}, used by ${service}.`,
        fix: () => fixRemovedItem(port, { title: `Do not open port ${number.value}`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  ports:\n    - containerPort: 8080\n    - containerPort: «22»'),
      good: podWith('- name: api\n  ports:\n    - containerPort: 8080'),
    },
  ],
  accepts: [podWith('- name: api\n  ports: [{ containerPort: 8080 }]')],
});

export const german = {
  title: 'Container öffnet einen Port zum Anmelden',
  why: 'Ein Anmeldedienst im Container ist ein zweiter, unbeobachteter Zugang mit eigenen Konten und Schlüsseln.',
  remedy:
    'Den Dienst weglassen und kubectl exec oder kubectl debug verwenden, das der Cluster berechtigt und aufzeichnet.',
  says: {
    'the Docker API': 'die Docker-API',
    'remote desktop': 'Remote Desktop',
    'the kubelet': 'das Kubelet',
    'Container "{0}" opens port {1}, used by {2}.': 'Container „{0}“ öffnet Port {1}, genutzt für: {2}.',
    'Do not open port {0}': 'Port {0} nicht öffnen',
  },
};
