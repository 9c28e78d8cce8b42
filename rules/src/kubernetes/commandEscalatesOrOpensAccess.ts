import { podWith } from '../examples';
import { podCommands } from '../model/podCommands';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';

/** What a command does that a service should not; undefined when nothing is wrong with it. */
function danger({ name, args }: Command): string | undefined {
  const has = (form: RegExp) => args.some((word) => form.test(word.text));
  switch (name) {
    case 'sudo':
    case 'doas':
      return 'becomes root';
    case 'su':
      return 'becomes another user';
    case 'nsenter':
      return 'enters the namespaces of the node';
    case 'chroot':
      return has(/^\/(host|rootfs|node|mnt\/host)\b/) ? 'moves into the file system of the node' : undefined;
    case 'unshare':
      return 'makes namespaces of its own';
    case 'sshd':
    case 'dropbear':
      return 'opens a login shell on the network';
    case 'nc':
    case 'ncat':
    case 'netcat':
      return has(/^-\w*e|^--(exec|sh-exec)$/) ? 'hands a shell to the network' : undefined;
    case 'socat':
      return has(/\bEXEC:|\bSYSTEM:/i) ? 'hands a shell to the network' : undefined;
    case 'docker':
    case 'nerdctl':
    case 'crictl':
      return has(/^(run|exec)$/) ? 'starts containers past Kubernetes' : undefined;
    default:
      return undefined;
  }
}

export const commandEscalatesOrOpensAccess = defineRule({
  id: 'command-escalates-or-opens-access',
  title: 'Command line becomes root or opens a way in',
  control: 'no-privilege-escalation',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['C-0062'],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'What raises privileges or opens a shell at start does it for whoever breaks in, too.',
  remedy: 'Give the container the user and rights it needs in its security context, and use kubectl exec for access.',

  *check(container) {
    for (const command of podCommands(container)) {
      const what = danger(command) ?? (/^sudo\s/.test(command.words[0]?.text ?? '') ? 'becomes root' : undefined);
      if (!what) continue;
      yield {
        at: (command.words[0] ?? command).span,
        message: `Container "${container.name}" ${what} (${command.words[0]?.text ?? command.name}).`,
      };
    }
  },

  examples: [
    { bad: podWith('- name: api\n  command: [«sudo», /app/serve]') },
    { bad: podWith('- name: agent\n  command: ["sh", "-c", "«nsenter» -t 1 -m -- mount"]') },
  ],
  accepts: [
    podWith('- name: api\n  command: [sh, -c, "echo use sudo to become root"]'),
    podWith('- name: api\n  command: [nc, -z, db, "5432"]'),
    podWith('- name: api\n  args: [sudo.example]'),
  ],
});

export const german = {
  title: 'Befehl wird root oder öffnet einen Zugang',
  why: 'Was beim Start Rechte erhöht oder eine Shell öffnet, tut das auch für den, der einbricht.',
  remedy: 'Dem Container Benutzer und Rechte im securityContext geben und für den Zugang kubectl exec verwenden.',
  says: {
    'becomes root': 'wird root',
    'becomes another user': 'wird ein anderer Benutzer',
    'enters the namespaces of the node': 'betritt die Namespaces des Nodes',
    'moves into the file system of the node': 'wechselt in das Dateisystem des Nodes',
    'makes namespaces of its own': 'legt eigene Namespaces an',
    'opens a login shell on the network': 'öffnet eine Anmelde-Shell im Netz',
    'hands a shell to the network': 'gibt eine Shell ins Netz',
    'starts containers past Kubernetes': 'startet Container an Kubernetes vorbei',
    'Container "{0}" {1} ({2}).': 'Container „{0}“ {1} ({2}).',
  },
};
