import { podWith } from '../examples';
import { unsafeLoads } from '../model/commands/pythonRisks';
import { podCommands } from '../model/podCommands';
import { defineRule } from '../rule';

export const unsafeDeserializationInPod = defineRule({
  id: 'unsafe-deserialization-in-pod',
  title: 'Script loads data that can run code',
  control: 'request-deserialization',
  level: 'isolation',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never',
  subject: 'container',
  why: 'These calls run whatever code the file asks for: whoever supplies the model or the data runs code in the server.',
  remedy: 'Use a format without code (safetensors, JSON), or weights_only=True with a current torch.',

  *check(container) {
    for (const command of podCommands(container)) {
      for (const { at, what } of unsafeLoads(command)) {
        yield { at, message: `Container "${container.name}" reads data that can run code: ${what}.` };
      }
    }
  },

  examples: [{ bad: podWith('- name: model\n  command: [python3, -c, "import torch; «torch.load»(1)"]') }],
  accepts: [podWith('- name: model\n  command: [python3, -c, "import json; json.load(1)"]')],
});

export const german = {
  title: 'Skript lädt Daten, die Code ausführen können',
  why: 'Diese Aufrufe führen jeden Code aus, den die Datei verlangt: Wer das Modell oder die Daten liefert, führt Code im Server aus.',
  remedy: 'Ein Format ohne Code verwenden (safetensors, JSON) oder weights_only=True mit aktuellem torch.',
  says: {
    'Container "{0}" reads data that can run code: {1}.':
      'Container „{0}“ liest Daten, die Code ausführen können: {1}.',
  },
};
