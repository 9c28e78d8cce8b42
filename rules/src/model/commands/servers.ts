import type { Command, Word } from '../../parse/shell';
import type { Severity } from '../../rule';
import type { Span } from '../../text/span';
import { keywordArgument, pythonCalls, pythonCode } from './python';

/** A word by which a server gives up its protection. */
export interface ServerRisk {
  readonly word: Word;
  readonly what: string;
  /** When it is less serious than having no authentication at all. */
  readonly severity?: Severity;
}

const emptyValue = (text: string | undefined) => text === undefined || /^(?:|""|''|none|None)$/.test(text);

function option(args: readonly Word[], form: RegExp): { word: Word; value: string | undefined } | undefined {
  for (const [at, word] of args.entries()) {
    const match = form.exec(word.text);
    if (!match) continue;
    const equals = word.text.indexOf('=');
    const next = args[at + 1]?.text;
    return { word, value: equals >= 0 ? word.text.slice(equals + 1) : next?.startsWith('-') ? '' : next };
  }
  return undefined;
}

const tokenOption =
  /^--(?:NotebookApp|ServerApp|LabApp|IdentityProvider|PasswordIdentityProvider|ServerApp\.identity_provider)\.(?:token|password|hashed_password)(?:=|$)/;

/** Options that give an empty token or password. */
export function emptyCredentials({ args }: Command): Word[] {
  return args.filter((word, at) => {
    const found = tokenOption.test(word.text) ? option(args.slice(at), tokenOption) : undefined;
    return found !== undefined && found.word.value !== undefined && emptyValue(found.value);
  });
}

/** How a command starts a notebook or an editor that asks nobody who they are. */
export function openNotebook(command: Command): ServerRisk | undefined {
  const { name, args } = command;
  const isJupyter = /^(?:jupyter(?:-\w+)?|start-notebook(?:\.\w+)?|start\.sh|start-singleuser(?:\.\w+)?)$/.test(name);
  const isModule =
    /^python[0-9.]*$/.test(name) && args.some((word) => /^(?:notebook|jupyterlab|jupyter)$/.test(word.text));
  if (isJupyter || isModule) {
    const [empty] = emptyCredentials(command);
    if (empty) return { word: empty, what: 'an empty token or password' };
    for (const word of args) {
      if (/^--(?:NotebookApp|ServerApp)\.disable_check_xsrf=True$/.test(word.text)) {
        return { word, what: 'no protection against forged requests' };
      }
    }
  }
  if ((isJupyter || isModule) && args.some((word) => word.text === '--allow-root')) {
    const address = option(args, /^--(?:\w+\.)?ip(?:=|$)/);
    if (address?.value !== undefined && everywhere.test(address.value)) {
      return { word: address.word, what: 'root behind it and every interface open', severity: 'medium' };
    }
  }
  if (name === 'code-server' || name === 'openvscode-server') {
    const found = option(args, /^--auth(?:=|$)/);
    if (found?.value === 'none') return { word: found.word, what: '--auth none' };
    const open = args.find((word) => word.text === '--without-connection-token');
    if (open) return { word: open, what: 'no connection token' };
  }
  return writtenConfig(command);
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

const everywhere = /^(?:0\.0\.0\.0|\[?::\]?|\*)(?::\d+)?$/;

/** How a command starts a model server whose management interface everybody can reach. */
export function openModelServer(command: Command): ServerRisk | undefined {
  const { name, args } = command;
  const has = (form: RegExp) => args.find((word) => form.test(word.text));
  const hostOption = option(args, /^--(?:host|address|bind|listen|dashboard-host)(?:=|$)/);
  const isOpen = hostOption?.value !== undefined && everywhere.test(hostOption.value);
  switch (name) {
    case 'torchserve': {
      const word = has(/^--(?:disable-token-auth|enable-model-api)$/);
      return word && { word, what: 'TorchServe without token authorisation' };
    }
    case 'ray': {
      const found = option(args, /^--dashboard-host(?:=|$)/);
      if (args[0]?.text !== 'start' || !found?.value || !everywhere.test(found.value)) return undefined;
      return { word: found.word, what: 'the Ray dashboard on every interface' };
    }
    case 'tritonserver': {
      const found = option(args, /^--model-control-mode(?:=|$)/);
      if (!found || !/^(?:explicit|poll)$/.test(found.value ?? '')) return undefined;
      return { word: found.word, what: 'Triton with models that callers can load' };
    }
    case 'mlflow': {
      const short = option(args, /^-h$/);
      const hasAuth = has(/^--app-name(?:=|$)/);
      const open = isOpen ? hostOption : everywhere.test(short?.value ?? '') ? short : undefined;
      if (!/^(?:server|ui)$/.test(args[0]?.text ?? '') || !open || hasAuth) return undefined;
      return { word: open.word, what: 'MLflow on every interface without authentication' };
    }
    case 'tensorboard': {
      const word = has(/^--bind_all(?:=true)?$/) ?? (isOpen ? hostOption.word : undefined);
      return word && { word, what: 'TensorBoard on every interface' };
    }
    case 'dask-scheduler':
    case 'dask':
      return isOpen && (name === 'dask-scheduler' || args[0]?.text === 'scheduler')
        ? { word: hostOption.word, what: 'the Dask scheduler on every interface' }
        : undefined;
    case 'argo':
    case 'argo-server': {
      const found = option(args, /^--auth-mode(?:=|$)/);
      return found?.value === 'server' ? { word: found.word, what: 'Argo without user authentication' } : undefined;
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
export function sharedGradio(command: Command): Span | undefined {
  const source = pythonCode(command);
  if (!source) return undefined;
  for (const call of pythonCalls(source, /(?:^|\.)launch$/)) {
    if (keywordArgument(call, 'share') === 'True') return source.place(call.start, call.end);
  }
  return undefined;
}

const torchserveOpen =
  /^\s*(?:management_address\s*=\s*https?:\/\/0\.0\.0\.0|disable_token_authorization\s*=\s*true|enable_model_api\s*=\s*true)/m;

/** Whether a line of a TorchServe configuration opens its management interface. */
export function openTorchserveConfig(text: string): boolean {
  return torchserveOpen.test(text);
}
