import { weakeningSteps } from '../model/dockerfile/weakeningSteps';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';

function weakens(command: Command): string | undefined {
  const name = command.name.toLowerCase();
  const line = command.args.map((word) => word.text.toLowerCase()).join(' ');
  if (
    name === 'set-mppreference' &&
    /-disable\w+\s+(?:\$true|1)|-exclusionpath\s+["']?[a-z]:\\?["']?(?:\s|$)/.test(line)
  )
    return 'switches Defender off';
  if (/^(?:uninstall-windowsfeature|remove-windowsfeature)$/.test(name) && /windows-defender/.test(line))
    return 'removes Defender';
  if (name === 'netsh' && /advfirewall set \w+ state off/.test(line)) return 'switches the firewall off';
  if (name === 'set-netfirewallprofile' && /-enabled\s+(?:\$?false|0)/.test(line)) return 'switches the firewall off';
  if ((name === 'reg' || name === 'new-itemproperty' || name === 'set-itemproperty') && /enablelua\b.*\b0\b/.test(line))
    return 'switches user account control off';
  if (/^(?:reg|new-itemproperty|set-itemproperty)$/.test(name) && /schusestrongcrypto\b.*\b0\b/.test(line))
    return 'allows old encryption';
  if (name === 'set-executionpolicy' && /(?:bypass|unrestricted)/.test(line) && !/-scope\s+process/.test(line))
    return 'lets any script run';
  if (/^(?:enable-windowsoptionalfeature|install-windowsfeature|dism)$/.test(name) && /smb1protocol|fs-smb1/.test(line))
    return 'switches SMB 1 on';
  return undefined;
}

export const windowsProtectionDisabled = defineRule({
  id: 'windows-protection-disabled',
  title: 'Windows protection switched off during build',
  control: 'hardened-base-image',
  level: 'baseline',
  severity: 'medium',
  stride: ['E', 'T', 'I'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.3'],
  fixable: 'sometimes', // Only a step that nothing else leans on.
  subject: 'instruction',
  why: 'The protection stays off in every container of the image.',
  remedy: 'Leave the step out; for a single script use `-ExecutionPolicy` on its own call, best with a signed script.',

  check: weakeningSteps(weakens, /^(?:(?:set|new|remove|uninstall|install|enable)-[a-z0-9]+|netsh|reg|dism)$/m),

  examples: [
    {
      bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nRUN «Set-MpPreference -DisableRealtimeMonitoring $true»; «Set-ExecutionPolicy Bypass -Force»\nCMD a\n',
      good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nCMD a\n',
    },
    {
      bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN «netsh advfirewall set allprofiles state off» && dir\n',
      good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN dir\n',
    },
  ],
  accepts: [
    'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nRUN Set-ExecutionPolicy Bypass -Scope Process -Force; Set-MpPreference -DisableRealtimeMonitoring $false\n',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN powershell -ExecutionPolicy Bypass -File a.ps1\n',
  ],
});

export const german = {
  title: 'Windows-Schutz beim Build abgeschaltet',
  why: 'Der Schutz bleibt in jedem Container des Images abgeschaltet.',
  remedy:
    'Den Schritt weglassen; für ein einzelnes Skript `-ExecutionPolicy` an dessen Aufruf verwenden, am besten mit signiertem Skript.',
  says: {
    'switches Defender off': 'schaltet Defender ab',
    'removes Defender': 'entfernt Defender',
    'switches the firewall off': 'schaltet die Firewall ab',
    'switches user account control off': 'schaltet die Benutzerkontensteuerung ab',
    'allows old encryption': 'erlaubt alte Verschlüsselung',
    'lets any script run': 'lässt jedes Skript laufen',
    'switches SMB 1 on': 'schaltet SMB 1 ein',
    'A step of {0} {1}.': 'Ein Schritt in {0} {1}.',
    'Leave the step out': 'Den Schritt weglassen',
  },
};
