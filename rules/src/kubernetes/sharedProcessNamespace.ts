import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, readBoolean } from '../model/value';
import { defineRule } from '../rule';

export const sharedProcessNamespace = defineRule({
  id: 'shared-process-namespace',
  title: 'Containers of the pod see each other',
  control: 'sidecar-least-privilege',
  level: 'isolation',
  severity: 'medium',
  stride: ['E', 'I'],
  layer: 'runtime',
  aliases: [],
  references: ['CISD:5.16'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Code in one container reads the files and the environment of the others through /proc, the credentials of the gateway beside it included.',
  remedy: 'Leave shareProcessNamespace out.',

  *check(pod) {
    const setting = readBoolean(at(pod.spec, 'shareProcessNamespace'));
    if (!setting.value) return;
    yield {
      at: setting.span,
      message: `${pod.title} lets its containers look into each other: files, environment and processes.`,
      fix: () =>
        setField(pod.spec, ['shareProcessNamespace'], false, { title: 'Keep the containers apart', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('shareProcessNamespace: «true»\ncontainers:\n  - name: model\n  - name: gateway'),
      good: podSpec('shareProcessNamespace: false\ncontainers:\n  - name: model\n  - name: gateway'),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: model'),
    podSpec('shareProcessNamespace: false\ncontainers:\n  - name: model'),
  ],
});

export const german = {
  title: 'Container des Pods sehen einander',
  why: 'Code in einem Container liest über /proc Dateien und Umgebung der anderen, auch die Zugangsdaten des Gateways daneben.',
  remedy: 'shareProcessNamespace weglassen.',
  says: {
    '{0} lets its containers look into each other: files, environment and processes.':
      '{0} lässt seine Container ineinander sehen: Dateien, Umgebung und Prozesse.',
    'Keep the containers apart': 'Die Container getrennt halten',
  },
};
