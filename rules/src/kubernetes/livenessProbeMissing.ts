import { fixProbe } from '../edit/podProbeEdit';
import { podSpec, podWith } from '../examples';
import { isLongRunning } from '../model/podProbes';
import { at, isAbsent } from '../model/value';
import { defineRule } from '../rule';

export const livenessProbeMissing = defineRule({
  id: 'liveness-probe-missing',
  title: 'No liveness probe',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'monitoring',
  aliases: ['CKV_K8S_8', 'KICS:ade74944', 'KL:no-liveness-probe', 'PO:livenessProbeMissing', 'C-0056'],
  references: ['CISD:5.27'],
  fixable: 'sometimes', // Without a port there is nothing to ask.
  subject: 'container',
  why: 'A program that hangs, after an attack or a mistake, stays in service until somebody notices.',
  remedy:
    'Let Kubernetes ask the program whether it is alive, more patiently than the readiness probe and never by the same question.',

  *check(container) {
    if (!isLongRunning(container) || !isAbsent(at(container.value, 'livenessProbe'))) return;
    if (at(container.value, 'livenessProbe').kind === 'unknown') return;
    yield {
      at: container.nameSpan,
      message: `Nobody notices when container "${container.name}" hangs: it has no liveness probe.`,
      fix: () => fixProbe(container, 'livenessProbe'),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api»\n  ports:\n    - containerPort: 8080'),
      good: podWith(
        '- name: api\n  livenessProbe:\n    tcpSocket:\n      port: 8080\n    periodSeconds: 20\n    failureThreshold: 6\n  ports:\n    - containerPort: 8080',
      ),
    },
    { bad: podWith('- name: «worker»\n  image: shop/worker:1.4') },
  ],
  accepts: [
    podWith('- name: wget').replace('name: shop', 'name: shop\n  annotations: { helm.sh/hook: test }'),
    podWith('- name: api\n  livenessProbe: { tcpSocket: { port: 8080 } }'),
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n',
    podSpec('initContainers:\n  - name: a\ncontainers: []'),
  ],
});

export const german = {
  title: 'Keine Liveness-Probe',
  why: 'Ein Programm, das nach einem Angriff oder Fehler hängt, bleibt im Dienst, bis es jemand merkt.',
  remedy:
    'Kubernetes das Programm fragen lassen, ob es lebt, geduldiger als die Readiness-Probe und nie mit derselben Frage.',
  says: {
    'Nobody notices when container "{0}" hangs: it has no liveness probe.':
      'Niemand merkt, wenn Container „{0}“ hängt: Er hat keine Liveness-Probe.',
  },
};
