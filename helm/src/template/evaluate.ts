import type { PathNode } from '../value/path';
import { goString, NO_VALUE, PLACEHOLDER, truth } from '../value/print';
import { type Piece, type Span, slicePiece, Text } from '../value/text';
import { Dict, List, type Methods, Scalar, Struct, Unknown, type Value } from '../value/value';
import type { Block, BranchNode, Command, Fields, Node, Operand, Pipe, RangeNode } from './ast';
import { callFunction, callMethod } from './call';
import { BudgetError, type Callable, emit, type Run, readsSince, report, siteOf, step } from './run';

/** What a body asks of the loop around it. */
type Jump = 'break' | 'continue' | undefined;

/** Runs nodes with dot as given. */
export function execute(run: Run, nodes: readonly Node[], dot: Value): Jump {
  for (const node of nodes) {
    step(run);
    const jump = executeNode(run, node, dot);
    if (jump) return jump;
  }
  return undefined;
}

function executeNode(run: Run, node: Node, dot: Value): Jump {
  switch (node.kind) {
    case 'text':
      emitText(run, node);
      return undefined;
    case 'action': {
      const mark = run.reads.length;
      const value = evaluatePipe(run, node.pipe, dot);
      if (node.pipe.variables.length === 0) emit(run, printed(value), node, mark);
      return undefined;
    }
    case 'if':
    case 'with':
      return executeBranch(run, node, dot);
    case 'range':
      return executeRange(run, node, dot);
    case 'template': {
      const data = node.pipe ? evaluatePipe(run, node.pipe, dot) : null;
      call(run, node.name, data, node);
      return undefined;
    }
    default:
      return node.kind;
  }
}

function emitText(run: Run, node: Node & { kind: 'text' }): void {
  if (run.source) {
    emit(run, sliceSource(run.source, node), node, run.reads.length);
    return;
  }
  run.written += node.text.length;
  if (run.written > run.budget.output) throw new BudgetError('This chart renders to more text than is looked at.');
  run.out.push({ text: node.text, kind: 'literal', offset: node.start, site: siteOf(run, node) });
}

/** Literal parts of a text run by tpl are parts of the value the text came from. */
function sliceSource(source: Text, span: Span): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of source.pieces) {
    const next = at + piece.text.length;
    if (next > span.start && at < span.end) {
      pieces.push(slicePiece(piece, span.start - at, Math.min(span.end, next) - at));
    }
    at = next;
  }
  return pieces;
}

/** The pieces a value prints as. */
function printed(value: Value): readonly Piece[] {
  if (value instanceof Text) return value.pieces;
  if (value === null) return [{ text: NO_VALUE, kind: 'derived', offset: 0 }];
  if (value instanceof Unknown) return [{ text: PLACEHOLDER, kind: 'unknown', offset: 0 }];
  if (value instanceof Scalar) {
    const { path } = value;
    return [{ text: goString(value), kind: path ? 'value' : 'derived', offset: 0, path, form: 'text' }];
  }
  const path = value instanceof Dict || value instanceof List ? value.path : undefined;
  return [{ text: goString(value), kind: 'derived', offset: 0, path }];
}

function executeBranch(run: Run, node: BranchNode, dot: Value): Jump {
  const scope = run.variables.length;
  const mark = run.reads.length;
  const value = evaluatePipe(run, node.pipe, dot);
  const { taken, uncertain } = decide(run, node, value);
  const reads = readsSince(run, mark);
  if (!taken) ghost(run, node, node.then, 'then', reads);
  else if (node.otherwise) ghost(run, node, node.otherwise, 'else', reads);
  if (uncertain) run.uncertain++;
  const body = taken ? node.then : node.otherwise;
  if (uncertain) run.out.push({ text: '', kind: 'unknown', offset: 0, site: siteOf(run, node, reads) });
  const jump = body && execute(run, body.nodes, taken && node.kind === 'with' ? value : dot);
  if (uncertain) run.uncertain--;
  run.variables.length = scope;
  return jump;
}

/** Chooses a branch. An Unknown condition is a fork: the caller may ask for the other side with `assume`. */
function decide(run: Run, node: BranchNode, value: Value): { taken: boolean; uncertain: boolean } {
  const key = `${run.file}:${node.start}`;
  const known = truth(value);
  const assumed = run.source ? undefined : run.assume.get(key);
  if (known !== undefined) return { taken: assumed ?? known, uncertain: false };
  // What `lookup` returns is empty for `helm template`, so that branch comes first.
  const taken = assumed ?? !(value instanceof Dict);
  if (!run.forks.has(key))
    run.forks.set(key, { key, taken, file: run.file, span: { start: node.start, end: node.end } });
  return { taken, uncertain: true };
}

function ghost(run: Run, node: Span, skipped: Block, branch: 'then' | 'else', reads: readonly PathNode[]): void {
  const { start, end } = skipped;
  run.out.push({ text: '', kind: 'ghost', offset: 0, site: siteOf(run, node, reads), skipped: { start, end, branch } });
}

function executeRange(run: Run, node: RangeNode, dot: Value): Jump {
  const scope = run.variables.length;
  const mark = run.reads.length;
  const value = evaluatePipe(run, { ...node.pipe, variables: [] }, dot);
  const reads = readsSince(run, mark);
  const items = rangeItems(run, value);
  if (items === undefined || (value instanceof Dict && value.open)) {
    run.out.push({ text: '', kind: 'unknown', offset: 0, site: siteOf(run, node, reads) });
  }
  if (!items?.length) {
    if (items) ghost(run, node, node.then, 'then', reads);
    const jump = node.otherwise && execute(run, node.otherwise.nodes, dot);
    run.variables.length = scope;
    return jump;
  }
  for (const [key, item] of items) {
    step(run);
    bindRange(run, node.pipe, key, item, reads);
    const jump = execute(run, node.then.nodes, item);
    run.variables.length = scope;
    if (jump === 'break') break;
  }
  return undefined;
}

function rangeItems(run: Run, value: Value): (readonly [Value, Value])[] | undefined {
  if (value instanceof Unknown || (value instanceof Text && value.unknown)) return undefined;
  if (value instanceof List) return value.items.map((_, index) => [BigInt(index), value.at(index)]);
  if (value instanceof Dict) {
    return value.sortedKeys().map((key) => {
      const path = value.pathOf(key);
      const name = path ? new Text([{ text: key, kind: 'key', offset: 0, path, form: 'text' }]) : key;
      return [name, value.get(key) ?? null];
    });
  }
  if (value === null) return [];
  const count = value instanceof Scalar ? value.raw : value;
  if (typeof count === 'bigint' || (typeof count === 'number' && value instanceof Scalar === false)) {
    const length = Number(count);
    if (length > run.budget.steps) throw new BudgetError('This chart loops too often.');
    return Array.from({ length: Math.max(0, length) }, (_, index) => [BigInt(index), BigInt(index)]);
  }
  report(run, 'error', 'range can only go over a list, a map or a number.');
  return [];
}

function bindRange(run: Run, pipe: Pipe, key: Value, item: Value, reads: readonly PathNode[]): void {
  const [first, second] = pipe.variables;
  if (first === undefined) return;
  if (pipe.assigns) {
    assign(run, second ?? first, item, reads);
    if (second !== undefined) assign(run, first, key, reads);
    return;
  }
  if (second === undefined) {
    run.variables.push({ name: first, value: item, reads });
    return;
  }
  run.variables.push({ name: first, value: key, reads }, { name: second, value: item, reads });
}

function assign(run: Run, name: string, value: Value, reads: readonly PathNode[]): void {
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
  const [first, ...rest] = command.args;
  if (!first) return null;
  if (first.kind === 'function') {
    return callFunction(run, first, piped === undefined ? rest : [...rest, { value: piped }], (operand) =>
      evaluateOperand(run, operand, dot),
    );
  }
  if (rest.length === 0 && piped === undefined) return evaluateOperand(run, first, dot);
  if (first.kind === 'field' || first.kind === 'variable' || first.kind === 'chain') {
    const args = rest.map((operand) => evaluateOperand(run, operand, dot));
    if (piped !== undefined) args.push(piped);
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
      return callFunction(run, operand, [], (inner) => evaluateOperand(run, inner, dot));
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

/** Runs a named template into the current output. */
export function call(run: Run, name: string, data: Value, span: Span): void {
  const callable = run.callables.get(name);
  if (!callable) {
    run.at = span;
    report(run, 'missing', `No template is called "${name}".`);
    run.out.push({ text: PLACEHOLDER, kind: 'unknown', offset: 0, site: siteOf(run, span) });
    return;
  }
  run.used.add(callable.file);
  enter(run, callable, data, span, callable.source);
}

/** Runs a body as if called at `span`, and puts everything back. */
export function enter(run: Run, callable: Callable, data: Value, span: Span, source: Text | undefined): void {
  const { file, frame, variables, source: outer, depth } = run;
  if (depth >= run.budget.depth) throw new BudgetError('Templates include each other too deeply.');
  run.depth = depth + 1;
  run.frame = { name: callable.name, file, start: span.start, end: span.end, parent: frame };
  run.file = callable.file;
  run.source = source;
  run.variables = [{ name: '', value: data, reads: [] }];
  execute(run, callable.body, data);
  run.depth = depth;
  run.frame = frame;
  run.file = file;
  run.source = outer;
  run.variables = variables;
}

/** Runs `body` with an output of its own, and returns what it wrote. */
export function capture(run: Run, body: () => void): Text {
  const outer = run.out;
  run.out = [];
  body();
  const text = new Text(run.out);
  run.out = outer;
  return text;
}
