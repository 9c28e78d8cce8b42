import { asFix } from '../edit/fixes';
import { securePod } from '../edit/podEdit';
import { setValue } from '../edit/yamlEdit';
import { podSpec } from '../examples';
import { decisions, whose } from '../model/podSecurity';
import { plain, readString } from '../model/value';
import { inherited } from '../model/workload';
import { defineRule } from '../rule';

const administrators =
  /^((nt authority|autorite nt)\\)?(system|local service|network service)$|^(builtin\\administrators|containeradministrator)$/i;

export const windowsRunAsAdministrator = defineRule({
  id: 'windows-run-as-administrator',
  title: 'Windows container runs as administrator',
  control: 'windows-container-user',
  level: 'restricted',
  severity: 'high',
  stride: ['E'],
  layer: 'runtime',
  aliases: [],
  references: ['CISD:4.1', 'OWASP:D2'],
  fixable: 'sometimes',
  subject: 'container',
  why: 'As administrator a program owns everything in its Windows container, and holes in the isolation of Windows Server containers start from there.',
  remedy: 'Set windowsOptions.runAsUserName to ContainerUser.',

  *check(container) {
    if (container.pod.os !== 'windows') return;
    // What runs on the node itself knows the users of the node only.
    const isOnNode = plain(inherited(container, 'windowsOptions', 'hostProcess')) === true;
    for (const decision of decisions(container, 'windowsOptions', 'runAsUserName')) {
      const user = readString(decision.value);
      const title = 'Run as ContainerUser';
      if (user.state === 'literal' && administrators.test(user.value)) {
        yield {
          at: user.span,
          message: `${whose(container, decision)} runs as ${user.value}.`,
          fix: () =>
            isOnNode ? undefined : asFix(setValue(decision.value, 'ContainerUser'), { title, safety: 'review' }),
        };
      }
      const image = container.image.value ?? '';
      if (
        decision.level === 'missing' &&
        user.state === 'absent' &&
        /mcr\.microsoft\.com\/windows(\/servercore|\/server)?[:@]/.test(image)
      ) {
        yield {
          at: container.nameSpan,
          message: `Container "${container.name}" runs as ContainerAdministrator, the default of its image.`,
          fix: () => securePod(container, { windowsOptions: { runAsUserName: 'ContainerUser' } }, title),
        };
      }
    }
  },

  examples: [
    {
      bad: podSpec(
        'securityContext:\n  windowsOptions:\n    hostProcess: true\n    runAsUserName: «NT AUTHORITY\\SYSTEM»\ncontainers:\n  - name: agent',
      ),
    },
    {
      bad: podSpec(
        'os: { name: windows }\nsecurityContext:\n  windowsOptions:\n    runAsUserName: «ContainerAdministrator»\ncontainers:\n  - name: web',
      ),
      good: podSpec(
        'os: { name: windows }\nsecurityContext:\n  windowsOptions:\n    runAsUserName: ContainerUser\ncontainers:\n  - name: web',
      ),
    },
    {
      bad: podSpec(
        'os: { name: windows }\ncontainers:\n  - name: «web»\n    image: mcr.microsoft.com/windows/servercore:ltsc2022',
      ),
      good: podSpec(
        'securityContext:\n  windowsOptions:\n    runAsUserName: ContainerUser\nos: { name: windows }\ncontainers:\n  - name: web\n    image: mcr.microsoft.com/windows/servercore:ltsc2022',
      ),
    },
  ],
  accepts: [
    podSpec(
      'os: { name: windows }\ncontainers:\n  - name: web\n    securityContext: { windowsOptions: { runAsUserName: ContainerUser } }',
    ),
    podSpec(
      'os: { name: windows }\ncontainers:\n  - name: web\n    image: mcr.microsoft.com/windows/nanoserver:ltsc2022',
    ),
    podSpec('containers:\n  - name: web'),
  ],
});

export const german = {
  title: 'Windows-Container läuft als Administrator',
  why: 'Als Administrator besitzt ein Programm alles in seinem Windows-Container, und Lücken in der Isolation von Windows-Server-Containern beginnen dort.',
  remedy: 'windowsOptions.runAsUserName auf ContainerUser setzen.',
  says: {
    'Run as ContainerUser': 'Als ContainerUser ausführen',
    '{0} runs as {1}.': '{0} läuft als {1}.',
    'Container "{0}" runs as ContainerAdministrator, the default of its image.':
      'Container „{0}“ läuft als ContainerAdministrator, der Voreinstellung seines Images.',
  },
};
