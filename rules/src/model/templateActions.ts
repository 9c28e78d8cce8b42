import type { Command, Node, Operand, Pipe, TemplateTree } from '@bulkhead/helm';
import type { Span } from '../text/span';
import { remember } from './commands/remember';

/** Every pipe in a template file, those of its definitions and those in brackets included. */
export const pipesIn = remember(({ body, defines }: TemplateTree): readonly Pipe[] =>
  [body, ...defines.map((define) => define.body)].flatMap((nodes) => [...inNodes(nodes)]),
);

function* inNodes(nodes: readonly Node[]): Iterable<Pipe> {
  for (const node of nodes) {
    if ('pipe' in node && node.pipe) yield* inPipe(node.pipe);
    if ('then' in node) {
      yield* inNodes(node.then.nodes);
      yield* inNodes(node.otherwise?.nodes ?? []);
    }
  }
}

function* inPipe(pipe: Pipe): Iterable<Pipe> {
  yield pipe;
  for (const operand of pipe.commands.flatMap((command) => command.args)) {
    if (operand.kind === 'pipe') yield* inPipe(operand);
  }
}

/** A text that stands in for a value which is not set. */
export interface Fallback extends Span {
  readonly text: string;
  /** The last name of that value. */
  readonly name: string;
  /** The last names of what decides whether it is asked for at all. */
  readonly conditions: readonly string[];
  /** What stands there for the chart's root, before `.Values` or `.Chart`; undefined when nobody can tell. */
  readonly root: string | undefined;
}

/** What a template falls back to with `default "..."`. */
export const fallbacksIn = remember(({ body, defines }: TemplateTree): readonly Fallback[] =>
  // In a definition `$` is whatever it is called with.
  [...fallbacksAmong(body, [], '$'), ...defines.flatMap((define) => [...fallbacksAmong(define.body, [], undefined)])],
);

function* fallbacksAmong(
  nodes: readonly Node[],
  conditions: readonly string[],
  outermost: string | undefined,
): Iterable<Fallback> {
  for (const node of nodes) {
    const pipes = 'pipe' in node && node.pipe ? [...inPipe(node.pipe)] : [];
    for (const { commands } of pipes) {
      for (const [i, command] of commands.entries()) {
        const [, fallback, given] = command.args;
        if (calledBy(command) !== 'default' || fallback?.kind !== 'string') continue;
        const value = given ? [given] : commands.slice(0, i).flatMap(({ args }) => args);
        const { start, end, value: text } = fallback;
        const root = value.map(rootOf).find((one) => one !== undefined) ?? outermost;
        yield { start, end, text, name: value.flatMap(namesOf).at(-1) ?? '', conditions, root };
      }
    }
    if (!('then' in node)) continue;
    const asked = pipes.flatMap(({ commands }) => commands.flatMap(({ args }) => args.flatMap(namesOf)));
    for (const block of [node.then, node.otherwise]) {
      yield* fallbacksAmong(block?.nodes ?? [], [...conditions, ...asked], outermost);
    }
  }
}

/** What a value is read from, when that is the chart's root: nothing in `.Values.tag`, `$` in `$.Values.tag`. */
function rootOf(operand: Operand): string | undefined {
  if (operand.kind !== 'field' && operand.kind !== 'variable') return undefined;
  const before = operand.names.indexOf('Values');
  if (before < 0) return undefined;
  const start = operand.kind === 'variable' ? `$${operand.name}` : '';
  return (
    start +
    operand.names
      .slice(0, before)
      .map((name) => `.${name}`)
      .join('')
  );
}

/** The last name of a chain of fields, or of a variable that is read as it is. */
function namesOf(operand: Operand): string[] {
  if (operand.kind === 'variable') return [operand.names.at(-1) ?? operand.name];
  return operand.kind === 'field' || operand.kind === 'chain' ? operand.names.slice(-1) : [];
}

/** The actions that print something, with what they print. */
export function* printedIn(nodes: readonly Node[]): Iterable<Pipe> {
  for (const node of nodes) {
    if (node.kind === 'action' && node.pipe.variables.length === 0) yield node.pipe;
    if ('then' in node) {
      yield* printedIn(node.then.nodes);
      yield* printedIn(node.otherwise?.nodes ?? []);
    }
  }
}

/** The function a command calls, if it calls one by name. */
export function calledBy(command: Command): string | undefined {
  const [first] = command.args;
  return first?.kind === 'function' ? first.name : undefined;
}

/** The text of an operand as it stands in the file. */
export function written(text: string, operand: Operand): string {
  return text.slice(operand.start, operand.end);
}
