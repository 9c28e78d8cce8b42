import { combine } from '../edit/fixes';
import { removeVolumes } from '../edit/podEdit';
import { podSpec } from '../examples';
import { hostPaths, runtimeSocketIn } from '../model/podVolumes';
import { defineRule } from '../rule';

export const containerRuntimeSocketMounted = defineRule({
  id: 'container-runtime-socket-mounted',
  title: 'Container can command the container runtime',
  control: 'runtime-socket',
  level: 'baseline',
  severity: 'critical',
  stride: ['E'],
  layer: 'host',
  aliases: ['CKV_K8S_27', 'KSV-0006', 'KICS:a6f34658', 'KL:docker-sock', 'KSE:DockerSock', 'C-0074'],
  references: ['CISD:5.32', 'OWASP:D1'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Whoever can talk to the runtime starts a privileged container next to this one: the socket is the key to the node.',
  remedy:
    'Take the volume and its mounts out; build images with a rootless builder and watch containers through the Kubernetes API.',

  *check(pod) {
    for (const { path, normal, volume } of hostPaths(pod)) {
      const socket = normal === undefined ? undefined : runtimeSocketIn(normal);
      if (path.state !== 'literal' || socket === undefined) continue;
      yield {
        at: path.span,
        message:
          socket === normal
            ? `${pod.title} hands ${path.value}, the socket of the container runtime, to its containers.`
            : `${pod.title} mounts ${path.value}, where the socket of the container runtime lies.`,
        fix: () =>
          combine(removeVolumes(pod, [volume]), {
            title: 'Take the runtime socket away, mounts and all',
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: build\n    volumeMounts:\n      - name: docker\n        mountPath: /var/run/docker.sock\n      - name: work\n        mountPath: /work\nvolumes:\n  - name: docker\n    hostPath:\n      path: «/var/run/docker.sock»\n  - name: work\n    emptyDir: {}',
      ),
      good: podSpec(
        'containers:\n  - name: build\n    volumeMounts:\n      - name: work\n        mountPath: /work\nvolumes:\n  - name: work\n    emptyDir: {}',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: build\nvolumes:\n  - name: run\n    hostPath: { path: «/run/» }\n  - name: a\n    emptyDir: {}',
      ),
      good: podSpec('containers:\n  - name: build\nvolumes:\n  - name: a\n    emptyDir: {}'),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: a\n    hostPath: { path: /run/agent }'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: a\n    emptyDir: {}'),
  ],
});

export const german = {
  title: 'Container kann der Container-Runtime befehlen',
  why: 'Wer mit der Runtime sprechen kann, startet neben diesem einen privilegierten Container: Der Socket ist der Schlüssel zum Node.',
  remedy:
    'Das Volume samt Einbindungen entfernen; Images mit einem rootlosen Builder bauen und Container über die Kubernetes-API beobachten.',
  says: {
    '{0} hands {1}, the socket of the container runtime, to its containers.':
      '{0} gibt {1}, den Socket der Container-Runtime, an seine Container.',
    '{0} mounts {1}, where the socket of the container runtime lies.':
      '{0} bindet {1} ein, wo der Socket der Container-Runtime liegt.',
    'Take the runtime socket away, mounts and all': 'Den Runtime-Socket samt Einbindungen entfernen',
  },
};
