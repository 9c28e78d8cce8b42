import { asFix } from '../edit/fixes';
import { fixRemovedItem, securePod } from '../edit/podEdit';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { decisions, hasUserNamespace, whose } from '../model/podSecurity';
import { at, items, plain, readNumber, spanOf } from '../model/value';
import { isUntrusted } from '../model/workload';
import { defineRule } from '../rule';

const rootGroup = ['KSV-0116'];
/** Another tool says so of root's group where it is that of the processes. */
const ofProcesses = ['KL:run-as-non-root'];
/** Another tool says so of root's group and of none. */
const rootOrNone = ['C-0013'];
/** What other tools call a group of a low number, or none. */
const otherGroup = ['KSV-0021', 'KSE:RunAsGroup', 'KSC:container-security-context-user-group-id'];

export const rootGroupMembership = defineRule({
  id: 'root-group-membership',
  title: 'Process belongs to group 0',
  control: 'pod-non-root',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: [...otherGroup, ...rootOrNone, ...rootGroup, ...ofProcesses],
  references: ['NSA:1.6'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'Group 0 is the group of root: files that root shares with its group, in images and on volumes, are open to the process although it is not root.',
  remedy: 'Give runAsGroup and fsGroup a number from 10000 on.',

  *check(container, context) {
    if (container.pod.os === 'windows' || hasUserNamespace(container.pod)) return;
    for (const decision of decisions(container, 'runAsGroup')) {
      const group = readNumber(decision.value);
      const title = 'Run as group 10001';
      if (group.value === 0) {
        yield {
          at: group.span,
          message: `${whose(container, decision)} runs in the group of root (runAsGroup: 0).`,
          fix: () => asFix(setValue(decision.value, 10001), { title, safety: 'review' }),
        };
      } else if (group.state !== 'unknown' && isUntrusted(container.pod, context) && (group.value ?? 0) < 10000) {
        yield {
          at: group.span ?? container.nameSpan,
          severity: 'low',
          aliases: group.value === undefined ? [...otherGroup, ...rootOrNone] : otherGroup,
          message:
            group.value === undefined
              ? `Container "${container.name}" runs in whatever group its image names, often that of root.`
              : `${whose(container, decision)} runs in group ${group.value}, which the node uses too.`,
          fix: () =>
            group.value === undefined
              ? securePod(container, { runAsGroup: 10001 }, title)
              : asFix(setValue(decision.value, 10001), { title, safety: 'review' }),
        };
      }
    }
    if (container.pod.containers[0] !== container) return;
    const fsGroup = at(container.podSecurityContext, 'fsGroup');
    const owner = readNumber(fsGroup);
    if (owner.value === 0) {
      yield {
        at: owner.span,
        message: `${container.pod.title} gives its volumes to the group of root (fsGroup: 0).`,
        aliases: rootGroup,
        fix: () => asFix(setValue(fsGroup, 10001), { title: 'Give volumes to group 10001', safety: 'review' }),
      };
    }
    for (const item of items(at(container.podSecurityContext, 'supplementalGroups'))) {
      const where = spanOf(item);
      if (plain(item) !== 0 || !where) continue;
      yield {
        at: where,
        message: `${container.pod.title} adds the group of root to its processes.`,
        aliases: rootGroup,
        fix: () => fixRemovedItem(item, { title: 'Leave the group of root', safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: podSpec('securityContext:\n  runAsGroup: «0»\n  fsGroup: «0»\ncontainers:\n  - name: api'),
      good: podSpec('securityContext:\n  runAsGroup: 10001\n  fsGroup: 10001\ncontainers:\n  - name: api'),
    },
    {
      bad: podSpec('securityContext: { supplementalGroups: [10002, «0»] }\ncontainers:\n  - name: api'),
      good: podSpec('securityContext: { supplementalGroups: [10002] }\ncontainers:\n  - name: api'),
      context: { profile: 'restricted' },
    },
    {
      bad: podWith('- name: «api»\n  image: shop/api:1.4'),
      good: podSpec('securityContext:\n  runAsGroup: 10001\ncontainers:\n  - name: api\n    image: shop/api:1.4'),
    },
  ],
  accepts: [
    podSpec('securityContext: { runAsGroup: 10001 }\ncontainers:\n  - name: api'),
    podSpec('hostUsers: false\nsecurityContext: { runAsGroup: 0 }\ncontainers:\n  - name: api'),
    { text: podWith('- name: api'), context: { profile: 'restricted' } },
  ],
});

export const german = {
  title: 'Prozess gehört zur Gruppe 0',
  why: 'Gruppe 0 ist die Gruppe von root: Dateien, die root mit seiner Gruppe teilt, in Images und auf Volumes, stehen dem Prozess offen, obwohl er nicht root ist.',
  remedy: 'runAsGroup und fsGroup eine Zahl ab 10000 geben.',
  says: {
    'Run as group 10001': 'Mit Gruppe 10001 ausführen',
    '{0} runs in the group of root (runAsGroup: 0).': '{0} läuft in der Gruppe von root (runAsGroup: 0).',
    'Container "{0}" runs in whatever group its image names, often that of root.':
      'Container „{0}“ läuft in der Gruppe, die sein Image nennt, oft der von root.',
    '{0} runs in group {1}, which the node uses too.': '{0} läuft in Gruppe {1}, die auch der Node verwendet.',
    '{0} gives its volumes to the group of root (fsGroup: 0).':
      '{0} gibt seine Volumes der Gruppe von root (fsGroup: 0).',
    'Give volumes to group 10001': 'Volumes der Gruppe 10001 geben',
    '{0} adds the group of root to its processes.': '{0} fügt seinen Prozessen die Gruppe von root hinzu.',
    'Leave the group of root': 'Die Gruppe von root verlassen',
  },
};
