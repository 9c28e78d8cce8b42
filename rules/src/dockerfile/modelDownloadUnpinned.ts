import { unpinnedModels } from '../model/commands/models';
import { allCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const modelDownloadUnpinned = defineRule({
  id: 'model-download-unpinned',
  title: 'Model or data set fetched without a revision',
  control: 'model-source-trust',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12', 'OWASP:D13'],
  fixable: 'never', // Which commit was evaluated is not written anywhere.
  subject: 'instruction',
  why: 'Whoever can push to the model repository changes what your server answers, or runs code in it, with the next build or start.',
  remedy: 'Name the commit: `hf download team/model --revision <40 hex>`, `from_pretrained(..., revision="<40 hex>")`.',

  check: on(
    ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
    function* (instruction) {
      for (const command of allCommands(instruction)) {
        for (const { at, name, moving } of unpinnedModels(command)) {
          yield {
            at,
            message: `${instruction.keyword} in ${placeName(instruction)} takes the model "${name}" ${moving ? 'at a revision that moves' : 'without a revision'}.`,
            severity: severityIn(instruction.stage, 'medium'),
          };
        }
      }
    },
    /^(?:python[0-9.]*|pypy3?|ipython|py|hf|huggingface-cli|vllm|text-generation-launcher|text-embeddings-router)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN hf download «shop/model» --local-dir /models\nCMD ["vllm", "serve", «"shop/model"», "--revision", "main"]\n',
    },
    { bad: 'FROM python:3.13\nRUN python -c "from x import A; «A.from_pretrained»(\'shop/model\')"\n' },
  ],
  accepts: [
    `FROM python:3.13\nRUN hf download shop/model --revision ${'a'.repeat(40)}\nCMD ["vllm", "serve", "/models/shop"]\n`,
    'FROM python:3.13\nARG REV\nRUN huggingface-cli download shop/model --revision $REV && python -c "A.from_pretrained(\'/models/a\'); B.from_pretrained(path)"\n',
  ],
});
