import type { Command, Word } from '../../parse/shell';
import type { Span } from '../../text/span';
import { readArguments } from './options';
import { keywordArgument, pythonCalls, pythonCode } from './python';

/** A model or data set fetched from a hub at whatever state it has that day. */
export interface ModelDownload {
  readonly at: Span;
  readonly name: string;
  /** A revision is named, but it is a branch. */
  readonly moving: boolean;
}

const isCommit = (text: string) => /^[0-9a-f]{7,64}$/i.test(text);
/** `team/model`: neither a path nor an address. */
const isHubName = (text: string) =>
  /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/.test(text) && !/^(?:models|data|opt|mnt|app)\//.test(text);

const takesValue = new Set(
  '--revision --local-dir --cache-dir --repo-type --include --exclude --token --max-workers --model --model-id --tokenizer --port --host --dtype'.split(
    ' ',
  ),
);

function revisionOf(args: readonly Word[]): { text: string; known: boolean } | undefined {
  for (const [at, word] of args.entries()) {
    if (word.text.startsWith('--revision=')) return { text: word.text.slice(11), known: word.value !== undefined };
    if (word.text === '--revision') return { text: args[at + 1]?.text ?? '', known: args[at + 1]?.value !== undefined };
  }
  return undefined;
}

/** Models a command fetches or serves by the name of a hub without a commit. */
export function unpinnedModels(command: Command): ModelDownload[] {
  const { name, args } = command;
  const found: ModelDownload[] = [];
  const revision = revisionOf(args);
  const isPinned = revision && (!revision.known || isCommit(revision.text));
  const add = (word: Word | undefined) => {
    if (!word || isPinned || word.value === undefined || !isHubName(word.value)) return;
    found.push({ at: word.span, name: word.value, moving: revision !== undefined });
  };
  const { operands } = readArguments(args, takesValue);
  if ((name === 'huggingface-cli' || name === 'hf') && operands[0]?.text === 'download') add(operands[1]);
  if (name === 'vllm' && operands[0]?.text === 'serve') add(operands[1] ?? modelOption(args));
  if (/^(?:text-generation-launcher|text-embeddings-router)$/.test(name)) add(modelOption(args));
  const runsVllm = args.some((word) => /^vllm\.entrypoints\./.test(word.text));
  if (/^python[0-9.]*$/.test(name) && runsVllm) add(modelOption(args));
  return [...found, ...fromPython(command)];
}

function modelOption(args: readonly Word[]): Word | undefined {
  for (const [at, word] of args.entries()) {
    if (word.text === '--model' || word.text === '--model-id') return args[at + 1];
    const match = /^--model(?:-id)?=/.exec(word.text);
    if (match && word.value !== undefined) {
      const text = word.text.slice(match[0].length);
      return { ...word, text, value: text };
    }
  }
  return undefined;
}

const loaders = /^(?:\w+\.)*(?:from_pretrained|snapshot_download|hf_hub_download|load_dataset)$/;

function fromPython(command: Command): ModelDownload[] {
  const source = pythonCode(command);
  if (!source) return [];
  const found: ModelDownload[] = [];
  for (const call of pythonCalls(source, loaders)) {
    const first = /^\s*(?:repo_id\s*=\s*|path\s*=\s*|pretrained_model_name_or_path\s*=\s*)?["']([^"']+)["']/.exec(
      call.args,
    )?.[1];
    if (first === undefined || !isHubName(first)) continue;
    const revision = keywordArgument(call, 'revision');
    const literal = /^["'](.*)["']$/.exec(revision ?? '')?.[1];
    if (revision !== undefined && (literal === undefined || isCommit(literal))) continue;
    found.push({ at: source.place(call.start, call.end), name: first, moving: revision !== undefined });
  }
  return found;
}
