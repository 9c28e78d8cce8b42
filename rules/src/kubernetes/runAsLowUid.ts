import { asFix } from '../edit/fixes';
import { securePod } from '../edit/podEdit';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { decisions, hasUserNamespace, whose } from '../model/podSecurity';
import { readNumber } from '../model/value';
import { isUntrusted } from '../model/workload';
import { defineRule } from '../rule';

/** Below this the node has accounts of its own. */
const firstFreeUser = 10000;

export const runAsLowUid = defineRule({
  id: 'run-as-low-uid',
  title: 'User number that the node uses too',
  control: 'pod-non-root',
  level: 'restricted',
  severity: 'low',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['CKV_K8S_40', 'KSV-0020', 'KICS:02323c00', 'KSE:RunAsUser', 'KSC:container-security-context-user-group-id'],
  references: [],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Numbers below 10000 belong to accounts of the node: whoever breaks out as user 1000 owns what user 1000 of the node owns.',
  remedy: 'Run as a number from 10000 on and give it the files the program writes.',

  *check(container, context) {
    if (container.pod.os === 'windows' || hasUserNamespace(container.pod)) return;
    for (const decision of decisions(container, 'runAsUser')) {
      const user = readNumber(decision.value);
      const title = 'Run as user 10001';
      if (user.state === 'literal' && user.value > 0 && user.value < firstFreeUser) {
        yield {
          at: user.span,
          message: `${whose(container, decision)} runs as user ${user.value}, a number the node gives to accounts of its own.`,
          fix: () => asFix(setValue(decision.value, 10001), { title, safety: 'review' }),
        };
      }
      if (decision.level === 'missing' && user.state === 'absent' && isUntrusted(container.pod, context)) {
        yield {
          at: container.nameSpan,
          message: `Container "${container.name}" runs as whatever user its image names.`,
          fix: () => securePod(container, { runAsUser: 10001 }, title),
        };
      }
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  securityContext:\n    runAsUser: «1000»'),
      good: podWith('- name: api\n  securityContext:\n    runAsUser: 10001'),
    },
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podSpec('securityContext:\n  runAsUser: 10001\ncontainers:\n  - name: api\n    image: shop/api:1.4'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { runAsUser: 10001 }'),
    // Root has a rule of its own.
    podWith('- name: api\n  securityContext: { runAsUser: 0 }'),
    podSpec('hostUsers: false\nsecurityContext: { runAsUser: 1000 }\ncontainers:\n  - name: api'),
    { text: podWith('- name: api'), context: { profile: 'restricted' } },
  ],
});

export const german = {
  title: 'Benutzernummer, die auch der Node verwendet',
  why: 'Zahlen unter 10000 gehören Konten des Nodes: Wer als Benutzer 1000 ausbricht, besitzt, was Benutzer 1000 des Nodes besitzt.',
  remedy: 'Mit einer Zahl ab 10000 ausführen und ihr die Dateien geben, die das Programm schreibt.',
  says: {
    'Run as user 10001': 'Als Benutzer 10001 ausführen',
    '{0} runs as user {1}, a number the node gives to accounts of its own.':
      '{0} läuft als Benutzer {1}, eine Zahl, die der Node eigenen Konten gibt.',
    'Container "{0}" runs as whatever user its image names.':
      'Container „{0}“ läuft als der Benutzer, den sein Image nennt.',
  },
};
