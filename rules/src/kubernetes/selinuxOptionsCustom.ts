import { fixRemovedKey } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { decisions, isContainerType, whose } from '../model/podSecurity';
import { at, readString } from '../model/value';
import { defineRule } from '../rule';

export const selinuxOptionsCustom = defineRule({
  id: 'selinux-options-custom',
  title: 'SELinux label that is not for containers',
  control: 'mandatory-access-control',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'host',
  aliases: ['KSV-0025', 'PSS-B:seLinuxOptions'],
  references: ['CISD:5.3', 'NSA:1.8'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'SELinux keeps a broken-out process from the files of the node by its label; a user, role or type of its own choosing, such as spc_t, takes that fence away.',
  remedy: 'Leave user, role and type out; setting the level alone is fine.',

  *check(container, context) {
    for (const decision of decisions(container, 'seLinuxOptions')) {
      for (const key of ['user', 'role', 'type']) {
        const value = at(decision.value, key);
        const option = readString(value);
        if (option.state !== 'literal' || option.value === '') continue;
        if (key === 'type' && isContainerType(option.value, context.kubernetes)) continue;
        yield {
          at: option.span,
          message: `${whose(container, decision)} sets the SELinux ${key} ${option.value}, which opens more than containers need.`,
          fix: () => fixRemovedKey(value, { title: `Leave the SELinux ${key} to the runtime`, safety: 'review' }),
        };
      }
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  securityContext:\n    seLinuxOptions:\n      level: s0:c1,c2\n      type: «spc_t»'),
      good: podWith('- name: api\n  securityContext:\n    seLinuxOptions:\n      level: s0:c1,c2'),
    },
    {
      bad: podSpec('securityContext: { seLinuxOptions: { role: «sysadm_r» } }\ncontainers:\n  - name: api'),
      good: podSpec('securityContext: { seLinuxOptions: {  } }\ncontainers:\n  - name: api'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { seLinuxOptions: { level: "s0:c1,c2" } }'),
    podWith('- name: api\n  securityContext: { seLinuxOptions: { type: container_engine_t } }'),
  ],
});

export const german = {
  title: 'SELinux-Label, das nicht für Container ist',
  why: 'SELinux hält einen ausgebrochenen Prozess durch sein Label von den Dateien des Nodes fern; ein selbst gewählter Benutzer, eine Rolle oder ein Typ wie spc_t nimmt diesen Zaun weg.',
  remedy: 'user, role und type weglassen; nur level zu setzen ist in Ordnung.',
  says: {
    '{0} sets the SELinux {1} {2}, which opens more than containers need.':
      '{0} setzt SELinux {1} auf {2}, was mehr öffnet, als Container brauchen.',
    'Leave the SELinux {0} to the runtime': 'SELinux {0} der Runtime überlassen',
  },
};
