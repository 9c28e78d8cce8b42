import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { isRendered, valuesKeys } from '../model/chart';
import { spanOf } from '../model/value';
import { dangersIn } from '../model/valuesDangers';
import { defineRule } from '../rule';

/** Where the chart renders the value, the rules about manifests say the same with the container's name. */
export const valuesPrivilegedDefault = defineRule({
  id: 'values-privileged-default',
  title: 'Value that opens the node or its kernel',
  control: 'helm-values-trusted',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'host',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'values',
  why: 'Charts hand these values to the container as they are: whoever takes it over has a way to the node and to its neighbours.',
  remedy: 'Leave the value out or turn it round, and give the program what it needs in another way.',

  *check(values) {
    for (const { path, value } of valuesKeys(values.root)) {
      for (const danger of dangersIn(path, value)) {
        const at = spanOf(danger.at);
        if (!at || isRendered(values, path)) continue;
        const { safe } = danger;
        const name = String(path.at(-1));
        yield {
          at,
          message: `${path.join('.')} ${danger.means}.`,
          ...(danger.isMild ? { severity: 'medium' } : {}),
          ...(safe === undefined
            ? {}
            : { fix: () => asFix(setValue(danger.at, safe), { title: `Set ${name} to ${safe}`, safety: 'review' }) }),
        };
      }
    }
  },

  examples: [
    {
      bad: 'master:\n  containerSecurityContext:\n    privileged: «true» # for now\n',
      good: 'master:\n  containerSecurityContext:\n    privileged: false # for now\n',
    },
    {
      bad: 'securityContext: { allowPrivilegeEscalation: «true», runAsUser: «0» }\n',
      good: 'securityContext: { allowPrivilegeEscalation: false, runAsUser: 0 }\n',
    },
    { bad: 'hostNetwork: «yes»\nhostPID: «true»\n', good: 'hostNetwork: false\nhostPID: false\n' },
    { bad: 'securityContext:\n  capabilities:\n    add: [CHOWN, «SYS_ADMIN»]\n' },
    { bad: 'extraVolumes:\n  - name: docker\n    hostPath:\n      path: «/var/run/docker.sock»\n' },
  ],
  accepts: [
    'securityContext:\n  privileged: false\n  runAsUser: 10001\n  capabilities:\n    drop: [ALL]\n    add: [NET_BIND_SERVICE]\n',
    'securityContext: {}\nhostNetwork: false\nhostPath: ""\nrunAsUser: 0\n', // A user that is no security context's.
    'path: "{{ .Values.global.path }}"\nprivileged: "{{ .Values.global.privileged }}"\n',
    // The chart is there and no template uses it.
    { text: 'securityContext:\n  privileged: true\n', file: 'values.yaml', files: { 'templates/empty.yaml': '' } },
  ],
});

export const german = {
  title: 'Wert, der den Node oder seinen Kernel öffnet',
  why: 'Charts geben diese Werte unverändert an den Container: Wer ihn übernimmt, hat einen Weg zum Node und zu dessen Nachbarn.',
  remedy: 'Den Wert weglassen oder umkehren und dem Programm auf andere Weise geben, was es braucht.',
  says: {
    '{0} {1}.': '{0} {1}.',
    'Set {0} to {1}': '{0} auf {1} setzen',
    'hands the container all devices and capabilities of its node':
      'gibt dem Container alle Geräte und Capabilities seines Nodes',
    'lets a program gain rights after it has started': 'lässt ein Programm nach dem Start Rechte hinzugewinnen',
    "puts the pod on its node's network": 'setzt den Pod in das Netz seines Nodes',
    'shows the pod every process of its node': 'zeigt dem Pod jeden Prozess seines Nodes',
    'shares the memory segments of its node': 'teilt die Speichersegmente seines Nodes',
    'lets the container run as root': 'lässt den Container als root laufen',
    'lets an intruder write into the image': 'lässt einen Eindringling in das Image schreiben',
    'runs the container as root': 'führt den Container als root aus',
    'lets the container make any system call': 'lässt den Container jeden Systemaufruf nutzen',
    'takes the AppArmor profile away': 'nimmt das AppArmor-Profil weg',
    'shows the container the kernel settings of its node': 'zeigt dem Container die Kernel-Einstellungen seines Nodes',
    'gives the container {0}, a piece of root': 'gibt dem Container {0}, ein Stück root',
    'opens {0} of the node to the container': 'öffnet dem Container {0} des Nodes',
  },
};
