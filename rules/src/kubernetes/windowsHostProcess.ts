import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podSpec } from '../examples';
import { decisions, whose } from '../model/podSecurity';
import { readBoolean } from '../model/value';
import { defineRule } from '../rule';

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

  *check(container) {
    for (const decision of decisions(container, 'windowsOptions', 'hostProcess')) {
      const setting = readBoolean(decision.value);
      if (!setting.value) continue;
      yield {
        at: setting.span,
        message: `${whose(container, decision)} runs directly on the Windows node (hostProcess).`,
        fix: () => asFix(setValue(decision.value, false), { title: 'Run inside a container', safety: 'review' }),
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
