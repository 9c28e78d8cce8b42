import { setField } from '../edit/fixes';
import { podWith } from '../examples';
import { at, readBoolean } from '../model/value';
import { defineRule } from '../rule';

export const privilegedContainer = defineRule({
  id: 'privileged-container',
  title: 'Privileged container',
  control: 'no-privileged',
  level: 'baseline',
  severity: 'critical',
  stride: ['E', 'T', 'I', 'D'],
  layer: 'host',
  aliases: [
    'CKV_K8S_16',
    'KSV-0017',
    'KICS:dd29336b',
    'KL:privileged-container',
    'PO:runAsPrivileged',
    'KSC:container-security-context-privileged',
    'KSE:Privileged',
    'C-0057',
    'PSS-B:privileged',
  ],
  references: ['CISK:5.2.2', 'CISD:5.5', 'NSA:1.2', 'OWASP:D3', 'CISA:4.2.1'],
  fixable: 'sometimes', // A container that is only an alias belongs to another place.
  subject: 'container',
  why: 'A privileged container sees every device and every kernel interface of its node: whoever runs code in it owns the node and all pods there.',
  remedy: 'Turn privileged off and grant the one capability or device that is really needed.',

  *check(container) {
    const privileged = readBoolean(at(container.value, 'securityContext', 'privileged'));
    if (privileged.state !== 'literal' || !privileged.value) return;
    yield {
      at: privileged.span,
      message: `Container "${container.name}" is privileged: code in it controls the whole node.`,
      fix: () =>
        setField(container.value, ['securityContext', 'privileged'], false, {
          title: `Run "${container.name}" without privileges`,
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podWith('- name: api\n  image: shop/api:1.4\n  securityContext:\n    privileged: «true» # for the debugger'),
      good: podWith('- name: api\n  image: shop/api:1.4\n  securityContext:\n    privileged: false # for the debugger'),
    },
  ],
  accepts: [
    podWith('- name: api\n  image: shop/api:1.4'),
    podWith('- name: api\n  image: shop/api:1.4\n  securityContext:\n    privileged: {{ .Values.privileged }}'),
    podWith('- name: api\n  image: shop/api:1.4\n  securityContext: { privileged: no }'),
  ],
});

export const german = {
  title: 'Privilegierter Container',
  why: 'Ein privilegierter Container sieht jedes Gerät und jede Kernel-Schnittstelle seines Nodes: Wer darin Code ausführt, besitzt den Node und alle Pods darauf.',
  remedy: 'privileged abschalten und die eine Capability oder das eine Gerät geben, das wirklich gebraucht wird.',
  says: {
    'Container "{0}" is privileged: code in it controls the whole node.':
      'Container „{0}“ ist privilegiert: Code darin kontrolliert den ganzen Node.',
    'Run "{0}" without privileges': '„{0}“ ohne Privilegien ausführen',
  },
};
