import { editAt, type Place } from '../../parse/place';
import type { Command, Word } from '../../parse/shell';
import type { Severity } from '../../rule';
import type { Edit } from '../../text/edits';
import type { Span } from '../../text/span';
import { keywordValue, pythonCalls, pythonCode } from './python';

/** A word by which a server gives up its protection. */
export interface ServerRisk {
  readonly word: Word;
  readonly what: string;
  /** When it is less serious than having no authentication at all. */
  readonly severity?: Severity;
  /** How the server starts without the risk. */
  readonly safer?: SaferStart;
}

/** Options to leave out, or a part of a word that has to be another one. */
export type SaferStart = { readonly title: string } & (
  | { readonly leaveOut: readonly (readonly Word[])[]; readonly refusesRoot?: true }
  | { readonly word: Word; readonly part: string; readonly by: string }
);

const emptyValue = (text: string | undefined) => text === undefined || /^(?:|""|''|none|None)$/.test(text);

/** An option with its value and the words it is made of. */
interface Given {
  readonly word: Word;
  readonly value: string | undefined;
  readonly words: readonly Word[];
}

function option(args: readonly Word[], form: RegExp): Given | undefined {
  for (const [at, word] of args.entries()) {
    if (!form.test(word.text)) continue;
    const equals = word.text.indexOf('=');
    if (equals >= 0) return { word, value: word.text.slice(equals + 1), words: [word] };
    const next = args[at + 1];
    if (!next) return { word, value: undefined, words: [word] };
    return next.text.startsWith('-')
      ? { word, value: '', words: [word] }
      : { word, value: next.text, words: [word, next] };
  }
  return undefined;
}

const tokenOption =
  /^--(?:NotebookApp|ServerApp|LabApp|IdentityProvider|PasswordIdentityProvider|ServerApp\.identity_provider)\.(?:token|password|hashed_password)(?:=|$)/;

/** Options that give an empty token or password. */
function emptyCredentials(args: readonly Word[]): Given[] {
  return args.flatMap((word, at) => {
    const found = tokenOption.test(word.text) ? option(args.slice(at), tokenOption) : undefined;
    return found && found.word.value !== undefined && emptyValue(found.value) ? [found] : [];
  });
}

/** How a command starts a notebook or an editor that asks nobody who they are. */
export function openNotebook(command: Command): ServerRisk | undefined {
  const { name, args } = command;
  const isJupyter = /^(?:jupyter(?:-\w+)?|start-notebook(?:\.\w+)?|start\.sh|start-singleuser(?:\.\w+)?)$/.test(name);
  const isModule =
    /^python[0-9.]*$/.test(name) && args.some((word) => /^(?:notebook|jupyterlab|jupyter)$/.test(word.text));
  if (isJupyter || isModule) return openJupyter(args);
  if (name === 'code-server' || name === 'openvscode-server') {
    const found = option(args, /^--auth(?:=|$)/);
    const title = 'Let the server ask for a password';
    const safer = (words: readonly Word[]) => ({ title, leaveOut: [words] });
    if (found?.value === 'none') return { word: found.word, what: '--auth none', safer: safer(found.words) };
    const open = args.find((word) => word.text === '--without-connection-token');
    if (open) return { word: open, what: 'no connection token', safer: safer([open]) };
  }
  return writtenConfig(command);
}

function openJupyter(args: readonly Word[]): ServerRisk | undefined {
  const empty = emptyCredentials(args);
  if (empty[0]) {
    // Without them the server makes a token of its own.
    const safer = { title: 'Let the server ask for a token', leaveOut: empty.map(({ words }) => words) };
    return { word: empty[0].word, what: 'an empty token or password', safer };
  }
  const forged = args.find((word) => /^--(?:NotebookApp|ServerApp)\.disable_check_xsrf=True$/.test(word.text));
  if (forged) {
    const safer = { title: 'Refuse forged requests', leaveOut: [[forged]] };
    return { word: forged, what: 'no protection against forged requests', safer };
  }
  const root = args.find((word) => word.text === '--allow-root');
  const address = root && option(args, /^--(?:\w+\.)?ip(?:=|$)/);
  if (!address || !everywhere.test(address.value ?? '')) return undefined;
  return {
    word: address.word,
    what: 'root behind it and every interface open',
    severity: 'medium',
    safer: { title: 'Refuse to start as root', leaveOut: [[root]], refusesRoot: true },
  };
}

/** `echo "c.NotebookApp.token = ''" >> jupyter_notebook_config.py`, or the same by `cat > ... <<EOF`. */
function writtenConfig(command: Command): ServerRisk | undefined {
  const word = writtenWord(command, openNotebookConfig);
  return word && { word, what: 'an empty token or password' };
}

/** The word by which a command writes a text of this kind into some file. */
function writtenWord({ name, args, redirects }: Command, isMeant: (text: string) => boolean): Word | undefined {
  if (name === 'echo' || name === 'printf') return args.find((found) => isMeant(found.text));
  if (name !== 'cat' && name !== 'tee') return undefined;
  return redirects.find(({ body }) => body && isMeant(body.text))?.target;
}

/** Whether a configuration text switches the token or password of Jupyter off. */
export function openNotebookConfig(text: string): boolean {
  return /^\s*c\.(?:NotebookApp|ServerApp|LabApp|IdentityProvider)\.(?:token|password)\s*=\s*u?(?:''|""|None)\s*;?\s*(?:$|#|\\n)/m.test(
    text,
  );
}

const everywhere = /^(0\.0\.0\.0|\[?::\]?|\*)(?::\d+)?$/;

/** The option with this machine alone in place of every interface. */
function onLoopback({ words, value }: Given): Pick<ServerRisk, 'safer'> {
  const word = words.at(-1);
  const part = everywhere.exec(value ?? '')?.[1];
  return word && part ? { safer: { title: 'Bind it to 127.0.0.1', word, part, by: '127.0.0.1' } } : {};
}

/** How a command starts a model server whose management interface everybody can reach. */
export function openModelServer(command: Command): ServerRisk | undefined {
  const { name, args } = command;
  const has = (form: RegExp) => args.find((word) => form.test(word.text));
  const hostOption = option(args, /^--(?:host|address|bind|listen|dashboard-host)(?:=|$)/);
  const isOpen = hostOption?.value !== undefined && everywhere.test(hostOption.value);
  switch (name) {
    case 'torchserve': {
      const word = has(/^--(?:disable-token-auth|enable-model-api)$/);
      const safer = word && { title: 'Keep the management closed', leaveOut: [[word]] };
      return safer && { word, what: 'TorchServe without token authorisation', safer };
    }
    case 'ray': {
      const found = option(args, /^--dashboard-host(?:=|$)/);
      if (args[0]?.text !== 'start' || !found?.value || !everywhere.test(found.value)) return undefined;
      return { word: found.word, what: 'the Ray dashboard on every interface', ...onLoopback(found) };
    }
    case 'tritonserver': {
      // Which models to load instead only its operator knows.
      const found = option(args, /^--model-control-mode(?:=|$)/);
      if (!found || !/^(?:explicit|poll)$/.test(found.value ?? '')) return undefined;
      return { word: found.word, what: 'Triton with models that callers can load' };
    }
    case 'mlflow': {
      const short = option(args, /^-h$/);
      const hasAuth = has(/^--app-name(?:=|$)/);
      const open = isOpen ? hostOption : everywhere.test(short?.value ?? '') ? short : undefined;
      if (!/^(?:server|ui)$/.test(args[0]?.text ?? '') || !open || hasAuth) return undefined;
      return { word: open.word, what: 'MLflow on every interface without authentication', ...onLoopback(open) };
    }
    case 'tensorboard': {
      const all = has(/^--bind_all(?:=true)?$/);
      const what = 'TensorBoard on every interface';
      if (all) return { word: all, what, safer: { title: 'Bind it to 127.0.0.1', leaveOut: [[all]] } };
      return isOpen ? { word: hostOption.word, what, ...onLoopback(hostOption) } : undefined;
    }
    case 'dask-scheduler':
    case 'dask':
      // The workers on other machines have to reach it.
      return isOpen && (name === 'dask-scheduler' || args[0]?.text === 'scheduler')
        ? { word: hostOption.word, what: 'the Dask scheduler on every interface' }
        : undefined;
    case 'argo':
    case 'argo-server': {
      const found = option(args, /^--auth-mode(?:=|$)/);
      const [word] = found?.words.slice(-1) ?? [];
      if (!found || !word || found.value !== 'server') return undefined;
      const safer = { title: 'Ask who the user is', word, part: 'server', by: 'client' };
      return { word: found.word, what: 'Argo without user authentication', safer };
    }
    case 'cat':
    case 'tee':
    case 'echo':
    case 'printf': {
      const word = writtenWord(command, openTorchserveConfig);
      return word && { word, what: 'TorchServe with its management open' };
    }
    default:
      return undefined;
  }
}

/** The call by which Gradio makes a server reachable from the internet through its maker's tunnel. */
export function sharedGradio(command: Command): { readonly at: Span; readonly safer: Edit | undefined } | undefined {
  const source = pythonCode(command);
  if (!source) return undefined;
  for (const call of pythonCalls(source, /(?:^|\.)launch$/)) {
    const share = keywordValue(call, 'share');
    if (share?.text !== 'True') continue;
    return {
      at: source.place(call.start, call.end),
      safer: editAt(source.place, share.start, share.end, 'False'),
    };
  }
  return undefined;
}

/** Each with what opens the management at its end. */
const torchserveOpen =
  /^\s*(?:management_address\s*=\s*https?:\/\/(0\.0\.0\.0)|(?:disable_token_authorization|enable_model_api)\s*=\s*true)/gm;

/** Whether a line of a TorchServe configuration opens its management interface. */
export function openTorchserveConfig(text: string): boolean {
  return text.search(torchserveOpen) >= 0;
}

/** The lines of a TorchServe configuration with the management closed. */
export function closedTorchserveConfig(text: string, place: Place): (Edit | undefined)[] {
  return [...text.matchAll(torchserveOpen)].map(({ 0: line, 1: address, index }) => {
    const end = index + line.length;
    return editAt(place, end - (address ?? 'true').length, end, address ? '127.0.0.1' : 'false');
  });
}
