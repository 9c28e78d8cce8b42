import { podWith } from '../examples';
import { remoteScripts } from '../model/commands/remoteScript';
import { podCommands } from '../model/podCommands';
import { defineRule } from '../rule';

export const remoteScriptPipedToShellInPod = defineRule({
  id: 'remote-script-piped-to-shell-in-pod',
  title: 'Container runs a script straight from the network',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['OWASP:D9', 'CISD:4.11', 'CISD:4.12'],
  fixable: 'never', // No manifest says what is in the script, and unlike a build a pod cannot be told when it starts.
  subject: 'container',
  why: 'At every start the server, or whoever stands in between, decides what runs here.',
  remedy: 'Put the script into the image, or compare it with a known checksum before it runs.',

  *check(container) {
    for (const script of remoteScripts(podCommands(container))) {
      yield {
        at: script.at,
        message: `Container "${container.name}" lets ${script.interpreter} run a script from ${script.url === '' ? 'the network' : script.url} unchecked.`,
      };
    }
  },

  examples: [{ bad: podWith('- name: api\n  command: [sh, -c, "«curl -s https://x.example/i.sh | sh»"]') }],
  accepts: [podWith('- name: api\n  command: [sh, -c, "curl -so i.json https://x.example/i.json"]')],
});

export const german = {
  title: 'Container führt ein Skript direkt aus dem Netz aus',
  why: 'Bei jedem Start bestimmt der Server, oder wer dazwischen steht, was hier läuft.',
  remedy: 'Das Skript ins Image legen oder vor dem Ausführen mit einer bekannten Prüfsumme vergleichen.',
  says: {
    'Container "{0}" lets {1} run a script from {2} unchecked.':
      'Container „{0}“ lässt {1} ein Skript von {2} ungeprüft ausführen.',
    'the network': 'irgendwo im Netz',
  },
};
