import type { Command } from '../../parse/shell';
import type { Span } from '../../text/span';
import { keywordArgument, type PythonCall, pythonCalls, pythonCode } from './python';

/** A place in Python code with what is wrong there. */
export interface PythonRisk {
  readonly at: Span;
  readonly what: string;
}

const unpicklers =
  /^(?:(?:pickle|cPickle|_pickle|dill|cloudpickle|marshal|shelve|jsonpickle|joblib|pd|pandas|torch|np|numpy|yaml|keras\.models|tf\.keras\.models|keras\.saving)\.)(?:loads?|Unpickler|open|decode|read_pickle|load_all|unsafe_load|full_load|load_model)$/;

/** Calls in the Python code of a command that run code hidden in the data they read. */
export function unsafeLoads(command: Command): PythonRisk[] {
  const source = pythonCode(command);
  if (!source) return [];
  const risks: PythonRisk[] = [];
  for (const call of pythonCalls(source, unpicklers)) {
    const what = riskOf(call);
    if (what !== undefined) risks.push({ at: source.place(call.start, call.end), what });
  }
  return risks;
}

function riskOf(call: PythonCall): string | undefined {
  const { name } = call;
  const [module = '', method = ''] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
  const flag = (keyword: string) => keywordArgument(call, keyword);
  switch (module) {
    case 'pickle':
    case 'cPickle':
    case '_pickle':
    case 'dill':
    case 'cloudpickle':
    case 'marshal':
      return /^(?:loads?|Unpickler)$/.test(method) ? name : undefined;
    case 'shelve':
      return method === 'open' ? name : undefined;
    case 'jsonpickle':
      return method === 'decode' ? name : undefined;
    case 'joblib':
      return method === 'load' ? name : undefined;
    case 'pd':
    case 'pandas':
      return method === 'read_pickle' ? name : undefined;
    case 'torch': {
      if (method !== 'load') return undefined;
      const only = flag('weights_only');
      return only === undefined || only === 'False' ? 'torch.load without weights_only=True' : undefined;
    }
    case 'np':
    case 'numpy':
      return method === 'load' && flag('allow_pickle') === 'True' ? `${name} with allow_pickle=True` : undefined;
    case 'yaml':
      if (/^(?:unsafe_load|full_load)$/.test(method)) return name;
      return /^load(?:_all)?$/.test(method) && !/Safe|Base/.test(call.args) ? `${name} without SafeLoader` : undefined;
    default:
      return method === 'load_model' && flag('safe_mode') === 'False' ? `${name} with safe_mode=False` : undefined;
  }
}

/** Places where a command lets a model repository run its own code. */
export function trustsRemoteCode(command: Command): Span[] {
  const found: Span[] = [];
  for (const [at, word] of command.args.entries()) {
    const text = word.text.toLowerCase();
    const next = command.args[at + 1]?.text.toLowerCase();
    if (/^--trust[-_]remote[-_]code$/.test(text) && next !== 'false') found.push(word.span);
    if (/^(?:--)?trust[-_]remote[-_]code=(?:true|1)$/.test(text)) found.push(word.span);
  }
  const source = pythonCode(command);
  if (source) {
    const form = /\btrust_remote_code\s*=\s*True\b/g;
    for (let match = form.exec(source.masked); match; match = form.exec(source.masked)) {
      found.push(source.place(match.index, match.index + match[0].length));
    }
  }
  return found;
}
