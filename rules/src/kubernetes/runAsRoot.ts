import { combine } from '../edit/fixes';
import { groupForClaims, secureWholePod } from '../edit/podEdit';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { decisions, isSparedByUserNamespace, whose } from '../model/podSecurity';
import { readNumber } from '../model/value';
import { defineRule } from '../rule';

export const runAsRoot = defineRule({
  id: 'run-as-root',
  title: 'Container is told to run as root',
  control: 'pod-non-root',
  level: 'restricted',
  severity: 'high',
  stride: ['E'],
  layer: 'runtime',
  aliases: [
    'KSV-0105',
    'KSV-0012',
    'KICS:cf34805e',
    'KL:run-as-non-root',
    'PO:runAsRootAllowed',
    'C-0013',
    'PSS-R:runAsUser',
    'CKV_K8S_23',
    'CKV_K8S_40',
    'KSV-0020',
    'KSE:RunAsUser',
  ],
  references: ['CISK:5.2.7', 'NSA:1.6', 'OWASP:D2'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Root in a container is root on the node as far as the kernel is concerned: every hole in the runtime or a mounted file ends with the node.',
  remedy: 'Run as a user of your own, for example 10001; let a volume that needs another owner use fsGroup.',

  *check(container, context) {
    if (isSparedByUserNamespace(container.pod, context)) return;
    for (const decision of decisions(container, 'runAsUser')) {
      const user = readNumber(decision.value);
      if (user.state !== 'literal' || user.value !== 0) continue;
      yield {
        at: user.span,
        message: `${whose(container, decision)} runs as root (runAsUser: 0).`,
        fix: () =>
          combine([setValue(decision.value, 10001), ...secureWholePod(container.pod, groupForClaims(container.pod))], {
            title: 'Run as user 10001 instead of root',
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  image: shop/api:1.4\n  securityContext:\n    runAsUser: «0» # until the image is fixed',
      ),
      good: podWith(
        '- name: api\n  image: shop/api:1.4\n  securityContext:\n    runAsUser: 10001 # until the image is fixed',
      ),
    },
    {
      bad: podSpec('securityContext: { runAsUser: «0» }\ncontainers:\n  - name: api\n  - name: log'),
      good: podSpec('securityContext: { runAsUser: 10001 }\ncontainers:\n  - name: api\n  - name: log'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { runAsUser: 10001 }'),
    podWith('- name: api\n  image: shop/api:1.4'),
    podSpec('hostUsers: false\nsecurityContext: { runAsUser: 0 }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Container soll als root laufen',
  why: 'Root im Container ist für den Kernel root auf dem Node: Jede Lücke in der Runtime oder einer eingebundenen Datei endet beim Node.',
  remedy: 'Als eigener Benutzer ausführen, zum Beispiel 10001; einem Volume mit anderem Besitzer hilft fsGroup.',
  says: {
    '{0} runs as root (runAsUser: 0).': '{0} läuft als root (runAsUser: 0).',
    'Run as user 10001 instead of root': 'Als Benutzer 10001 statt als root ausführen',
  },
};
