import type { Command, Node, Operand, Pipe, TemplateTree } from '@bulkhead/helm';
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
