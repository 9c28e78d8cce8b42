import { deploymentSpec } from '../examples';
import { guards, guardsOf, podsOf } from '../model/selection';
import { at, isAbsent, items, plain } from '../model/value';
import { type Container, inherited, isUntrusted, type Pod } from '../model/workload';
import { defineRule } from '../rule';

/** A summary for workloads marked untrusted. What is not known counts as held. */
export const isolationChainIncomplete = defineRule({
  id: 'isolation-chain-incomplete',
  title: 'Arbitrary-code workload misses a link of the isolation chain',
  control: 'single-layer-dependence',
  level: 'isolation',
  severity: 'high',
  stride: ['S', 'T', 'R', 'I', 'D', 'E'],
  layer: 'host',
  aliases: ['C-0242', 'C-0249'],
  references: [],
  fixable: 'never',
  subject: 'workspace',
  why: 'Code that nobody checked breaks out through the one protection that is missing; the others then have to hold alone.',
  remedy: 'Close the links named here; each has a rule of its own with a fix.',

  *check(workspace, context) {
    const policies = guardsOf(workspace).filter((guard) => guard.governs('egress'));
    for (const placed of podsOf(workspace)) {
      const { pod, file } = placed;
      if (!isUntrusted(pod, context) || pod.containers.length === 0) continue;
      if (pod.os === 'windows') continue; // Most links are fields that the API server refuses there.
      const missing = [
        ...links.filter(([, holds]) => !pod.containers.every((container) => holds(container))).map(([name]) => name),
        ...podLinks.filter(([, holds]) => !holds(pod)).map(([name]) => name),
        ...(!workspace.whole || policies.some((policy) => guards(policy, placed) !== 'no') ? [] : ['closed egress']),
      ];
      if (missing.length === 0) continue;
      yield { at: pod.nameSpan, file, message: `${pod.title} runs code nobody controls without ${inWords(missing)}.` };
    }
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: run\n    image: shop/run:1.4').replace('name: shop', 'name: «shop»'),
      context: { untrusted: { all: true, labels: [] } },
    },
  ],
  accepts: [
    {
      text: deploymentSpec('containers:\n  - name: run\n    image: shop/run:1.4'),
      context: { profile: 'restricted', untrusted: { all: false, labels: ['isolation=untrusted'] } },
    },
  ],
});

type Link<T> = readonly [name: string, holds: (subject: T) => boolean];

const isUnknown = (kind: string) => kind === 'unknown';

const links: readonly Link<Container>[] = [
  [
    'a user other than root',
    (container) => {
      const user = plain(inherited(container, 'runAsUser'));
      const enforced = inherited(container, 'runAsNonRoot');
      return plain(enforced) === true || (typeof user === 'number' && user > 0) || isUnknown(enforced.kind);
    },
  ],
  [
    'dropped capabilities',
    (container) => {
      const drop = at(container.value, 'securityContext', 'capabilities', 'drop');
      return isUnknown(drop.kind) || items(drop).some((item) => String(plain(item)).toUpperCase() === 'ALL');
    },
  ],
  [
    'a seccomp profile',
    (container) => {
      const type = inherited(container, 'seccompProfile', 'type');
      return isUnknown(type.kind) || /^(RuntimeDefault|Localhost)$/.test(String(plain(type)));
    },
  ],
  [
    'a read-only root',
    (container) => {
      const setting = at(container.value, 'securityContext', 'readOnlyRootFilesystem');
      return isUnknown(setting.kind) || plain(setting) === true;
    },
  ],
  ['a memory limit', (container) => !isAbsent(at(container.value, 'resources', 'limits', 'memory'))],
];

const podLinks: readonly Link<Pod>[] = [
  [
    'a token kept away (automountServiceAccountToken: false)',
    (pod) => plain(at(pod.spec, 'automountServiceAccountToken')) === false,
  ],
  [
    'a sandbox (runtimeClassName) or a user namespace',
    (pod) => !isAbsent(at(pod.spec, 'runtimeClassName')) || plain(at(pod.spec, 'hostUsers')) === false,
  ],
];

function inWords(list: readonly string[]): string {
  return list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
}

export const german = {
  title: 'Anwendung mit beliebigem Code fehlt ein Glied der Isolationskette',
  why: 'Ungeprüfter Code bricht durch den einen fehlenden Schutz aus; die anderen müssen dann allein halten.',
  remedy: 'Die hier genannten Glieder schließen; jedes hat eine eigene Regel mit Fix.',
  says: {
    'closed egress': 'geschlossener Egress',
    '{0} runs code nobody controls without {1}.': '{0} führt Code aus, den niemand kontrolliert; es fehlt: {1}.',
    'a user other than root': 'ein anderer Benutzer als root',
    'dropped capabilities': 'entzogene Capabilities',
    'a seccomp profile': 'ein seccomp-Profil',
    'a read-only root': 'ein schreibgeschütztes Root-Dateisystem',
    'a memory limit': 'ein Speicherlimit',
    'a token kept away (automountServiceAccountToken: false)':
      'ein ferngehaltenes Token (automountServiceAccountToken: false)',
    'a sandbox (runtimeClassName) or a user namespace': 'eine Sandbox (runtimeClassName) oder ein User-Namespace',
  },
};
