import { anyUnknown, truth } from '../value/print';
import { Text } from '../value/text';
import { type Bare, bare, type Methods, Unknown, type Value } from '../value/value';
import type { Operand } from './ast';
import { dependOn, dependOnArguments } from './depend';
import { BudgetError, type Run, report, TemplateError } from './run';

/** Calls a function by name. */
export function callFunction(run: Run, operand: Operand & { kind: 'function' }, args: readonly Value[]): Value {
  const { name } = operand;
  run.at = operand;
  dependOnArguments(run, name, args);
  const known = run.functions.get(name);
  if (!known) {
    report(run, 'unsupported', `The function "${name}" is not known.`);
    return new Unknown(name);
  }
  if (!known.traced && anyUnknown(args)) return new Unknown(name);
  const result = guarded(run, () => known.call(known.traced ? args : args.map(bare), run));
  account(run, result);
  return result;
}

/** Calls `and` or `or`, which evaluate their arguments only as far as they must. */
export function shortCircuit(run: Run, name: 'and' | 'or', args: Iterable<Value>): Value {
  let value: Value = null;
  let unknown: Value | undefined;
  for (const argument of args) {
    value = argument;
    dependOn(run, value);
    const known = truth(value);
    // "unknown and false" is false whatever the unknown is, and likewise for "or" and true.
    if (known === undefined) unknown ??= value;
    else if (known === (name === 'or'))
      return unknown === undefined || name === 'and' ? value : certain(value, unknown, name);
  }
  return unknown ?? value;
}

function certain(value: Value, unknown: Value, name: 'and' | 'or'): Value {
  // "unknown or x" is x or the unknown: true either way, but not which.
  return name === 'or' && typeof bare(value) !== 'boolean' ? unknown : value;
}

/** Text costs steps: a loop that doubles a string would be cheap in calls, and fill the memory. */
function account(run: Run, result: Value): void {
  if (typeof result === 'string') run.steps += result.length >> 9;
  if (!(result instanceof Text)) return;
  let length = 0;
  for (const piece of result.pieces) length += piece.text.length;
  run.steps += (result.pieces.length >> 3) + (length >> 9);
  if (length > run.budget.output) throw new BudgetError('This chart makes texts that are too long.');
}

/** Calls a method of a Go object. */
export function callMethod(run: Run, methods: Methods, name: string, args: readonly Value[]): Value {
  const method = methods.get(name);
  if (!method) {
    report(run, 'error', `"${name}" is neither a field nor a method here.`);
    return new Unknown(name);
  }
  if (anyUnknown(args)) return new Unknown(name);
  return guarded(run, () => method(args.map(bare) as Bare[]));
}

/** What real Helm refuses becomes a problem and an Unknown, and the rest of the file is still rendered. */
function guarded(run: Run, body: () => Value): Value {
  const at = run.at;
  try {
    return body();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    run.at = at;
    report(run, 'error', error.message);
    return new Unknown('error');
  }
}
