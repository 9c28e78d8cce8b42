import { dockerfileFix } from '../edit/dockerfileEdit';
import { sentence } from '../model/dockerfile/judge';
import { insertBeforeStart } from '../model/dockerfile/users';
import { defineRule } from '../rule';

export const windowsUserAdministrator = defineRule({
  id: 'windows-user-administrator',
  title: 'Windows image runs as administrator',
  control: 'windows-container-user',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'image',
  aliases: ['PSS-B:hostProcess'],
  references: ['CISD:4.1'],
  fixable: 'sometimes', // IIS needs its own account, which is not for a linter to choose.
  subject: 'stage',
  why: 'ContainerAdministrator owns every file, service and registry key in the container and can use far more of the shared Windows kernel than a program needs.',
  remedy: 'Add `USER ContainerUser` behind the last step that needs to install something.',

  *check(stage) {
    if (!stage.isTarget || stage.os !== 'windows' || stage.user.root !== true) return;
    const { instruction, name } = stage.user;
    const isIis = /(?:^|[/-])(?:iis|aspnet|wcf)(?:$|[/-])/.test(stage.base.image?.path ?? '');
    yield {
      at: instruction ? instruction.user.span : stage.nameSpan,
      message: instruction
        ? `${sentence(stage.label)} ends as "${name ?? ''}", an administrator of the container.`
        : `${sentence(stage.label)} never sets a user, so the image runs as ContainerAdministrator.`,
      fix: () =>
        isIis
          ? undefined
          : dockerfileFix('Run as ContainerUser', 'review', [insertBeforeStart(stage, ['USER ContainerUser'], 'USER')]),
    };
  },

  examples: [
    {
      bad: '# escape=`\nFROM «mcr.microsoft.com/windows/servercore:ltsc2025»\nCOPY app.exe C:\\app\\\nENTRYPOINT ["C:\\\\app\\\\app.exe"]\n',
      good: '# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2025\nCOPY app.exe C:\\app\\\nUSER ContainerUser\nENTRYPOINT ["C:\\\\app\\\\app.exe"]\n',
    },
    {
      bad: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nUSER «ContainerAdministrator»\nRUN setx PATH x\n',
      good: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nUSER ContainerAdministrator\nRUN setx PATH x\nUSER ContainerUser\n',
    },
    { bad: 'FROM «mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2025»\n' },
  ],
  accepts: [
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY app.exe C:/app/\n',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nUSER ContainerUser\n',
    'FROM debian:13.1\n',
  ],
});

export const german = {
  title: 'Windows-Image läuft als Administrator',
  why: 'ContainerAdministrator besitzt jede Datei, jeden Dienst und Registry-Schlüssel im Container und kann weit mehr des geteilten Windows-Kernels nutzen, als ein Programm braucht.',
  remedy: '`USER ContainerUser` hinter dem letzten Schritt hinzufügen, der etwas installieren muss.',
  says: {
    '{0} ends as "{1}", an administrator of the container.': '{0} endet als „{1}“, ein Administrator des Containers.',
    '{0} never sets a user, so the image runs as ContainerAdministrator.':
      '{0} setzt keinen Benutzer, das Image läuft also als ContainerAdministrator.',
    'Run as ContainerUser': 'Als ContainerUser ausführen',
  },
};
