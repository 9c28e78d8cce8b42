import { asFix } from '../edit/fixes';
import { fixRemovedKey } from '../edit/podEdit';
import { renameKey } from '../edit/yamlPairs';
import { podSpec, podWith } from '../examples';
import { at, entries, isAbsent, keySpan, plain, type Value } from '../model/value';
import type { Pod } from '../model/workload';
import { defineRule, type Problem } from '../rule';

const shared = [
  'appArmorProfile',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxOptions',
  'seccompProfile',
  'windowsOptions',
];
const containerOnly = ['allowPrivilegeEscalation', 'capabilities', 'privileged', 'procMount', 'readOnlyRootFilesystem'];
const podOnly = [
  'fsGroup',
  'fsGroupChangePolicy',
  'seLinuxChangePolicy',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'sysctls',
];
const everyField = [...shared, ...containerOnly, ...podOnly];
const hostFields = [
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostUsers',
  'automountServiceAccountToken',
  'securityContext',
  'shareProcessNamespace',
  'runtimeClassName',
];

const squeezed = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

/** The field somebody meant: the same letters, or one letter more, less or other. */
function meant(key: string, fields: readonly string[]): string | undefined {
  return fields.find((field) => squeezed(field) === squeezed(key)) ?? fields.find((field) => isOneOff(field, key));
}

function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a.length < 6) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i);
}

function* unknownKeys(
  map: Value,
  fields: readonly string[],
  who: string,
  misplaced: readonly string[],
): Iterable<Problem> {
  for (const { key, keySpan: where, value } of entries(map)) {
    if (fields.includes(key)) continue;
    if (misplaced.includes(key)) {
      yield { at: where, message: `${who} sets ${key} where Kubernetes does not read it: it has no effect.` };
      continue;
    }
    const field = meant(key, fields);
    if (!field) continue;
    const taken = entries(map).some((entry) => entry.key === field);
    yield {
      at: where,
      message: `${who} sets ${key}, which Kubernetes does not know: it has no effect. ${field} was meant.`,
      fix: () =>
        taken
          ? fixRemovedKey(value, { title: `Take ${key} out`, safety: 'review' })
          : asFix(renameKey(value, field), { title: `Write ${field}`, safety: 'review' }),
    };
  }
}

/** Security fields that slipped out of their securityContext. */
function* strayFields(map: Value, fields: readonly string[], who: string): Iterable<Problem> {
  for (const { key, keySpan: where } of entries(map)) {
    if (fields.includes(key))
      yield { at: where, message: `${who} sets ${key} outside its securityContext: it has no effect.` };
  }
}

function* podProblems(pod: Pod): Iterable<Problem> {
  yield* unknownKeys(at(pod.spec, 'securityContext'), [...shared, ...podOnly], pod.title, containerOnly);
  yield* strayFields(pod.spec, everyField, pod.title);
  for (const { key, keySpan: where, value } of entries(pod.spec)) {
    const field = hostFields.includes(key) ? undefined : hostFields.find((name) => squeezed(name) === squeezed(key));
    if (!field) continue;
    yield {
      at: where,
      message: `${pod.title} sets ${key}, which Kubernetes does not know: it has no effect. ${field} was meant.`,
      // Which of the two counts, and what of the other is wanted, somebody has to read.
      fix: () =>
        isAbsent(at(pod.spec, field))
          ? asFix(renameKey(value, field), { title: `Write ${field}`, safety: 'review' })
          : undefined,
    };
  }
  const misplaced = keySpan(at(pod.metadata, 'securityContext'));
  if (misplaced)
    yield { at: misplaced, message: `${pod.title} has its securityContext under metadata, where it has no effect.` };
}

export const schemaInvalidSecurityField = defineRule({
  id: 'schema-invalid-security-field',
  title: 'Security setting that Kubernetes does not read',
  control: 'config-scan-ci',
  level: 'baseline',
  severity: 'high',
  stride: ['E', 'T'],
  layer: 'runtime',
  aliases: ['KL:schema-validation'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Kubernetes drops what it does not know: the manifest looks hardened, and the pod runs with the defaults.',
  remedy: 'Write the field as the API spells it, in the place where the API has it.',

  *check(pod) {
    if (pod.fields) return;
    yield* podProblems(pod);
    for (const container of pod.containers) {
      const who = `Container "${container.name}"`;
      const context = at(container.value, 'securityContext');
      yield* unknownKeys(context, [...shared, ...containerOnly], who, podOnly);
      yield* strayFields(container.value, everyField, who);
      const profile = at(context, 'seccompProfile');
      const where = keySpan(profile);
      if (profile.kind === 'scalar' && typeof plain(profile) === 'string' && where)
        yield { at: where, message: `${who} sets seccompProfile to a text; Kubernetes wants a map with a type.` };
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  securityContext:\n    «readOnlyRootFileSystem»: true # safe\n    «fsGroup»: 10001'),
      good: podWith('- name: api\n  securityContext:\n    readOnlyRootFilesystem: true # safe\n    fsGroup: 10001'),
    },
    {
      bad: podSpec(
        'securityContext:\n  runAsNonRoot: true\n«securitycontext»:\n  runAsUser: 1000\ncontainers:\n  - name: api',
      ),
    },
    {
      bad: podSpec(
        'securityContext:\n  «capabilities»: { drop: [ALL] }\ncontainers:\n  - name: api\n    «privileged»: false',
      ),
    },
  ],
  accepts: [
    podWith('- name: api\n  securityContext: { readOnlyRootFilesystem: true, somethingNew: 1 }'),
    podSpec('securityContext: { fsGroup: 10001, sysctls: [] }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Sicherheitseinstellung, die Kubernetes nicht liest',
  why: 'Kubernetes lässt fallen, was es nicht kennt: Das Manifest sieht gehärtet aus, und der Pod läuft mit den Standardwerten.',
  remedy: 'Das Feld so schreiben, wie die API es nennt, und dort, wo die API es hat.',
  says: {
    '{0} sets {1} where Kubernetes does not read it: it has no effect.':
      '{0} setzt {1}, wo Kubernetes es nicht liest: Es hat keine Wirkung.',
    '{0} sets {1}, which Kubernetes does not know: it has no effect. {2} was meant.':
      '{0} setzt {1}, was Kubernetes nicht kennt: Es hat keine Wirkung. Gemeint war {2}.',
    'Take {0} out': '{0} entfernen',
    'Write {0}': '{0} schreiben',
    '{0} sets {1} outside its securityContext: it has no effect.':
      '{0} setzt {1} außerhalb seines securityContext: Es hat keine Wirkung.',
    '{0} has its securityContext under metadata, where it has no effect.':
      '{0} hat seinen securityContext unter metadata, wo er keine Wirkung hat.',
    'Container "{0}"': 'Container „{0}“',
    '{0} sets seccompProfile to a text; Kubernetes wants a map with a type.':
      '{0} setzt seccompProfile auf einen Text; Kubernetes verlangt eine Map mit einem type.',
  },
};
