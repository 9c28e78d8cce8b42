import type { Command, Word } from '../../parse/shell';

/** A word by which a server gives up its protection. */
export interface ServerRisk {
  readonly word: Word;
  readonly what: string;
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

/** How a command starts a notebook or an editor that asks nobody who they are. */
export function openNotebook(command: Command): ServerRisk | undefined {
  const { name, args } = command;
  const isJupyter = /^(?:jupyter(?:-\w+)?|start-notebook(?:\.\w+)?|start\.sh|start-singleuser(?:\.\w+)?)$/.test(name);
  const isModule =
    /^python[0-9.]*$/.test(name) && args.some((word) => /^(?:notebook|jupyterlab|jupyter)$/.test(word.text));
  if (isJupyter || isModule) {
    for (const word of args) {
      const form = tokenOption.exec(word.text);
      const found = form && option([word, ...args.slice(args.indexOf(word) + 1)], tokenOption);
      if (found && found.word.value !== undefined && emptyValue(found.value))
        return { word, what: 'an empty token or password' };
      if (/^--(?:NotebookApp|ServerApp)\.disable_check_xsrf=True$/.test(word.text)) {
        return { word, what: 'no protection against forged requests' };
      }
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

/** `echo "c.NotebookApp.token = ''" >> jupyter_notebook_config.py` */
function writtenConfig({ name, args }: Command): ServerRisk | undefined {
  if (name !== 'echo' && name !== 'printf') return undefined;
  const word = args.find((found) => openNotebookConfig(found.text));
  return word && { word, what: 'an empty token or password' };
}

/** Whether a configuration text switches the token or password of Jupyter off. */
export function openNotebookConfig(text: string): boolean {
  return /^\s*c\.(?:NotebookApp|ServerApp|LabApp|IdentityProvider)\.(?:token|password)\s*=\s*u?(?:''|""|None)\s*;?\s*(?:$|#|\\n)/m.test(
    text,
  );
}

const everywhere = /^(?:0\.0\.0\.0|\[?::\]?|\*)(?::\d+)?$/;

/** How a command starts a model server whose management interface everybody can reach. */
export function openModelServer({ name, args }: Command): ServerRisk | undefined {
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
      const hasAuth = has(/^--app-name(?:=|$)/);
      if (!/^(?:server|ui)$/.test(args[0]?.text ?? '') || !isOpen || hasAuth) return undefined;
      return { word: hostOption.word, what: 'MLflow on every interface without authentication' };
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
    default:
      return undefined;
  }
}

/** Whether a line of a TorchServe configuration opens its management interface. */
export function openTorchserveConfig(text: string): boolean {
  return /^\s*(?:management_address\s*=\s*https?:\/\/0\.0\.0\.0|disable_token_authorization\s*=\s*true|enable_model_api\s*=\s*true)/m.test(
    text,
  );
}
