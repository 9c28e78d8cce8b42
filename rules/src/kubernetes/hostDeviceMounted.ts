import { podSpec } from '../examples';
import { hostPaths, isAtOrUnder } from '../model/podVolumes';
import { defineRule } from '../rule';

const harmless = ['/dev/shm', '/dev/null', '/dev/zero', '/dev/random', '/dev/urandom', '/dev/log'];

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
  fixable: 'never', // What the device plugin of the cluster calls the device is not in the file.
  subject: 'pod',
  why: 'A device file from the node goes past every allocation: code nobody controls talks to the driver directly, and drivers are where kernels break.',
  remedy: 'Request the device through its device plugin, for example nvidia.com/gpu: 1, and mount nothing from /dev.',

  *check(pod) {
    for (const { path, normal } of hostPaths(pod)) {
      if (path.state !== 'literal' || normal === undefined) continue;
      if (!isAtOrUnder(normal, '/dev') || harmless.some((device) => isAtOrUnder(normal, device))) continue;
      const message =
        normal === '/dev'
          ? `${pod.title} mounts every device of its node.`
          : `${pod.title} mounts the device ${path.value} of its node.`;
      yield { at: path.span, message };
    }
  },

  examples: [
    { bad: podSpec('containers:\n  - name: model\nvolumes:\n  - name: gpu\n    hostPath: { path: «/dev/nvidia0» }') },
  ],
  accepts: [
    podSpec('containers:\n  - name: model\nvolumes:\n  - name: shm\n    hostPath: { path: /dev/shm }'),
    podSpec('containers:\n  - name: model\n    resources: { limits: { nvidia.com/gpu: 1 } }'),
  ],
});

export const german = {
  title: 'Gerät des Nodes ist eingebunden',
  why: 'Eine Gerätedatei des Nodes umgeht jede Zuteilung: Code, den niemand kontrolliert, spricht direkt mit dem Treiber, und an Treibern brechen Kernel.',
  remedy: 'Das Gerät über sein Device-Plugin anfordern, zum Beispiel nvidia.com/gpu: 1, und nichts aus /dev einbinden.',
  says: {
    '{0} mounts every device of its node.': '{0} bindet jedes Gerät seines Nodes ein.',
    '{0} mounts the device {1} of its node.': '{0} bindet das Gerät {1} seines Nodes ein.',
  },
};
