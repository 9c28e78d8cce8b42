import type { Command } from '../../parse/shell';
import { isPosixShell, posixScriptWord } from '../../parse/shell/wrappers';
import type { Span } from '../../text/span';
import { type Download, downloadOf, isInterpreter, urlFile } from './download';
import { pythonCalls, pythonCode } from './python';
import { remember } from './remember';

/** A script from the network that is run as it comes. */
export interface RemoteScript {
  readonly at: Span;
  /** What runs it: `bash`, `iex`. */
  readonly interpreter: string;
  readonly url: string;
  /** What fetches it and what runs it, when these are commands of their own. */
  readonly by?: { readonly download: Download; readonly runner: Command };
}

const checksums = /^(?:sha\d+sum|shasum|md5sum|b2sum|gpg|gpg2|gpgv|cosign|minisign|openssl|get-filehash|signify|rpm)$/i;

/** Whether a command compares what was downloaded with something known. */
export function verifies(command: Command): boolean {
  if (!checksums.test(command.name)) return false;
  const has = (form: RegExp) => command.args.some((word) => form.test(word.text));
  switch (command.name) {
    case 'gpg':
    case 'gpg2':
      return has(/^--verify/);
    case 'cosign':
      return has(/^verify/);
    case 'openssl':
      return has(/^dgst$/) && has(/^-verify|^-signature/);
    case 'rpm':
      return has(/^(?:-K|--checksig)$/);
    default:
      return true;
  }
}

const isLocal = (url: string) => /^[a-z]+:\/\/(?:localhost|127\.|\[::1\]|host\.docker\.internal)/i.test(url);

/** Scripts from the network that these commands run without looking at them first. */
export const remoteScripts: (commands: readonly Command[]) => readonly RemoteScript[] = remember(findRemoteScripts);

function findRemoteScripts(commands: readonly Command[]): RemoteScript[] {
  const found: RemoteScript[] = [];
  const isVerified = commands.some(verifies);
  for (const command of commands) {
    const expression = powershellExpression(command) ?? pythonExpression(command);
    if (expression) found.push(expression);
    const download = downloadOf(command);
    if (!download || download.urls.some((word) => isLocal(word.text))) continue;
    const url = download.urls[0]?.text ?? '';
    const runner =
      pipedRunner(command, 0) ?? enclosingRunner(command) ?? (isVerified ? undefined : laterRunner(download, commands));
    if (runner) found.push({ at: spanOver(command, runner), interpreter: runner.name, url, by: { download, runner } });
  }
  return found;
}

function spanOver(a: Command, b: Command): Span {
  return { start: Math.min(a.span.start, b.span.start), end: Math.max(a.span.end, b.span.end) };
}

/** An interpreter further down the pipe that takes its program from there. */
function pipedRunner(command: Command, depth: number): Command | undefined {
  if (depth > 5) return undefined;
  for (const next of command.pipedTo) {
    if (readsProgram(next)) return next;
  }
  for (const next of command.pipedTo) {
    const isFilter = /^(?:tee|sed|tr|gunzip|zcat|gzip|xz|base64|iconv|dos2unix|grep|cat)$/.test(next.name);
    const runner = isFilter ? pipedRunner(next, depth + 1) : undefined;
    if (runner) return runner;
  }
  return undefined;
}

function readsProgram({ name, words, args }: Command): boolean {
  if (/^(?:iex|invoke-expression)$/i.test(name)) return true;
  if (isPosixShell(name)) return posixScriptWord(words) === 'stdin';
  if (!isInterpreter(name)) return false;
  const operands = args.filter((word) => !word.text.startsWith('-') || word.text === '-');
  const runsGiven = args.some((word) => /^(?:-c|-e|-m|--eval|-f|-File|-Command)$/i.test(word.text));
  return !runsGiven && (operands.length === 0 || operands[0]?.text === '-');
}

/** `bash <(curl ...)`, `sh -c "$(curl ...)"`, `eval "$(curl ...)"`. */
function enclosingRunner(command: Command): Command | undefined {
  const { parent } = command;
  if (!parent) return undefined;
  if (command.nesting === 'wrapper') return enclosingRunner(parent);
  const isShell = isInterpreter(parent.name) || /^(?:eval|source|\.)$/.test(parent.name);
  if (!isShell) return undefined;
  if (command.nesting === 'process-substitution') return parent;
  if (command.nesting !== 'substitution') return undefined;
  return parent.args.some((word) => /^["']?(?:\$\(|`)/.test(word.raw)) ? parent : undefined;
}

/** The file is run by name later in the same instruction. */
function laterRunner(download: Download, commands: readonly Command[]): Command | undefined {
  if (download.toStdout) return undefined;
  const file = baseName(download.output ?? urlFile(download.urls[0]?.text ?? ''));
  if (file === '' || file === '-') return undefined;
  return commands.find(({ name, words, args, span }) => {
    if (span.start <= download.command.span.start) return false;
    if (/\.(?:sh|bash|py|pl|rb)$/.test(file) && baseName(words[0]?.text ?? '') === file) return true;
    if (!isInterpreter(name) && name !== '.' && name !== 'source') return false;
    const operand = args.find((word) => !/^[-+]/.test(word.text));
    return operand !== undefined && baseName(operand.text) === file;
  });
}

const baseName = (path: string) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** `exec(urlopen('...').read())` */
function pythonExpression(command: Command): RemoteScript | undefined {
  const source = pythonCode(command);
  if (!source) return undefined;
  for (const call of pythonCalls(source, /^(?:exec|eval)$/)) {
    if (!/\b(?:urlopen|(?:requests|httpx)\.get)\(/.test(call.maskedArgs)) continue;
    const url = /https?:\/\/[^'")\s]+/i.exec(call.args)?.[0] ?? '';
    if (!isLocal(url)) return { at: source.place(call.start, call.end), interpreter: command.name, url };
  }
  return undefined;
}

/** `iex ((New-Object Net.WebClient).DownloadString('...'))` */
function powershellExpression(command: Command): RemoteScript | undefined {
  if (!/^(?:iex|invoke-expression)$/i.test(command.name)) return undefined;
  const text = command.words.map((word) => word.raw).join(' ');
  if (!/DownloadString|Invoke-WebRequest|Invoke-RestMethod|\biwr\b|\birm\b/i.test(text)) return undefined;
  return { at: command.span, interpreter: 'Invoke-Expression', url: /https?:\/\/[^'")\s]+/i.exec(text)?.[0] ?? '' };
}
