import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { isSandboxed } from '../model/podSandbox';
import { at, items, plain, readBoolean } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

export const userNamespaceNotIsolated = defineRule({
  id: 'user-namespace-not-isolated',
  title: 'Users of the container are users of the node',
  control: 'user-namespaces',
  level: 'isolation',
  severity: 'medium',
  stride: ['E'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.31', 'OWASP:D2'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Root in the container is root of the node for the kernel. With a user namespace a break-out ends as nobody.',
  remedy:
    'Set hostUsers: false (Kubernetes 1.33 and newer; the node needs id-mapped mounts). A VM sandbox makes it optional.',

  *check(pod, context) {
    if (context.kubernetes < 33 || pod.os === 'windows' || !takesField(pod, 'hostUsers') || isSandboxed(pod)) return;
    const setting = readBoolean(at(pod.spec, 'hostUsers'));
    if (setting.state === 'unknown' || setting.value === false) return;
    // These need the users of the node; the API refuses the combination.
    if (['hostNetwork', 'hostPID', 'hostIPC'].some((key) => plain(at(pod.spec, key)) === true)) return;
    if (pod.containers.some((container) => items(at(container.value, 'volumeDevices')).length > 0)) return;
    yield {
      at: setting.span ?? pod.nameSpan,
      message: `${pod.title} shares its users with the node: root inside is root outside.`,
      fix: () => setField(pod.spec, ['hostUsers'], false, { title: 'Give the pod users of its own', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('hostUsers: «true»\ncontainers:\n  - name: model'),
      good: podSpec('hostUsers: false\ncontainers:\n  - name: model'),
    },
    {
      bad: podSpec('containers:\n  - name: model').replace('name: shop', 'name: «shop»'),
      good: podSpec('hostUsers: false\ncontainers:\n  - name: model'),
    },
  ],
  accepts: [
    podSpec('hostUsers: false\ncontainers:\n  - name: model'),
    podSpec('runtimeClassName: kata-vm-isolation\ncontainers:\n  - name: model'),
    podSpec('hostNetwork: true\ncontainers:\n  - name: model'),
    podSpec('os: { name: windows }\ncontainers:\n  - name: model'),
    { text: podSpec('containers:\n  - name: model'), context: { kubernetes: 32 } },
  ],
});

export const german = {
  title: 'Benutzer des Containers sind Benutzer des Nodes',
  why: 'Root im Container ist für den Kernel root des Nodes. Mit einem User-Namespace endet ein Ausbruch als niemand.',
  remedy:
    'hostUsers: false setzen (ab Kubernetes 1.33; der Node braucht ID-mapped Mounts). Eine VM-Sandbox macht es entbehrlich.',
  says: {
    '{0} shares its users with the node: root inside is root outside.':
      '{0} teilt seine Benutzer mit dem Node: root drinnen ist root draußen.',
    'Give the pod users of its own': 'Dem Pod eigene Benutzer geben',
  },
};
