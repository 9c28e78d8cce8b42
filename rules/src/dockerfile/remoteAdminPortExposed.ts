import { dockerfileFix, removeItem } from '../edit/dockerfileEdit';
import { on, placeName, sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

/** Ports by which people log in or control a machine. */
function serviceOn(port: number): string | undefined {
  if (port === 22) return 'SSH';
  if (port === 23) return 'Telnet';
  if (port >= 512 && port <= 514) return 'rlogin, rsh or rexec';
  if (port === 2375 || port === 2376) return 'the Docker daemon';
  if (port === 3389) return 'Remote Desktop';
  if (port >= 5900 && port <= 5999) return 'VNC';
  if (port === 5985 || port === 5986) return 'Windows Remote Management';
  return port === 10250 ? 'the kubelet' : undefined;
}

export const remoteAdminPortExposed = defineRule({
  id: 'remote-admin-port-exposed',
  title: 'Remote administration port opened',
  control: 'no-shell-tools-or-ssh',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'E'],
  layer: 'network',
  aliases: ['CKV_DOCKER_1', 'DS-0004', 'KICS:5907595b', 'KL:ssh-port', 'C-0042'],
  references: ['CISD:5.7', 'CISD:5.9'],
  fixable: 'sometimes', // The last port behind a comment is left to a human.
  subject: 'instruction',
  why: 'A login service in a container is a second way in that nobody watches, with accounts and keys of its own.',
  remedy: 'Leave the service out and use `kubectl exec` or `kubectl debug`, which the cluster authorises and records.',

  check: on(['EXPOSE'], function* (instruction) {
    if (instruction.keyword !== 'EXPOSE' || (instruction.stage && !instruction.stage.ships)) return;
    for (const port of instruction.ports) {
      const { first, last } = port;
      if (first === undefined || last === undefined || port.protocol === 'udp' || first !== last) continue;
      const service = serviceOn(first);
      if (service === undefined) continue;
      yield {
        at: port.span,
        message: `${sentence(placeName(instruction))} exposes port ${first}, used by ${service}.`,
        ...(first === 22 ? {} : { aliases: [] }),
        fix: () =>
          dockerfileFix(`Do not expose port ${first}`, 'review', [removeItem(instruction, instruction.ports, port)]),
      };
    }
  }),

  examples: [
    { bad: 'FROM debian:13.1\nEXPOSE «22/tcp»\nCMD ["app"]\n', good: 'FROM debian:13.1\nCMD ["app"]\n' },
    {
      bad: 'FROM debian:13.1\nARG PORT=2375\nEXPOSE 8080 «$PORT»\nEXPOSE «22» 80\n',
      good: 'FROM debian:13.1\nARG PORT=2375\nEXPOSE 8080\nEXPOSE 80\n',
    },
  ],
  accepts: [
    'FROM debian:13.1\nEXPOSE 8080 2222 22/udp $PORT 20-25\n',
    'FROM debian:13.1 AS test\nEXPOSE 22\nFROM scratch\n',
  ],
});

export const german = {
  title: 'Fernverwaltungsport geöffnet',
  why: 'Ein Anmeldedienst im Container ist ein zweiter, unbeobachteter Zugang mit eigenen Konten und Schlüsseln.',
  remedy:
    'Den Dienst weglassen und `kubectl exec` oder `kubectl debug` verwenden, das der Cluster berechtigt und aufzeichnet.',
  says: {
    'rlogin, rsh or rexec': 'rlogin, rsh oder rexec',
    'the Docker daemon': 'den Docker-Daemon',
    'Remote Desktop': 'Remote Desktop',
    'Windows Remote Management': 'Windows Remote Management',
    'the kubelet': 'das Kubelet',
    '{0} exposes port {1}, used by {2}.': '{0} veröffentlicht Port {1}, genutzt für {2}.',
    'Do not expose port {0}': 'Port {0} nicht veröffentlichen',
  },
};
