import { podWith } from '../examples';
import { at, items, readNumber } from '../model/value';
import { defineRule } from '../rule';

export const privilegedPortExposedInPod = defineRule({
  id: 'privileged-port-exposed-in-pod',
  title: 'Container listens on a port below 1024',
  control: 'exposed-services',
  level: 'advice',
  severity: 'low',
  stride: ['E'],
  layer: 'network',
  aliases: ['KSV-0117', 'KL:privileged-ports'],
  references: ['CISD:5.8'],
  fixable: 'never',
  subject: 'container',
  why: 'Only root, or one more capability, may listen there on older runtimes, which keeps people from taking root away.',
  remedy: 'Listen on 8080 or 8443 and map the port in the Service.',

  *check(container) {
    if (container.pod.os === 'windows') return;
    for (const port of items(at(container.value, 'ports'))) {
      const number = readNumber(at(port, 'containerPort'));
      if (number.state !== 'literal' || number.value < 1 || number.value >= 1024 || number.value === 53) continue;
      yield {
        at: number.span,
        message: `Container "${container.name}" listens on port ${number.value}, which asks for root or a capability.`,
      };
    }
  },

  examples: [{ bad: podWith('- name: web\n  ports: [{ containerPort: «80» }]') }],
  accepts: [podWith('- name: web\n  ports: [{ containerPort: 8080 }]')],
});

export const german = {
  title: 'Container lauscht auf einem Port unter 1024',
  why: 'Auf älteren Runtimes darf dort nur root lauschen oder wer eine Capability mehr hat, und das hält davon ab, root wegzunehmen.',
  remedy: 'Auf 8080 oder 8443 lauschen und den Port im Service umsetzen.',
  says: {
    'Container "{0}" listens on port {1}, which asks for root or a capability.':
      'Container „{0}“ lauscht auf Port {1}, was root oder eine Capability verlangt.',
  },
};
