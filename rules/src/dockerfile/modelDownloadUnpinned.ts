import { argumentNames, isExpanded, takeFromArgument } from '../edit/buildArgument';
import { isVerbatim } from '../edit/dockerfileEdit';
import { checksOutCommit } from '../model/commands/git';
import { hubClone, type ModelDownload, unpinnedHubFile, unpinnedModels } from '../model/commands/models';
import type { Instruction } from '../model/dockerfile';
import { allCommands, isEndless, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

type Found = ModelDownload & { readonly command?: Command };

function modelsOf(instruction: Instruction): Found[] {
  if (instruction.keyword === 'ADD') {
    const isChecked = instruction.flags.some((flag) => flag.name === 'checksum');
    return isChecked ? [] : instruction.sources.flatMap(unpinnedHubFile);
  }
  const commands = allCommands(instruction);
  const found: Found[] = commands.flatMap((command) => unpinnedModels(command).map((one) => ({ ...one, command })));
  if (checksOutCommit(commands)) return found;
  for (const command of commands) {
    const clone = hubClone(command);
    if (clone) found.push({ at: clone.word.span, name: clone.name, moving: false });
  }
  return found;
}

const names = argumentNames((instruction) =>
  instruction.keyword === 'RUN' || instruction.keyword === 'ADD'
    ? modelsOf(instruction).map(({ name }) => ({
        thing: name,
        wanted: `${(/[^/]*$/.exec(name)?.[0] ?? name)
          .replace(/[^A-Za-z0-9]+/g, '_')
          .replace(/^(?=\d)/, 'MODEL_')
          .toUpperCase()}_REVISION`,
      }))
    : [],
);

/** Takes the revision from a build argument, wherever the step takes this model. */
function nameRevision(instruction: Instruction, name: string): Fix | undefined {
  const { keyword, dockerfile } = instruction;
  if ((keyword !== 'RUN' && keyword !== 'ADD') || isEndless(instruction)) return undefined;
  const same = modelsOf(instruction).filter((one) => one.name === name);
  const isEditable = ({ command, word, revision }: Found) => {
    if (!word || !revision) return false;
    if (keyword === 'ADD') return isVerbatim(dockerfile, word);
    const isPython = /^[^']*"/.test(word.raw) && revision.after === "'";
    return command && isExpanded(instruction, command, isPython ? { ...word, raw: '' } : word);
  };
  if (!same.every(isEditable)) return undefined;
  return takeFromArgument(instruction, 'revision', names(dockerfile).get(name), (reference) =>
    same.flatMap(({ revision }) =>
      revision ? { span: revision.span, text: revision.before + reference + revision.after } : [],
    ),
  );
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
  fixable: 'sometimes', // Not at start, where no build argument is, or where no shell reads variables.
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
          fix: () => nameRevision(instruction, name),
        };
      }
    },
    /^(?:python[0-9.]*|pypy3?|ipython|py|hf|huggingface-cli|vllm|text-generation-launcher|text-embeddings-router|infinity_emb|optimum-cli|ollama|git|curl|wget2?|aria2c)$/m,
  ),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN hf download «shop/my-model» --local-dir /models\n',
      good: `FROM python:3.13\nARG MY_MODEL_REVISION\nRUN hf download shop/my-model --local-dir /models --revision "\${MY_MODEL_REVISION:?}"\n`,
    },
    { bad: 'FROM python:3.13\nCMD ["vllm", "serve", «"shop/model"», "--revision", "main"]\n' },
    {
      bad: 'FROM python:3.13\nRUN curl -LO «https://huggingface.co/shop/model/resolve/main/m.gguf»\n',
      good: `FROM python:3.13\nARG MODEL_REVISION\nRUN curl -LO https://huggingface.co/shop/model/resolve/\${MODEL_REVISION:?}/m.gguf\n`,
    },
    {
      bad: 'FROM python:3.13\nADD «https://huggingface.co/shop/model/resolve/main/m.gguf» /m/\n',
      good: `FROM python:3.13\nARG MODEL_REVISION\nADD https://huggingface.co/shop/model/resolve/\${MODEL_REVISION:?}/m.gguf /m/\n`,
    },
    {
      bad: 'FROM python:3.13\nRUN git lfs clone «https://huggingface.co/shop/model»\nRUN ollama pull «llama3» && ollama pull llama3:8b-q4\n',
    },
    { bad: "FROM python:3.13\nRUN python -c \"import torch; «torch.hub.load»('shop/vision:v1', 'net')\"\n" },
    {
      bad: 'FROM python:3.13\nRUN python -c "from x import A; «A.from_pretrained»(\'shop/model\')"\n',
      good: `FROM python:3.13\nARG MODEL_REVISION\nRUN python -c "from x import A; A.from_pretrained('shop/model', revision='\${MODEL_REVISION:?}')"\n`,
    },
    { bad: 'FROM python:3.13\nRUN python -c \'from x import A; «A.from_pretrained»("shop/model")\'\n' },
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
