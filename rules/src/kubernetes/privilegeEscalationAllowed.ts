import { setField } from '../edit/fixes';
import { podSpec, podWith } from '../examples';
import { isSparedAsWindows, since } from '../model/podSecurity';
import { at, entries, items, plain, readBoolean, type Value } from '../model/value';
import { defineRule } from '../rule';

const notForbidden = [
  'CKV_K8S_20',
  'KSV-0001',
  'KICS:5572cc5e',
  'KICS:0a7c420c',
  'PO:privilegeEscalationAllowed',
  'KSE:AllowPrivilegeEscalation',
  'C-0016',
  'C-0197',
  'C-0198',
  'PSS-R:allowPrivilegeEscalation',
];
const switchedOn = ['KL:privilege-escalation-container'];
/** Others want each container to have a security context, whatever is in it. */
const noContext = ['CKV_K8S_30', 'KSV-0118'];

/** What is privileged, or administers the system, gains privileges whatever else is said. */
function isForced(securityContext: Value): boolean {
  const added = items(at(securityContext, 'capabilities', 'add')).map((item) => plain(item));
  return readBoolean(at(securityContext, 'privileged')).value === true || added.includes('SYS_ADMIN');
}

/** Kubernetes allows escalation unless the manifest forbids it, so silence is a problem too. */
export const privilegeEscalationAllowed = defineRule({
  id: 'privilege-escalation-allowed',
  title: 'Privilege escalation is allowed',
  control: 'no-privilege-escalation',
  level: 'restricted',
  severity: 'high',
  stride: ['E'],
  layer: 'runtime',
  aliases: [...notForbidden, ...switchedOn, ...noContext],
  references: ['CISK:5.2.6', 'CISD:5.26', 'NSA:1.7', 'OWASP:D4', 'CISA:4.2.5'],
  fixable: 'sometimes', // An aliased map offers no fix: it belongs to another container.
  subject: 'container',
  why: 'A setuid program in the image can hand root to a process that started without it.',
  remedy: 'Set allowPrivilegeEscalation: false; only programs like sudo or ping stop working.',

  *check(container, context) {
    if (context.kubernetes < since.noPrivilegeEscalation || isSparedAsWindows(container.pod, context)) return;
    const own = at(container.value, 'securityContext');
    const setting = readBoolean(at(own, 'allowPrivilegeEscalation'));
    if (setting.state === 'unknown' || setting.value === false) return;
    yield {
      at: setting.span ?? container.nameSpan,
      message: `Container "${container.name}" may gain privileges after it starts.`,
      aliases: [
        ...notForbidden,
        ...(setting.state === 'literal' || isForced(own) ? switchedOn : []),
        ...(entries(own).length === 0 ? noContext : []),
      ],
      fix: () =>
        // The API server refuses `false` beside `privileged: true`; that finding's fix comes first.
        readBoolean(at(own, 'privileged')).value === true || container.pod.os === 'windows'
          ? undefined
          : setField(container.value, ['securityContext', 'allowPrivilegeEscalation'], false, {
              title: `Forbid privilege escalation in "${container.name}"`,
              safety: 'review',
            }),
    };
  },

  examples: [
    {
      bad: podWith('- name: «api» # public\n  image: shop/api:1.4'),
      good: podWith(
        '- name: api # public\n  image: shop/api:1.4\n  securityContext:\n    allowPrivilegeEscalation: false',
      ),
    },
    {
      bad: podWith('- name: api\n  securityContext:\n    allowPrivilegeEscalation: «true» # legacy'),
      good: podWith('- name: api\n  securityContext:\n    allowPrivilegeEscalation: false # legacy'),
    },
    {
      bad: podWith('- name: «api»\n  securityContext: { runAsNonRoot: true }'),
      good: podWith('- name: api\n  securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false }'),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { allowPrivilegeEscalation: false }'),
    podWith('- name: api\n  securityContext: { allowPrivilegeEscalation: no }'),
    podSpec('os:\n  name: windows\ncontainers:\n  - name: api\n    image: shop/api:1.4'),
  ],
});

export const german = {
  title: 'Rechteausweitung ist erlaubt',
  why: 'Ein setuid-Programm im Image kann einem Prozess root geben, der ohne gestartet ist.',
  remedy: 'allowPrivilegeEscalation: false setzen; nur Programme wie sudo oder ping gehen dann nicht mehr.',
  says: {
    'Container "{0}" may gain privileges after it starts.': 'Container „{0}“ kann nach dem Start Rechte hinzugewinnen.',
    'Forbid privilege escalation in "{0}"': 'Rechteausweitung in „{0}“ verbieten',
  },
};
