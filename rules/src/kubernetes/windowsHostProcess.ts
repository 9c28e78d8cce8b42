import type { Context } from '../context';
import { combine } from '../edit/fixes';
import { mergeValue } from '../edit/podEdit';
import { setValue, type YamlChange } from '../edit/yamlEdit';
import { podSpec } from '../examples';
import { declaredOs, hasLinuxOnlyFields } from '../model/podOs';
import { decisions, since, whose } from '../model/podSecurity';
import { at, readBoolean } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule } from '../rule';

/** Without the switch nothing else may tell that the pod is for Windows, and it would be hardened as one for Linux. */
function declaration(pod: Pod, context: Context): readonly (YamlChange | undefined)[] {
  const mayDeclare = context.kubernetes >= since.windowsSpared && takesField(pod, 'os');
  if (!mayDeclare || declaredOs(pod.spec) || hasLinuxOnlyFields(pod)) return [];
  return mergeValue(at(pod.spec, 'os'), { name: 'windows' });
}

export const windowsHostProcess = defineRule({
  id: 'windows-host-process',
  title: 'Windows container is a process of its node',
  control: 'windows-container-user',
  level: 'baseline',
  severity: 'critical',
  stride: ['E'],
  layer: 'host',
  aliases: ['KSV-0103', 'PO:hostProcess', 'C-0202', 'PSS-B:hostProcess'],
  references: ['CISK:5.2.10'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'A HostProcess container is no container at all: its program runs on the Windows node with the rights of a service.',
  remedy: 'Turn hostProcess off and drop hostNetwork and the SYSTEM user that came with it.',

  *check(container, context) {
    for (const decision of decisions(container, 'windowsOptions', 'hostProcess')) {
      const setting = readBoolean(decision.value);
      if (!setting.value) continue;
      yield {
        at: setting.span,
        message: `${whose(container, decision)} runs directly on the Windows node (hostProcess).`,
        fix: () =>
          combine([setValue(decision.value, false), ...declaration(container.pod, context)], {
            title: 'Run inside a container',
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'os: { name: windows }\nsecurityContext:\n  windowsOptions:\n    hostProcess: «true»\ncontainers:\n  - name: agent',
      ),
      good: podSpec(
        'os: { name: windows }\nsecurityContext:\n  windowsOptions:\n    hostProcess: false\ncontainers:\n  - name: agent',
      ),
    },
    {
      bad: podSpec(
        'containers:\n  - name: agent\n    securityContext:\n      windowsOptions:\n        hostProcess: «true»',
      ),
      good: podSpec(
        'os:\n  name: windows\ncontainers:\n  - name: agent\n    securityContext:\n      windowsOptions:\n        hostProcess: false',
      ),
    },
  ],
  accepts: [
    podSpec('securityContext: { windowsOptions: { hostProcess: false } }\ncontainers:\n  - name: api'),
    podSpec('containers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Windows-Container ist ein Prozess seines Nodes',
  why: 'Ein HostProcess-Container ist gar kein Container: Sein Programm läuft mit den Rechten eines Dienstes auf dem Windows-Node.',
  remedy: 'hostProcess abschalten und hostNetwork sowie den SYSTEM-Benutzer dazu entfernen.',
  says: {
    '{0} runs directly on the Windows node (hostProcess).': '{0} läuft direkt auf dem Windows-Node (hostProcess).',
    'Run inside a container': 'In einem Container ausführen',
  },
};
