import { downloadOf, urlFile } from '../model/commands/download';
import { allCommands, on, placeName } from '../model/dockerfile/judge';
import { isPickledFile } from '../model/pickledFile';
import { defineRule } from '../rule';

export const pickleModelArtifactBaked = defineRule({
  id: 'pickle-model-artifact-baked',
  title: 'Pickle-based model file placed in the image',
  control: 'model-serialization',
  level: 'isolation',
  severity: 'low',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never', // The model has to be saved again in another format.
  subject: 'instruction',
  why: 'Loading such a file runs whatever code it holds, so whoever made or replaced it owns the server.',
  remedy: 'Save the weights as safetensors, ONNX or GGUF, and compare a checksum when you fetch them.',

  check: on(['RUN', 'COPY', 'ADD', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'], function* (instruction) {
    if (instruction.stage?.ships === false) return;
    const where = placeName(instruction);
    if ((instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && !instruction.from) {
      for (const source of instruction.sources) {
        if (!isPickledFile(source.text)) continue;
        yield {
          at: source.span,
          message: `"${source.text}" in ${where} is in a format that can run code when it is loaded.`,
        };
      }
    }
    if (instruction.keyword !== 'RUN') return;
    for (const command of allCommands(instruction)) {
      for (const url of downloadOf(command)?.urls ?? []) {
        if (!isPickledFile(urlFile(url.text))) continue;
        yield {
          at: url.span,
          message: `"${urlFile(url.text)}" in ${where} is in a format that can run code when it is loaded.`,
        };
      }
    }
  }),

  examples: [{ bad: 'FROM python:3.13\nCOPY app.py «model.pkl» /app/\nRUN wget «https://x.example/w.pth?raw=1»\n' }],
  accepts: [
    'FROM python:3.13\nCOPY model.safetensors model.onnx data.bin app.pt.py /app/\nCOPY --from=trained /m.pkl /\n',
  ],
});

export const german = {
  title: 'Modelldatei im Pickle-Format im Image',
  why: 'So eine Datei zu laden führt jeden Code aus, den sie enthält; wer sie gemacht oder ersetzt hat, besitzt also den Server.',
  remedy: 'Die Gewichte als safetensors, ONNX oder GGUF speichern und beim Holen eine Prüfsumme vergleichen.',
  says: {
    '"{0}" in {1} is in a format that can run code when it is loaded.':
      '„{0}“ in {1} hat ein Format, das beim Laden Code ausführen kann.',
  },
};
