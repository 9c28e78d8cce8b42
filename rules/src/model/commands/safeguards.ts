import type { Command, Word } from '../../parse/shell';
import type { Severity } from '../../rule';
import { findOption, optionValues } from './options';

/** A server with the arguments it is started with. */
export interface StartedServer {
  readonly program: 'uvicorn' | 'vLLM' | 'Triton';
  /** The word that names it, and the last one. */
  readonly named: Word;
  readonly last: Word;
  readonly command: Command | undefined;
  readonly args: readonly Word[];
}

/** The server a command starts, by its name or as a module of Python. */
export function startedServer(command: Command): StartedServer | undefined {
  const { name, words, args } = command;
  const [named] = words;
  const last = words.at(-1);
  if (!named || !last) return undefined;
  if (name === 'uvicorn') return { program: 'uvicorn', named, last, command, args };
  if (name === 'tritonserver') return { program: 'Triton', named, last, command, args };
  if (name === 'vllm' && args[0]?.text === 'serve')
    return { program: 'vLLM', named, last, command, args: args.slice(1) };
  const flag = args.findIndex(({ text }) => text === '-m');
  const module = args[flag + 1];
  const isModule = /^python[0-9.]*$/.test(name) && args.slice(0, flag).every(({ text }) => text.startsWith('-'));
  if (flag < 0 || !module || !isModule) return undefined;
  const program =
    module.text === 'uvicorn'
      ? 'uvicorn'
      : /^vllm\.entrypoints\.(?:openai\.)?api_server$/.test(module.text)
        ? 'vLLM'
        : undefined;
  return program && { program, named: module, last, command, args: args.slice(flag + 2) };
}

/** The same for a program that the image of vLLM starts with these arguments. */
export function vllmWith(args: readonly Word[]): StartedServer[] {
  const [named] = args;
  const last = args.at(-1);
  return named && last ? [{ program: 'vLLM', named, last, command: undefined, args }] : [];
}

/** Whether an image starts vLLM by itself. */
export const isVllmImage = (path: string | undefined) => /(?:^|\/)vllm\/vllm-openai$/.test(path ?? '');

type IsSet = (variable: string) => boolean;

/** Something by which a server is held back. */
export interface Safeguard {
  readonly program: StartedServer['program'];
  /** The option that answers it, the variable, or either. */
  readonly option?: string;
  readonly variable?: string;
  /** What the server does without. */
  readonly does: string;
  readonly severity: Severity;
  /** Values of the option that are no answer. */
  readonly weak?: RegExp;
  /** Whether the other arguments make it needless, or leave it unknown. */
  readonly needless?: (args: readonly Word[], isSet: IsSet) => boolean;
  /** The option in full, or the value of the variable, where it is the same for everybody. */
  readonly answer?: string;
}

/** A server that is started without something that would hold it back. */
export interface UnguardedStart {
  readonly server: StartedServer;
  readonly safeguard: Safeguard;
}

/** What is told of it, wherever it is started. */
export function toldOf(who: string, { server, safeguard }: UnguardedStart) {
  const { option, variable, does, severity } = safeguard;
  const message = `${who} starts ${server.program} without ${option ?? variable}: ${does}.`;
  return { at: server.named.span, message, severity };
}

/** vLLM reads `--load_format` as well. */
const spellings = (option: string) => [option, `--${option.slice(2).replaceAll('-', '_')}`];

const givenTo = (args: readonly Word[], option: string) => optionValues({ args }, spellings(option))[0];
const has = (args: readonly Word[], ...options: string[]) =>
  findOption({ args }, options.flatMap(spellings)) !== undefined;

/** Options whose next word is their value; behind any other, a variable may hold further options. */
const takesValue =
  /^--(?:host|port|workers|log-level|root-path|app-dir|model|served-model-name|tokenizer|revision|dtype|seed|api-key|download-dir|quantization|gpu-memory-utilization|load-format|model-repository|limit-.+|max-.+|timeout-.+|.+-port|.+-address|.+-parallel-size)$/;

/** Whether no word may stand for options that are not written here. */
function saysAll(args: readonly Word[]): boolean {
  return args.every(({ text, value }, at) => {
    if (value !== undefined && !/^\$\(\w+\)$/.test(text)) return true;
    return /^--[\w-]+=/.test(text) || takesValue.test(args[at - 1]?.text ?? '');
  });
}

function isAnswered({ option, variable, weak }: Safeguard, args: readonly Word[], isSet: IsSet): boolean {
  if (variable !== undefined && isSet(variable)) return true;
  if (option === undefined || !has(args, option)) return false;
  return !weak?.test(givenTo(args, option)?.value ?? '');
}

/** The safeguards that a server is certainly started without. */
export function missingSafeguards(server: StartedServer, all: readonly Safeguard[], isSet: IsSet): Safeguard[] {
  const { program, args } = server;
  const own = all.filter((safeguard) => safeguard.program === program);
  // Help ends at once, a file of settings may say anything, and what names nothing to serve is told it later.
  if (own.length === 0 || args.length === 0 || !saysAll(args) || has(args, '--help', '--version', '--config'))
    return [];
  return own.filter((one) => !isAnswered(one, args, isSet) && !one.needless?.(args, isSet));
}

/** Whether an address is that of this machine alone, or not known. */
const isOwn = (value: string | undefined) =>
  value === undefined || /^(?:127\.|localhost$|(?:ipv6:)?\[?::1\]?$)/.test(value);

/** Without --host uvicorn listens on 127.0.0.1: another program stands in front. */
function isBehindProxy(args: readonly Word[], isSet: IsSet): boolean {
  if (has(args, '--uds', '--fd')) return true;
  const host = givenTo(args, '--host');
  return host ? isOwn(host.value) : !isSet('UVICORN_HOST');
}

/** How many requests a server takes at once, and how much one may ask for. */
export const requestBounds: readonly Safeguard[] = [
  {
    program: 'uvicorn',
    option: '--limit-concurrency',
    variable: 'UVICORN_LIMIT_CONCURRENCY',
    does: 'it takes any number of requests at once',
    severity: 'low',
    needless: isBehindProxy,
  },
  {
    program: 'vLLM',
    variable: 'VLLM_MAX_N_SEQUENCES',
    does: 'one request may ask for 16384 answers',
    severity: 'low',
  },
];

/** Which formats of weights a server reads. */
export const weightFormats: readonly Safeguard[] = [
  {
    program: 'vLLM',
    option: '--load-format',
    does: 'where it finds no safetensors it loads pickled weights',
    severity: 'low',
    weak: /^(?:auto|pt|npcache)$/,
    needless: (args) => args.some(({ text }) => /\.gguf$|:\w*Q\d\w*$/i.test(text)),
    answer: '--load-format=safetensors',
  },
];

/** A protocol of Triton that nobody reaches, as far as these arguments say. */
const isClosed = (protocol: string) => (args: readonly Word[]) => {
  const allowed = givenTo(args, `--allow-${protocol}`);
  const address = givenTo(args, `--${protocol}-address`);
  return (
    (allowed !== undefined && !/^(?:true|1)$/i.test(allowed.value ?? '')) || (address ? isOwn(address.value) : false)
  );
};

/** Options by which the parts of vLLM run on several machines. */
const severalMachines = [
  '--nnodes',
  '--master-addr',
  '--data-parallel-address',
  '--data-parallel-backend',
  '--distributed-executor-backend',
  '--kv-transfer-config',
  '--headless',
];

/** Which parts of a server answer everybody. */
export const openEndpoints: readonly Safeguard[] = [
  {
    program: 'Triton',
    option: '--http-restricted-api',
    does: 'everybody on HTTP may ask for and change its models, traces, logs and shared memory',
    severity: 'low',
    needless: isClosed('http'),
  },
  {
    program: 'Triton',
    option: '--grpc-restricted-protocol',
    does: 'everybody on gRPC may ask for and change its models, traces, logs and shared memory',
    severity: 'low',
    needless: isClosed('grpc'),
  },
  {
    program: 'vLLM',
    option: '--disable-fastapi-docs',
    does: 'it describes its whole API to everybody',
    severity: 'info',
    answer: '--disable-fastapi-docs',
  },
  {
    program: 'vLLM',
    variable: 'VLLM_HOST_IP',
    does: 'its parts choose the address on which they talk, without a password',
    severity: 'info',
    needless: (args) => has(args, ...severalMachines),
    answer: '127.0.0.1',
  },
  {
    program: 'vLLM',
    variable: 'VLLM_MEDIA_URL_ALLOW_REDIRECTS',
    does: 'the address of a picture may lead it anywhere, whatever hosts are allowed',
    severity: 'low',
    needless: (args) => !has(args, '--allowed-media-domains'),
    answer: '0',
  },
];
