import type { Command, Value, Word } from '../../parse/shell';
import type { Span } from '../../text/span';
import { downloadOf } from './download';
import { optionValues, readArguments } from './options';
import { keywordArgument, keywordValue, pythonCalls, pythonCode } from './python';

/** A model or data set fetched from a hub at whatever state it has that day. */
export interface ModelDownload {
  readonly at: Span;
  readonly name: string;
  /** A revision is named, but it is a branch. */
  readonly moving: boolean;
  /** Where a revision is written, and what stands around it there; absent where it cannot be. */
  readonly revision?: { readonly span: Span; readonly before: string; readonly after: string };
  /** The word it is written in, which a shell must read. */
  readonly word?: Word;
}

/** The oldest models and data sets of the hub have no owner in their names; any other plain name may be a folder. */
const ownerless =
  /^(?:gpt2(?:-(?:medium|large|xl))?|(?:distil|al|ro|camem|xlm-ro)?berta?-(?:base|large)[\w-]*|t5-(?:small|base|large|3b|11b)|(?:all|multi-qa|paraphrase|msmarco)-(?:MiniLM|mpnet|distil|multilingual|roberta)[\w.-]*|squad(?:_v2)?|glue|super_glue|imdb|wikitext|mnist|cifar10|ag_news|cnn_dailymail)$/;

const isCommit = (text: string) => /^[0-9a-f]{7,64}$/i.test(text);
/** `team/model`: neither a path nor an address. */
const isHubName = (text: string) =>
  /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/.test(text) && !/^(?:models|data|opt|mnt|app)\//.test(text);

/** The commit in the address of a file on the hub: `/team/model/resolve/<commit>/file`. */
const hubFile =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/((?:datasets\/|spaces\/)?[\w.-]+\/[\w.-]+)\/(?:resolve|raw|blob)\/([^/?#\s]+)\//i;
const hubRepository =
  /^(?:https?:\/\/(?:[^@/\s]+@)?|git@)(?:www\.)?(?:huggingface\.co|hf\.co)[/:]((?:datasets\/)?[\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i;

const takesValue = new Set(
  (
    '--revision --local-dir --cache-dir --repo-type --include --exclude --token --max-workers --model --model-id ' +
    '--tokenizer --port --host --dtype'
  ).split(' '),
);

interface Revision {
  readonly text: string;
  readonly known: boolean;
  readonly word: Word;
}

function revisionOf(args: readonly Word[]): Revision | undefined {
  const found = optionValues({ args }, ['--revision'])[0];
  return found && { text: found.text, known: found.value !== undefined, word: found.word };
}

/** Programs that load the model their option names, with that option. */
const servers: readonly { readonly form: RegExp; readonly options: readonly string[] }[] = [
  { form: /^(?:text-generation-launcher|text-embeddings-router|infinity_emb)$/, options: ['--model-id'] },
  { form: /^optimum-cli$/, options: ['--model', '-m'] },
  { form: /^vllm\.entrypoints\./, options: ['--model'] },
  { form: /^sglang\.launch_server$/, options: ['--model-path', '--model'] },
];

/** Models a command fetches or serves by the name of a hub without a commit. */
export function unpinnedModels(command: Command): ModelDownload[] {
  const named = hubOperand(command);
  const revision = revisionOf(command.args);
  const found: ModelDownload[] = [];
  if (named?.value !== undefined && isHubName(named.value) && !isPinned(revision)) {
    const last = command.words.at(-1) ?? named;
    const given = revision?.word.raw.startsWith('--revision=') ? '--revision=' : '';
    found.push({
      at: named.span,
      name: named.value,
      moving: revision !== undefined,
      revision: revision
        ? { span: revision.word.span, before: `${given}"`, after: '"' }
        : { span: { start: last.span.end, end: last.span.end }, before: ' --revision "', after: '"' },
      word: revision?.word ?? named,
    });
  }
  for (const word of downloadOf(command)?.urls ?? []) found.push(...unpinnedHubFile(word));
  return [...found, ...fromOllama(command), ...fromPython(command)];
}

const isPinned = (revision: Revision | undefined) =>
  revision !== undefined && (!revision.known || isCommit(revision.text));

/** The model that a command takes at a whole commit. */
export function pinnedModel(command: Command): { readonly name: string; readonly commit: string } | undefined {
  const name = hubOperand(command)?.value;
  const commit = revisionOf(command.args)?.text;
  return name !== undefined && commit !== undefined && /^[0-9a-f]{40}$/.test(commit) ? { name, commit } : undefined;
}

/** The word that names what a command takes from the hub. */
function hubOperand({ name, args }: Command): Word | undefined {
  const { operands } = readArguments(args, takesValue);
  if ((name === 'huggingface-cli' || name === 'hf') && operands[0]?.text === 'download') return operands[1];
  if (name === 'vllm' && operands[0]?.text === 'serve') return operands[1] ?? optionWord(args, ['--model']);
  const module = /^python[0-9.]*$/.test(name) ? operands[0]?.text : undefined;
  const server = servers.find(({ form }) => form.test(module ?? name));
  return server && optionWord(args, server.options);
}

function optionWord(args: readonly Word[], names: readonly string[]): Word | undefined {
  const found = optionValues({ args }, names)[0];
  return found && { ...found.word, text: found.text, value: found.value };
}

/** A file of the hub by an address that names a branch. */
export function unpinnedHubFile(word: Value): ModelDownload[] {
  const [, name, ref = ''] = hubFile.exec(word.text) ?? [];
  if (name === undefined || isCommit(ref) || /[$%]/.test(ref)) return [];
  const from = /\/(?:resolve|raw|blob)\//.exec(word.raw);
  const start = word.span.start + (from ? from.index + from[0].length : 0);
  const isWritten = from && word.raw.startsWith(`${ref}/`, start - word.span.start);
  const revision = { span: { start, end: start + ref.length }, before: '', after: '' };
  return [{ at: word.span, name, moving: true, ...(isWritten ? { revision, word: { ...word, quoted: false } } : {}) }];
}

/** The repository of the hub that `git clone` or `git lfs clone` names. */
export function hubClone({ name, args }: Command): { word: Word; name: string } | undefined {
  if (name !== 'git' || !args.some((word) => word.text === 'clone')) return undefined;
  for (const word of args) {
    const repository = hubRepository.exec(word.text)?.[1];
    if (repository !== undefined) return { word, name: repository };
  }
  return undefined;
}

/** `ollama pull name` takes the tag `latest`. */
function fromOllama({ name, args }: Command): ModelDownload[] {
  const { operands } = readArguments(args, takesValue);
  const model = operands[1];
  if (name !== 'ollama' || !/^(?:pull|run)$/.test(operands[0]?.text ?? '') || model?.value === undefined) return [];
  return /:(?!latest$)|@sha256/.test(model.value) ? [] : [{ at: model.span, name: model.value, moving: false }];
}

const loaders =
  /^(?:\w+\.)*(?:from_pretrained|snapshot_download|hf_hub_download|load_dataset|SentenceTransformer|CrossEncoder|pipeline)$|^torch\.hub\.load$/;
const firstString =
  /^\s*(?:(?:repo_id|repo_or_dir|path|pretrained_model_name_or_path|model_name_or_path)\s*=\s*)?["']([^"']+)["']/;

function fromPython(command: Command): ModelDownload[] {
  const source = pythonCode(command);
  if (!source) return [];
  const found: ModelDownload[] = [];
  const literal = (text: string | undefined) => /^["'](.*)["']$/.exec(text ?? '')?.[1];
  for (const call of pythonCalls(source, loaders)) {
    const isPipeline = call.name.endsWith('pipeline');
    const written = isPipeline ? literal(keywordArgument(call, 'model')) : firstString.exec(call.args)?.[1];
    // torch.hub names the ref behind a colon.
    const [name = '', ref] = call.name === 'torch.hub.load' ? (written ?? '').split(':') : [written];
    if (!(isHubName(name) || ownerless.test(name)) || literal(keywordArgument(call, 'source')) === 'local') continue;
    const revision = ref === undefined ? keywordArgument(call, 'revision') : `"${ref}"`;
    const text = literal(revision);
    // A variable of the shell around it stands for what it is given.
    if (revision !== undefined && (text === undefined || isCommit(text) || text.startsWith('$'))) continue;
    const given = keywordValue(call, 'revision');
    const end = call.argsStart + call.args.trimEnd().replace(/,$/, '').length;
    const span = given ? source.place(given.start, given.end) : source.place(end, end);
    const word = /^-[A-Za-z]*c$/.test(command.args[0]?.text ?? '') ? command.args[1] : undefined;
    const isWritten =
      word?.raw === `"${word?.text}"` &&
      ref === undefined &&
      /(?:^|\.)(?:from_pretrained|snapshot_download|hf_hub_download|load_dataset|SentenceTransformer)$/.test(call.name);
    found.push({
      at: source.place(call.start, call.end),
      name,
      moving: revision !== undefined,
      ...(isWritten ? { revision: { span, before: given ? "'" : ", revision='", after: "'" }, word } : {}),
    });
  }
  return found;
}
