import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, readBoolean } from '../model/value';
import { defineRule } from '../rule';

export const hostPid = defineRule({
  id: 'host-pid',
  title: 'Pod sees the processes of its node',
  control: 'host-namespaces',
  level: 'baseline',
  severity: 'critical',
  stride: ['E', 'I'],
  layer: 'host',
  aliases: [
    'CKV_K8S_17',
    'KSV-0010',
    'KICS:302736f4',
    'KL:host-pid',
    'PO:hostPIDSet',
    'KSE:HostPID',
    'C-0038',
    'C-0275',
    'C-0194',
    'PSS-B:hostNamespaces',
  ],
  references: ['CISK:5.2.3', 'CISD:5.16', 'NSA:1.4', 'CISA:4.2.2'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'With hostPID every process of the node is visible: environments with secrets can be read, other programs killed, and with a little more privilege entered.',
  remedy: 'Turn hostPID off; an agent that really must watch processes belongs alone on its node.',

  *check(pod) {
    const setting = readBoolean(at(pod.spec, 'hostPID'));
    if (!setting.value) return;
    yield {
      at: setting.span,
      message: `${pod.title} sees and can signal the processes of its node.`,
      fix: () => setField(pod.spec, ['hostPID'], false, { title: 'See only its own processes', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('hostPID: «true» # debugging\ncontainers:\n  - name: api'),
      good: podSpec('hostPID: false # debugging\ncontainers:\n  - name: api'),
    },
  ],
  accepts: [podSpec('containers:\n  - name: api'), podSpec('hostPID: false\ncontainers: []')],
});

export const german = {
  title: 'Pod sieht die Prozesse seines Nodes',
  why: 'Mit hostPID ist jeder Prozess des Nodes sichtbar: Umgebungen mit Geheimnissen lassen sich lesen, andere Programme beenden und mit etwas mehr Rechten betreten.',
  remedy: 'hostPID abschalten; ein Agent, der wirklich Prozesse beobachten muss, gehört allein auf seinen Node.',
  says: {
    '{0} sees and can signal the processes of its node.':
      '{0} sieht die Prozesse seines Nodes und kann ihnen Signale senden.',
    'See only its own processes': 'Nur die eigenen Prozesse sehen',
  },
};
