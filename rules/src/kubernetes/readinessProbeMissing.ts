import { fixProbe } from '../edit/podProbeEdit';
import { podWith } from '../examples';
import { isLongRunning } from '../model/podProbes';
import { at, isAbsent } from '../model/value';
import { defineRule } from '../rule';

export const readinessProbeMissing = defineRule({
  id: 'readiness-probe-missing',
  title: 'No readiness probe',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'monitoring',
  aliases: ['CKV_K8S_9', 'KICS:a659f3b5', 'KL:no-readiness-probe', 'PO:readinessProbeMissing', 'C-0018'],
  references: [],
  fixable: 'sometimes', // Without a port there is nothing to ask.
  subject: 'container',
  why: 'Requests reach the program before it can answer and while it is overloaded, which turns a short trouble into an outage.',
  remedy: 'Let Kubernetes ask the program whether it can serve.',

  *check(container) {
    if (!isLongRunning(container) || container.role === 'sidecar') return;
    const probe = at(container.value, 'readinessProbe');
    if (!isAbsent(probe)) return;
    yield {
      at: container.nameSpan,
      message: `Container "${container.name}" gets requests before it can answer: it has no readiness probe.`,
      fix: () => fixProbe(container, 'readinessProbe'),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n  ports:\n    - containerPort: 8080'),
      good: podWith(
        '- name: api\n  readinessProbe:\n    tcpSocket:\n      port: 8080\n    periodSeconds: 5\n  ports:\n    - containerPort: 8080',
      ),
    },
    { bad: podWith('- name: «worker»\n  image: shop/worker:1.4') },
  ],
  accepts: [
    podWith('- name: wget').replace('name: shop', 'name: shop\n  annotations: { helm.sh/hook: test }'),
    podWith('- name: api\n  readinessProbe: { tcpSocket: { port: 8080 } }'),
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n',
  ],
});

export const german = {
  title: 'Keine Readiness-Probe',
  why: 'Anfragen erreichen das Programm, bevor es antworten kann und während es überlastet ist; aus einer kurzen Störung wird ein Ausfall.',
  remedy: 'Kubernetes das Programm fragen lassen, ob es bedienen kann.',
  says: {
    'Container "{0}" gets requests before it can answer: it has no readiness probe.':
      'Container „{0}“ bekommt Anfragen, bevor er antworten kann: Er hat keine Readiness-Probe.',
  },
};
