import { checksOutCommit } from '../model/commands/git';
import { hubClone, type ModelDownload, unpinnedHubFile, unpinnedModels } from '../model/commands/models';
import type { Instruction } from '../model/dockerfile';
import { allCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

function modelsOf(instruction: Instruction): ModelDownload[] {
  if (instruction.keyword === 'ADD') {
    const isChecked = instruction.flags.some((flag) => flag.name === 'checksum');
    return isChecked ? [] : instruction.sources.flatMap(unpinnedHubFile);
  }
  const commands = allCommands(instruction);
  const found = commands.flatMap(unpinnedModels);
  if (checksOutCommit(commands)) return found;
  for (const command of commands) {
    const clone = hubClone(command);
    if (clone) found.push({ at: clone.word.span, name: clone.name, moving: false });
  }
  return found;
}

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
    ['RUN', 'ADD', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
    function* (instruction) {
      for (const { at, name, moving } of modelsOf(instruction)) {
        yield {
          at,
          message: `${instruction.keyword} in ${placeName(instruction)} takes "${name}" ${moving ? 'at a revision that moves' : 'without a revision'}.`,
          severity: severityIn(instruction.stage, 'medium'),
        };
      }
    },
    /^(?:python[0-9.]*|pypy3?|ipython|py|hf|huggingface-cli|vllm|text-generation-launcher|text-embeddings-router|infinity_emb|optimum-cli|ollama|git|curl|wget2?|aria2c)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN hf download «shop/model» --local-dir /models\nCMD ["vllm", "serve", «"shop/model"», "--revision", "main"]\n',
    },
    {
      bad: 'FROM python:3.13\nRUN curl -LO «https://huggingface.co/shop/model/resolve/main/m.gguf» && git lfs clone «https://huggingface.co/shop/model»\nRUN ollama pull «llama3» && ollama pull llama3:8b-q4\n',
    },
    { bad: "FROM python:3.13\nRUN python -c \"import torch; «torch.hub.load»('shop/vision:v1', 'net')\"\n" },
    { bad: 'FROM python:3.13\nRUN python -c "from x import A; «A.from_pretrained»(\'shop/model\')"\n' },
  ],
  accepts: [
    `FROM python:3.13\nRUN hf download shop/model --revision ${'a'.repeat(40)}\nCMD ["vllm", "serve", "/models/shop"]\n`,
    `FROM python:3.13\nADD https://huggingface.co/a/b/resolve/${'a'.repeat(40)}/m.gguf /m/\nRUN git clone https://huggingface.co/a/b && git -C b checkout ${'a'.repeat(40)}\n`,
    'FROM python:3.13\nARG REV\nRUN huggingface-cli download shop/model --revision $REV && python -c "A.from_pretrained(\'/models/a\'); B.from_pretrained(path)"\n',
  ],
});

export const german = {
  title: 'Modell oder Datensatz ohne Revision geholt',
  why: 'Wer in das Modell-Repository schreiben kann, ändert beim nächsten Build oder Start, was der Server antwortet, oder führt Code darin aus.',
  remedy:
    'Den Commit nennen: `hf download team/model --revision <40 Hex>`, `from_pretrained(..., revision="<40 Hex>")`.',
  says: {
    'at a revision that moves': 'in einer Revision, die wandert',
    'without a revision': 'ohne Revision',
    '{0} in {1} takes "{2}" {3}.': '{0} in {1} bezieht „{2}“ {3}.',
  },
};
