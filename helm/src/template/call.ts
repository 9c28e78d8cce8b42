import { anyUnknown, truth } from '../value/print';
import { Text } from '../value/text';
import { type Bare, bare, type Methods, Unknown, type Value } from '../value/value';
import type { Operand } from './ast';
import { dependOn, dependOnArguments } from './depend';
import { BudgetError, type Run, report, TemplateError } from './run';

/** An argument: an operand still to be evaluated, or the value that was piped in. */
type Argument = Operand | { readonly value: Value };

/** Calls a function by name. `and` and `or` evaluate only as far as they must. */
export function callFunction(
  run: Run,
  operand: Operand & { kind: 'function' },
  args: readonly Argument[],
  evaluate: (operand: Operand) => Value,
): Value {
  const resolve = (argument: Argument) =>
    'value' in argument && !('kind' in argument) ? argument.value : evaluate(argument as Operand);
  if (operand.name === 'and' || operand.name === 'or') return shortCircuit(run, args, resolve, operand.name);
  const values = args.map(resolve);
  run.at = operand;
  dependOnArguments(run, operand.name, values);
  const known = run.functions.get(operand.name);
  if (!known) {
    report(run, 'unsupported', `The function "${operand.name}" is not known.`);
    return new Unknown(operand.name);
  }
  if (!known.traced && anyUnknown(values)) return new Unknown(operand.name);
  const result = guarded(run, () => known.call(known.traced ? values : values.map(bare), run));
  account(run, result);
  return result;
}

function shortCircuit(
  run: Run,
  args: readonly Argument[],
  resolve: (argument: Argument) => Value,
  name: 'and' | 'or',
): Value {
  let value: Value = null;
  let unknown: Value | undefined;
  for (const argument of args) {
    value = resolve(argument);
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
