import type { PathNode } from '../value/path';
import { goString, NO_VALUE, PLACEHOLDER, truth } from '../value/print';
import { type Piece, type Span, slicePiece, Text } from '../value/text';
import { Dict, List, Scalar, Unknown, type Value } from '../value/value';
import type { Block, BranchNode, Node, Pipe, RangeNode } from './ast';
import { dependOn } from './depend';
import { assign, evaluatePipe } from './pipes';
import {
  BudgetError,
  type Callable,
  callable,
  emit,
  type Run,
  readsSince,
  report,
  siteOf,
  standing,
  step,
} from './run';

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
      if (node.pipe.variables.length > 0) return undefined;
      dependOn(run, value);
      emit(run, printed(value), node, mark);
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
  dependOn(run, value);
  const { taken, uncertain } = decide(run, node, value);
  const reads = readsSince(run, mark);
  if (!taken) ghost(run, node, node.then, 'then', reads);
  else if (node.otherwise) ghost(run, node, node.otherwise, 'else', reads);
  if (uncertain) run.uncertain++;
  const body = taken ? node.then : node.otherwise;
  if (uncertain) run.out.push({ text: '', kind: 'fork', offset: 0, site: siteOf(run, node, reads) });
  const jump = body && execute(run, body.nodes, taken && node.kind === 'with' ? value : dot);
  if (uncertain) run.uncertain--;
  run.variables.length = scope;
  return jump;
}

/** Chooses a branch. An Unknown condition is a fork: the template is rendered again for its other side. */
function decide(run: Run, node: BranchNode, value: Value): { taken: boolean; uncertain: boolean } {
  const known = truth(value);
  if (known !== undefined) return { taken: known, uncertain: false };
  // Text run by tpl stands in no file: it is known by where it was run.
  const key = `${run.file}:${run.source ? `${run.frame?.start}:` : ''}${node.start}`;
  // What `lookup` returns is empty for `helm template`, so that branch comes first.
  const taken = run.assumed.get(key) ?? !(value instanceof Dict);
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
  dependOn(run, value);
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

/** Runs a named template into the current output. */
export function call(run: Run, name: string, data: Value, span: Span): void {
  const target = callable(run, name);
  if (!target) {
    run.at = span;
    report(run, 'missing', `No template is called "${name}".`);
    run.out.push({ text: PLACEHOLDER, kind: 'unknown', offset: 0, site: siteOf(run, span) });
    return;
  }
  run.used.add(target.file);
  enter(run, target, data, span, target.source);
}

/** Runs a body as if called at `span`, and puts everything back. */
export function enter(run: Run, target: Callable, data: Value, span: Span, source: Text | undefined): void {
  const { file, frame, variables, source: outer, depth } = run;
  if (depth >= run.budget.depth) throw new BudgetError('Templates include each other too deeply.');
  run.depth = depth + 1;
  run.frame = { name: target.name, ...standing(run, span), parent: frame };
  run.file = target.file;
  run.source = source;
  run.variables = [{ name: '', value: data, reads: [] }];
  execute(run, target.body, data);
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
