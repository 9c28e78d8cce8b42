import { editAt } from '../../parse/place';
import type { Command } from '../../parse/shell';
import type { Edit } from '../../text/edits';
import type { Span } from '../../text/span';
import { keywordArgument, keywordValue, type PythonCall, pythonCalls, pythonCode } from './python';

/** A place in Python code with what is wrong there, and the change by which it is not. */
export interface PythonRisk {
  readonly at: Span;
  readonly what: string;
  readonly safer?: Edit;
}

const unpicklers =
  /^(?:(?:pickle|cPickle|_pickle|dill|cloudpickle|marshal|shelve|jsonpickle|joblib|pd|pandas|torch|np|numpy|yaml|keras\.models|tf\.keras\.models|keras\.saving)\.)(?:loads?|Unpickler|open|decode|read_pickle|(?:unsafe_|full_)?load(?:_all)?|load_model)$/;

/** A change of the code, by its offsets there. */
interface CodeChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Risk {
  readonly what: string;
  readonly safer?: CodeChange | undefined;
}

/** Calls in the Python code of a command that run code hidden in the data they read. */
export function unsafeLoads(command: Command): PythonRisk[] {
  const source = pythonCode(command);
  if (!source) return [];
  const risks: PythonRisk[] = [];
  for (const call of pythonCalls(source, unpicklers)) {
    const risk = riskOf(call);
    if (!risk) continue;
    const { what, safer } = risk;
    const edit = safer && editAt(source.place, safer.start, safer.end, safer.text);
    risks.push({ at: source.place(call.start, call.end), what, ...(edit ? { safer: edit } : {}) });
  }
  return risks;
}

function riskOf(call: PythonCall): Risk | undefined {
  const { name } = call;
  const [module = '', method = ''] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
  const risk = (isRisk: boolean): Risk | undefined => (isRisk ? { what: name } : undefined);
  switch (module) {
    case 'pickle':
    case 'cPickle':
    case '_pickle':
    case 'dill':
    case 'cloudpickle':
    case 'marshal':
      return risk(/^(?:loads?|Unpickler)$/.test(method));
    case 'shelve':
      return risk(method === 'open');
    case 'jsonpickle':
      return risk(method === 'decode');
    case 'joblib':
      return risk(method === 'load');
    case 'pd':
    case 'pandas':
      return risk(method === 'read_pickle');
    case 'torch':
      return method === 'load' ? torchLoad(call) : undefined;
    case 'np':
    case 'numpy':
      return method === 'load' ? switched(call, 'allow_pickle', 'True', `${name} with allow_pickle=True`) : undefined;
    case 'yaml':
      return yamlLoad(call, method);
    default:
      return method === 'load_model' ? switched(call, 'safe_mode', 'False', `${name} with safe_mode=False`) : undefined;
  }
}

/** A call that is dangerous by a keyword argument, and the argument the other way round. */
function switched(
  call: PythonCall,
  keyword: string,
  dangerous: 'True' | 'False',
  what: string,
): Required<Risk> | undefined {
  const value = keywordValue(call, keyword);
  if (value?.text !== dangerous) return undefined;
  return { what, safer: { ...value, text: dangerous === 'True' ? 'False' : 'True' } };
}

function torchLoad(call: PythonCall): Risk | undefined {
  const what = 'torch.load without weights_only=True';
  const off = switched(call, 'weights_only', 'False', what);
  // Whether it is among the arguments given as a map nobody can say.
  if (off || keywordArgument(call, 'weights_only') !== undefined || call.maskedArgs.includes('**')) return off;
  const written = call.maskedArgs.replace(/[,\s]+$/, '');
  const end = call.argsStart + written.length;
  return { what, safer: written === '' ? undefined : { start: end, end, text: ', weights_only=True' } };
}

function yamlLoad(call: PythonCall, method: string): Risk | undefined {
  const safe = /^(?:unsafe_|full_)?load(_all)?$/.exec(method);
  if (!safe) return undefined;
  const named = /\b(?:\w+\.)*(C?)(?:Full|Unsafe|Danger)?Loader\b(?!\s*=)/.exec(call.maskedArgs);
  const isPlain = method.startsWith('load');
  if (isPlain && (/Safe|Base/.test(call.args) || call.maskedArgs.includes('**'))) return undefined;
  const what = isPlain ? `${call.name} without SafeLoader` : call.name;
  // A name that was imported alone does not bring the safe one with it.
  const isOfModule = call.written.includes('.');
  if (named) {
    const at = call.argsStart + named.index;
    const text = `${call.written.replace(/\w+$/, '')}${named[1]}SafeLoader`;
    return { what, safer: isOfModule && isPlain ? { start: at, end: at + named[0].length, text } : undefined };
  }
  const isAlone = call.maskedArgs.trim() !== '' && !call.maskedArgs.includes('Loader') && !hasComma(call.maskedArgs);
  if (!isOfModule || !isAlone) return { what };
  return { what, safer: { start: call.end - method.length, end: call.end, text: `safe_load${safe[1] ?? ''}` } };
}

/** Whether there is more than one argument. */
function hasComma(maskedArgs: string): boolean {
  let depth = 0;
  for (const c of maskedArgs.replace(/[,\s]+$/, '')) {
    if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) return true;
  }
  return false;
}

/** Where a command lets a model repository run its own code; in Python also how it would not. */
export function trustsRemoteCode(command: Command): { readonly at: Span; readonly safer?: Edit }[] {
  const found: { at: Span; safer?: Edit }[] = [];
  for (const [at, word] of command.args.entries()) {
    const text = word.text.toLowerCase();
    const next = command.args[at + 1]?.text.toLowerCase();
    if (/^--trust[-_]remote[-_]code$/.test(text) && next !== 'false') found.push({ at: word.span });
    if (/^(?:--)?trust[-_]remote[-_]code=(?:true|1)$/.test(text)) found.push({ at: word.span });
  }
  const source = pythonCode(command);
  if (source) {
    const form = /\btrust_remote_code\s*=\s*True\b/g;
    for (let match = form.exec(source.masked); match; match = form.exec(source.masked)) {
      const end = match.index + match[0].length;
      const safer = editAt(source.place, end - 'True'.length, end, 'False');
      found.push({ at: source.place(match.index, end), ...(safer ? { safer } : {}) });
    }
  }
  return found;
}
