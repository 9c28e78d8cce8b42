import type { PathNode } from '../value/path';
import { type Span, Text } from '../value/text';
import { Dict, List, type Methods, Scalar, Struct, Unknown, type Value } from '../value/value';
import type { Command, Fields, Operand, Pipe } from './ast';
import { callFunction, callMethod, shortCircuit } from './call';
import { dependOnOwn } from './depend';
import { type Run, readsSince, report, step } from './run';

/** Gives a declared variable a new value. */
export function assign(run: Run, name: string, value: Value, reads: readonly PathNode[]): void {
  for (let i = run.variables.length - 1; i >= 0; i--) {
    const variable = run.variables[i];
    if (variable?.name !== name) continue;
    variable.value = value;
    variable.reads = reads;
    return;
  }
  report(run, 'error', `The variable $${name} is not defined.`);
}

/** Evaluates a pipeline, and declares or assigns its variable. */
export function evaluatePipe(run: Run, pipe: Pipe, dot: Value): Value {
  const mark = run.reads.length;
  let value: Value | undefined;
  for (const command of pipe.commands) value = evaluateCommand(run, command, dot, value);
  const result = value ?? null;
  const name = pipe.variables[0];
  if (name === undefined) return result;
  if (pipe.assigns) assign(run, name, result, readsSince(run, mark));
  else run.variables.push({ name, value: result, reads: readsSince(run, mark) });
  return result;
}

function evaluateCommand(run: Run, command: Command, dot: Value, piped: Value | undefined): Value {
  step(run);
  const [first] = command.args;
  if (!first) return null;
  if (first.kind === 'function') {
    const { name } = first;
    if (name === 'and' || name === 'or') return shortCircuit(run, name, argumentsInTurn(run, command, dot, piped));
    return callFunction(run, first, argumentsOf(run, command, dot, piped));
  }
  if (command.args.length === 1 && piped === undefined) return evaluateOperand(run, first, dot);
  if (first.kind === 'field' || first.kind === 'variable' || first.kind === 'chain') {
    const args = argumentsOf(run, command, dot, piped);
    const start = first.kind === 'field' ? dot : startOf(run, first, dot);
    const receiver = resolve(run, start, first, first.names.length - 1);
    const name = first.names.at(-1);
    run.at = first;
    const methods = methodsOf(receiver);
    if (methods && name !== undefined) return callMethod(run, methods, name, args);
    if (receiver instanceof Unknown) return receiver;
  }
  run.at = first;
  report(run, 'error', 'Arguments are given to something that is not a function.');
  return new Unknown('not a function');
}

function argumentsOf(run: Run, { args }: Command, dot: Value, piped: Value | undefined): Value[] {
  const values = args.slice(1).map((operand) => evaluateOperand(run, operand, dot));
  if (piped !== undefined) values.push(piped);
  return values;
}

/** The same, each evaluated when it is asked for. */
function* argumentsInTurn(run: Run, { args }: Command, dot: Value, piped: Value | undefined): Generator<Value> {
  for (const operand of args.slice(1)) yield evaluateOperand(run, operand, dot);
  if (piped !== undefined) yield piped;
}

function methodsOf(value: Value): Methods | undefined {
  return value instanceof Struct || value instanceof Dict || value instanceof List ? value.methods : undefined;
}

function startOf(run: Run, operand: Operand, dot: Value): Value {
  if (operand.kind === 'variable') return readVariable(run, operand.name, operand);
  if (operand.kind === 'chain') return evaluateOperand(run, operand.of, dot);
  return dot;
}

function readVariable(run: Run, name: string, span: Span): Value {
  for (let i = run.variables.length - 1; i >= 0; i--) {
    const variable = run.variables[i];
    if (variable?.name !== name) continue;
    if (variable.reads.length) run.reads.push(...variable.reads);
    return variable.value;
  }
  run.at = span;
  report(run, 'error', `The variable $${name} is not defined.`);
  return new Unknown('undefined variable');
}

function evaluateOperand(run: Run, operand: Operand, dot: Value): Value {
  step(run);
  switch (operand.kind) {
    case 'dot':
      return dot;
    case 'nil':
      return null;
    case 'bool':
    case 'number':
      return operand.value;
    case 'string':
      return literalText(run, operand);
    case 'field':
      return resolve(run, dot, operand, operand.names.length);
    case 'variable':
    case 'chain':
      return resolve(run, startOf(run, operand, dot), operand, operand.names.length);
    case 'function':
      return callFunction(run, operand, []);
    case 'pipe':
      return evaluatePipe(run, operand, dot);
  }
}

/** A string literal stands at a known place of the template, unless it has escapes or the template is a value. */
function literalText(run: Run, operand: Operand & { kind: 'string' }): Value {
  if (!operand.raw || run.source || operand.value === '') return operand.value;
  const known = operand.text;
  if (known && known.pieces[0]?.site?.file === run.file) return known;
  const site = {
    file: run.file,
    start: operand.start,
    end: operand.end,
    frame: undefined,
    reads: [],
    uncertain: false,
  };
  const text = new Text([{ text: operand.value, kind: 'literal', offset: operand.raw.start, site }]);
  operand.text = text;
  return text;
}

/** Follows `count` names of a field chain. */
function resolve(run: Run, start: Value, fields: Fields, count: number): Value {
  // Go reads fields of nothing as nothing at the start of a chain, and fails only further along.
  if (start === null) return null;
  let value: Value = start;
  let missing: Value = null;
  for (let i = 0; i < count; i++) {
    const name = fields.names[i] ?? '';
    if (value instanceof Dict) {
      const found: Value | undefined = value.get(name);
      if (found === undefined && value.methods?.has(name)) {
        value = callMethod(run, value.methods, name, []);
        continue;
      }
      if (found === undefined || found === null) {
        const path = value.pathOf(name);
        if (path) run.depends.add(path);
        if (path && i === count - 1) run.reads.push(path);
        if (found === undefined && value.open) missing = new Unknown('part of an unknown map');
      }
      value = found ?? missing;
      if (value instanceof Unknown) return value;
    } else if (value instanceof Struct) {
      run.at = fields;
      value = value.fields.has(name) ? (value.fields.get(name) ?? null) : callMethod(run, value.methods, name, []);
    } else if (value instanceof Unknown) return value;
    else if (value instanceof List && value.methods?.has(name)) value = callMethod(run, value.methods, name, []);
    else return cannotRead(run, value, fields, name);
  }
  noteRead(run, value);
  // A map is handed on; what is read of it later is noted then.
  if (!(value instanceof Dict || value instanceof List)) dependOnOwn(run, value);
  return value;
}

function cannotRead(run: Run, value: Value, fields: Fields, name: string): Value {
  run.at = fields;
  if (value === null) {
    report(run, 'error', `".${fields.names.join('.')}" reads "${name}" of nothing.`);
    return null;
  }
  report(run, 'error', `"${name}" is read of something that has no fields.`);
  return new Unknown('no such field');
}

function noteRead(run: Run, value: Value): void {
  if (value instanceof Text) {
    const path = value.pieces.length === 1 ? value.pieces[0]?.path : undefined;
    if (path) run.reads.push(path);
  } else if ((value instanceof Scalar || value instanceof Dict || value instanceof List) && value.path) {
    run.reads.push(value.path);
  }
}
