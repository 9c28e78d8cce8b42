import type { Context } from '../context';
import { combine } from '../edit/fixes';
import { groupForClaims, mergeValue, securePod } from '../edit/podEdit';
import { setValue } from '../edit/yamlEdit';
import { podSpec, podWith } from '../examples';
import { type Decision, decisions, isSparedByUserNamespace, siblings, whose } from '../model/podSecurity';
import { livesInHomeOfRoot } from '../model/podVolumes';
import { at, isAbsent, plain, readBoolean, readNumber } from '../model/value';
import { type Container, inherited } from '../model/workload';
import { defineRule, type Fix } from '../rule';

const demandMissing = ['KSV-0012', 'KSE:RunAsNonRoot', 'PSS-R:runAsNonRoot'];
/** These are content with a number that is not that of root. */
const userUnknown = [
  'CKV_K8S_23',
  'KICS:cf34805e',
  'KL:run-as-non-root',
  'PO:runAsRootAllowed',
  'C-0013',
  'C-0198',
  'KSC:container-security-context-user-group-id',
];

const title = 'Refuse to start as root';

interface Wanted {
  readonly runAsNonRoot: true;
  readonly runAsUser?: number;
}

/** Kubernetes refuses a container of an unknown or named user, and of root: a number comes along unless another is known. */
function wanted(container: Container, context: Context): Wanted {
  const user = inherited(container, 'runAsUser');
  const isNumber = /^[1-9]\d*(:|$)/.test(context.imageFacts(container.image.value ?? '')?.user ?? '');
  const needsUser = container.pod.os !== 'windows' && (isAbsent(user) ? !isNumber : plain(user) === 0);
  return needsUser ? { runAsNonRoot: true, runAsUser: 10001 } : { runAsNonRoot: true };
}

/**
 * What the pod demands, each of its containers has to fulfil: where they need different things, each gets its own. What
 * keeps its files in root's home has to be told another place first.
 */
function refuseRoot(container: Container, context: Context): Fix | undefined {
  const fields = { ...wanted(container, context) };
  if (fields.runAsUser !== undefined && siblings(container).some(livesInHomeOfRoot)) return undefined;
  const suitsAll = siblings(container).every((other) => wanted(other, context).runAsUser === fields.runAsUser);
  const ofPod = fields.runAsUser === undefined ? {} : groupForClaims(container.pod);
  return securePod(container, fields, title, { suitsAll, ofPod });
}

/** Where it is switched off it is switched on, with another user for those that would start as root from then on. */
function switchOn(container: Container, { value, level }: Decision, context: Context): Fix | undefined {
  const owner = value.parent ?? value;
  const heirs = level === 'pod' ? siblings(container).map((one) => at(one.value, 'securityContext')) : [];
  const ofRoot = heirs.filter((own) => isAbsent(at(own, 'runAsNonRoot')) && plain(at(own, 'runAsUser')) === 0);
  const changes = ofRoot.map((own) => setValue(at(own, 'runAsUser'), 10001));
  return combine([...mergeValue(owner, { ...wanted(container, context) }), ...changes], { title, safety: 'review' });
}

export const runAsNonRootNotEnforced = defineRule({
  id: 'run-as-non-root-not-enforced',
  title: 'Nothing keeps the container from running as root',
  control: 'pod-non-root',
  level: 'restricted',
  severity: 'high',
  stride: ['E'],
  layer: 'runtime',
  aliases: [...demandMissing, ...userUnknown],
  references: ['CISK:5.2.7', 'NSA:1.0', 'OWASP:D2'],
  fixable: 'sometimes', // A container that is only an alias belongs to another place.
  subject: 'container',
  why: 'Without runAsNonRoot the image decides, and most images start as root: a break-in then starts with root in the container and one kernel bug away from the node.',
  remedy: 'Set runAsNonRoot: true, and a numeric runAsUser unless the image has one.',

  *check(container, context) {
    if (isSparedByUserNamespace(container.pod, context)) return;
    for (const decision of decisions(container, 'runAsNonRoot')) {
      const setting = readBoolean(decision.value);
      if (setting.state === 'unknown' || setting.value === true) continue;
      const isUser = (readNumber(inherited(container, 'runAsUser')).value ?? 0) > 0;
      yield {
        at: setting.span ?? container.nameSpan,
        message:
          setting.state === 'literal'
            ? `${whose(container, decision)} may run as root: runAsNonRoot is switched off.`
            : `Container "${container.name}" may run as root: nothing demands another user.`,
        aliases: isUser ? demandMissing : [...demandMissing, ...userUnknown],
        fix: () =>
          setting.state === 'literal' ? switchOn(container, decision, context) : refuseRoot(container, context),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: «api»\n    volumeMounts:\n      - name: data\n        mountPath: /data\nvolumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: data',
      ),
      good: podSpec(
        'securityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\n  fsGroup: 10001\ncontainers:\n  - name: api\n    volumeMounts:\n      - name: data\n        mountPath: /data\nvolumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: data',
      ),
    },
    {
      bad: podSpec('containers:\n  - name: «api»\n    image: shop/api:1.4'),
      good: podSpec(
        'securityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\ncontainers:\n  - name: api\n    image: shop/api:1.4',
      ),
    },
    {
      bad: podSpec('containers:\n  - name: «api»\n  - name: log\n    securityContext:\n      runAsNonRoot: «false»'),
      good: podWith(
        '- name: api\n  securityContext:\n    runAsNonRoot: true\n    runAsUser: 10001\n- name: log\n  securityContext:\n    runAsNonRoot: true\n    runAsUser: 10001',
      ),
    },
    {
      bad: podWith(
        '- name: «api»\n  securityContext:\n    runAsUser: 0\n- name: «log»\n  securityContext:\n    runAsUser: 1000',
      ),
      good: podWith(
        '- name: api\n  securityContext:\n    runAsUser: 10001\n    runAsNonRoot: true\n- name: log\n  securityContext:\n    runAsUser: 1000\n    runAsNonRoot: true',
      ),
    },
    {
      bad: podSpec(
        'securityContext:\n  runAsNonRoot: «false»\n  runAsUser: 1000\ncontainers:\n  - name: api\n    securityContext:\n      runAsUser: 0',
      ),
      good: podSpec(
        'securityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\ncontainers:\n  - name: api\n    securityContext:\n      runAsUser: 10001',
      ),
    },
    {
      bad: podSpec('securityContext:\n  runAsUser: 1000\ncontainers:\n  - name: «api»'),
      good: podSpec('securityContext:\n  runAsUser: 1000\n  runAsNonRoot: true\ncontainers:\n  - name: api'),
    },
    {
      bad: podSpec(
        'containers:\n  - name: «model»\n    volumeMounts:\n      - name: cache\n        mountPath: /root/.cache\nvolumes:\n  - name: cache\n    emptyDir: {}',
      ),
    },
  ],
  accepts: [
    podSpec('securityContext: { runAsNonRoot: true }\ncontainers:\n  - name: api'),
    podWith('- name: api\n  securityContext:\n    runAsNonRoot: true'),
    podWith('- name: api\n  securityContext: {{ toYaml .Values.securityContext }}'),
    podSpec('hostUsers: false\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Nichts hindert den Container daran, als root zu laufen',
  why: 'Ohne runAsNonRoot entscheidet das Image, und die meisten starten als root: Ein Einbruch beginnt dann mit root im Container, einen Kernel-Fehler vom Node entfernt.',
  remedy: 'runAsNonRoot: true setzen, dazu eine runAsUser-Zahl, wenn das Image keine hat.',
  says: {
    'Refuse to start as root': 'Den Start als root verweigern',
    '{0} may run as root: runAsNonRoot is switched off.': '{0} darf als root laufen: runAsNonRoot ist abgeschaltet.',
    'Container "{0}" may run as root: nothing demands another user.':
      'Container „{0}“ darf als root laufen: Nichts verlangt einen anderen Benutzer.',
  },
};
