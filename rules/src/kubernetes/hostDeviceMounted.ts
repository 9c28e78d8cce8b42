import { combine } from '../edit/fixes';
import { mergeValue, removeVolumes } from '../edit/podEdit';
import { podSpec } from '../examples';
import { type HostPath, hostPaths, isAtOrUnder, mountsOfVolume } from '../model/podVolumes';
import { at, isAbsent } from '../model/value';
import type { Container, Pod } from '../model/workload';
import { defineRule, type Fix } from '../rule';

const harmless = ['/dev/shm', '/dev/null', '/dev/zero', '/dev/random', '/dev/urandom', '/dev/log'];

/** A resource of a device plugin, and the device files that a container is given with it. */
interface Device {
  readonly resource: string;
  readonly files: RegExp;
  /** One of it, by its file: as many are asked for. */
  readonly one: RegExp;
  /** Any number of containers use it at a time. */
  readonly isShared?: true;
}

/** As the plugins of the makers, and KubeVirt's, call them. /dev/dri alone may be anybody's. */
const devices: readonly Device[] = [
  {
    resource: 'nvidia.com/gpu',
    files: /^\/dev\/nvidia(\d+|ctl|-uvm|-uvm-tools|-modeset|-caps(\/.*)?)$/,
    one: /^\/dev\/nvidia\d+$/,
  },
  { resource: 'amd.com/gpu', files: /^\/dev\/(kfd|dri(\/.*)?)$/, one: /^\/dev\/kfd$/ },
  { resource: 'aws.amazon.com/neuron', files: /^\/dev\/neuron\d+$/, one: /^/ },
  ...['kvm', 'vhost-net', 'net/tun'].map((file): Device => {
    const files = new RegExp(`^/dev/${file}$`);
    return { resource: `devices.kubevirt.io/${file.replace('net/', '')}`, files, one: files, isShared: true };
  }),
];

export const hostDeviceMounted = defineRule({
  id: 'host-device-mounted',
  title: 'Device of the node is mounted',
  control: 'no-privileged',
  level: 'isolation',
  severity: 'high',
  stride: ['E'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.18'],
  fixable: 'sometimes', // Where everybody's device plugin has the same name for it, and one container has it.
  subject: 'pod',
  why: 'A device file from the node goes past every allocation: code nobody controls talks to the driver directly, and drivers are where kernels break.',
  remedy: 'Request the device through its device plugin, for example nvidia.com/gpu: 1, and mount nothing from /dev.',

  *check(pod) {
    const mounted = hostPaths(pod);
    // Whoever offers devices to others has to see them.
    if (mounted.some(({ normal }) => normal && isAtOrUnder(normal, '/var/lib/kubelet/device-plugins'))) return;
    for (const { path, normal } of mounted) {
      if (path.state !== 'literal' || normal === undefined) continue;
      if (!isAtOrUnder(normal, '/dev') || harmless.some((device) => isAtOrUnder(normal, device))) continue;
      const message =
        normal === '/dev'
          ? `${pod.title} mounts every device of its node.`
          : `${pod.title} mounts the device ${path.value} of its node.`;
      yield { at: path.span, message, fix: () => askPlugin(pod, mounted, normal) };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: model\n    volumeMounts:\n      - name: gpu\n        mountPath: /dev/nvidia0\n      - name: uvm\n        mountPath: /dev/nvidia-uvm\n      - name: data\n        mountPath: /data\nvolumes:\n  - name: gpu\n    hostPath: { path: «/dev/nvidia0» }\n  - name: uvm\n    hostPath: { path: «/dev/nvidia-uvm» }\n  - name: data\n    emptyDir: {}',
      ),
      good: podSpec(
        'containers:\n  - name: model\n    resources:\n      limits:\n        nvidia.com/gpu: 1\n    volumeMounts:\n      - name: data\n        mountPath: /data\nvolumes:\n  - name: data\n    emptyDir: {}',
      ),
    },
    {
      bad: podSpec(
        'volumes:\n  - { name: kvm, hostPath: { path: «/dev/kvm», type: CharDevice } }\ncontainers:\n  - name: vm\n    resources: { limits: { memory: 2Gi } }\n    volumeMounts:\n      - { name: kvm, mountPath: /dev/kvm }',
      ),
      good: podSpec(
        'containers:\n  - name: vm\n    resources: { limits: { memory: 2Gi, devices.kubevirt.io/kvm: 1 } }',
      ),
    },
    { bad: podSpec('containers:\n  - name: model\nvolumes:\n  - name: fuse\n    hostPath: { path: «/dev/fuse» }') },
    {
      bad: podSpec(
        'containers:\n  - name: a\n    volumeMounts: [{ name: gpu, mountPath: /dev/nvidia0 }]\n  - name: b\n    volumeMounts: [{ name: gpu, mountPath: /dev/nvidia0 }]\nvolumes:\n  - name: gpu\n    hostPath: { path: «/dev/nvidia0» }',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: a\n    volumeMounts: [{ name: card, mountPath: /dev/dri }]\nvolumes:\n  - name: card\n    hostPath: { path: «/dev/dri» }',
      ),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: model\nvolumes:\n  - name: shm\n    hostPath: { path: /dev/shm }'),
    podSpec('containers:\n  - name: model\n    resources: { limits: { nvidia.com/gpu: 1 } }'),
    podSpec(
      'containers:\n  - name: plugin\nvolumes:\n  - name: dev\n    hostPath: { path: /dev }\n  - name: plugins\n    hostPath: { path: /var/lib/kubelet/device-plugins }',
    ),
  ],
});

/** Takes all files of a device away and asks for it by its name; only where its files stay where they were. */
function askPlugin(pod: Pod, mounted: readonly HostPath[], path: string): Fix | undefined {
  const device = devices.find(({ files }) => files.test(path));
  if (!device) return undefined;
  const own = mounted.filter(({ normal }) => normal !== undefined && device.files.test(normal));
  const count = new Set(own.flatMap(({ normal = '' }) => (device.one.test(normal) ? [normal] : []))).size;
  const mounts = own.flatMap(({ name, normal }) => mountsOfVolume(pod, name).map((one) => ({ ...one, normal })));
  const users = [...new Set(mounts.map(({ container }) => container))];
  const isElsewhere = mounts.some(
    ({ mount, normal }) => mount.path !== normal || !isAbsent(at(mount.value, 'subPath')),
  );
  if (count === 0 || users.length === 0 || isElsewhere) return undefined;
  if (users.some(({ role }) => role === 'ephemeral') || (users.length > 1 && !device.isShared)) return undefined;
  const files = removeVolumes(
    pod,
    own.map(({ volume }) => volume),
  );
  return combine([...files, ...users.flatMap((user) => askFor(user, device.resource, count))], {
    title: `Ask for ${device.resource}: ${count} instead (its device plugin must run in the cluster)`,
    safety: 'review',
  });
}

/** What is asked for already stays as it is. */
function askFor({ value }: Container, resource: string, count: number) {
  const resources = at(value, 'resources');
  const said = [at(resources, 'limits', resource), at(resources, 'requests', resource)];
  if (said.some((amount) => amount.kind === 'unknown')) return [undefined];
  return said.every(isAbsent) ? mergeValue(resources, { limits: { [resource]: count } }) : [];
}

export const german = {
  title: 'Gerät des Nodes ist eingebunden',
  why: 'Eine Gerätedatei des Nodes umgeht jede Zuteilung: Code, den niemand kontrolliert, spricht direkt mit dem Treiber, und an Treibern brechen Kernel.',
  remedy: 'Das Gerät über sein Device-Plugin anfordern, zum Beispiel nvidia.com/gpu: 1, und nichts aus /dev einbinden.',
  says: {
    '{0} mounts every device of its node.': '{0} bindet jedes Gerät seines Nodes ein.',
    '{0} mounts the device {1} of its node.': '{0} bindet das Gerät {1} seines Nodes ein.',
    'Ask for {0}: {1} instead (its device plugin must run in the cluster)':
      'Stattdessen {0}: {1} verlangen (sein Device-Plugin muss im Cluster laufen)',
  },
};
