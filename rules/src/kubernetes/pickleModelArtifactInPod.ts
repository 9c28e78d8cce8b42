import { podWith } from '../examples';
import { placeOf } from '../model/object';
import { isPickledFile } from '../model/pickledFile';
import { podCommands, podVariables } from '../model/podCommands';
import { at } from '../model/value';
import { defineRule } from '../rule';

/** The twin of `pickle-model-artifact-baked`: the model is named to the program, or fetched by it, when the pod starts. */
export const pickleModelArtifactInPod = defineRule({
  id: 'pickle-model-artifact-in-pod',
  title: 'Program is given a pickle-based model file',
  control: 'model-serialization',
  level: 'isolation',
  severity: 'low',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never', // The model has to be saved again in another format.
  subject: 'container',
  why: 'Loading such a file runs whatever code it holds, so whoever made or replaced it owns the server.',
  remedy: 'Save the weights as safetensors, ONNX or GGUF, and compare a checksum when you fetch them.',

  *check(container) {
    const told = (file: string) =>
      `Container "${container.name}" is given "${file}", whose format can run code when it is loaded.`;
    for (const command of podCommands(container)) {
      for (const word of command.words) {
        const file = fileIn(word.value);
        if (file) yield { at: word.span, message: told(file) };
      }
    }
    for (const { value, item } of podVariables(container)) {
      const file = fileIn(value);
      if (file) yield { at: placeOf(at(item, 'value')), message: told(file) };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: model\n  args: [serve, «--model=/models/m.pkl»]\n  env:\n    - name: WEIGHTS\n      value: «s3://models/w.pth»',
      ),
    },
  ],
  accepts: [
    podWith(
      '- name: model\n  args: [serve, --model=/models/m.safetensors, --format=.pt]\n  env: [{ name: A, value: "" }]',
    ),
    podWith('- name: model\n  args: ["--model={{ .Values.model }}.pkl"]'),
  ],
});

/** The name of the file that an argument or a variable leads to, without what a download adds to its address. */
function fileIn(text: string | undefined): string | undefined {
  const path = text?.replace(/^--?[\w-]+=/, '').replace(/[?#].*$/, '') ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^[\w.-]+$/.test(name) && !name.startsWith('.') && isPickledFile(name) ? name : undefined;
}

export const german = {
  title: 'Programm bekommt eine Modelldatei im Pickle-Format',
  why: 'Das Laden einer solchen Datei führt aus, was in ihr steht: Wer sie gemacht oder ersetzt hat, dem gehört der Server.',
  remedy: 'Die Gewichte als safetensors, ONNX oder GGUF speichern und beim Holen eine Prüfsumme vergleichen.',
  says: {
    'Container "{0}" is given "{1}", whose format can run code when it is loaded.':
      'Container „{0}“ bekommt „{1}“, dessen Format beim Laden Code ausführen kann.',
  },
};
