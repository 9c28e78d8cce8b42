import type { Block, Definition, Node, SyntaxProblem, TemplateTree } from './ast';
import { cut, type Part, TemplateSyntaxError, type Token } from './lexer';
import { parsePipe, type TokenReader, tokenReader } from './pipeline';

const MAX_NESTING = 200;

type Action = Extract<Part, { type: 'action' }>;

interface Parser {
  readonly parts: Iterator<Part>;
  readonly defines: Definition[];
  depth: number;
  end: number;
}

/** How a block ended: by `end` or by an `else` with what follows it. */
interface Ending {
  readonly action: Action;
  readonly word: 'end' | 'else';
  readonly rest: TokenReader;
}

/** Parses a template. On a syntax error there is no tree, only the problem: half a template says nothing reliable. */
export function parseTemplate(source: string): { tree?: TemplateTree; problem?: SyntaxProblem } {
  const parser: Parser = { parts: cut(source), defines: [], depth: 0, end: source.length };
  try {
    const body = parseNodes(parser, undefined).nodes;
    return { tree: { body, defines: parser.defines } };
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return { problem: { message: error.message, span: error.span } };
    if (error instanceof RangeError) {
      return { problem: { message: 'This template is nested too deeply.', span: { start: 0, end: 0 } } };
    }
    throw error;
  }
}

function parseNodes(parser: Parser, opener: Action | undefined): { nodes: Node[]; ending: Ending | undefined } {
  const nodes: Node[] = [];
  for (let next = parser.parts.next(); !next.done; next = parser.parts.next()) {
    const part = next.value;
    if (part.type === 'text') {
      nodes.push({ kind: 'text', start: part.start, end: part.end, text: part.text });
      continue;
    }
    const reader = tokenReader(part);
    const first = part.tokens[0];
    const word = first?.type === 'name' ? first.text : '';
    if (word === 'end' || word === 'else') {
      if (!opener) throw new TemplateSyntaxError(`This "${word}" closes nothing.`, part);
      reader.next();
      return { nodes, ending: { action: part, word, rest: reader } };
    }
    const node = parseAction(parser, part, reader, word);
    if (node) nodes.push(node);
  }
  if (opener) throw new TemplateSyntaxError('This block is never closed with "end".', opener);
  return { nodes, ending: undefined };
}

function parseAction(parser: Parser, action: Action, reader: TokenReader, word: string): Node | undefined {
  const { start, end } = action;
  switch (word) {
    case 'if':
    case 'with':
    case 'range':
      reader.next();
      return nested(parser, action, () => parseBranch(parser, action, reader, word));
    case 'define':
      reader.next();
      nested(parser, action, () => parseDefine(parser, action, readName(reader, action)));
      return undefined;
    case 'block': {
      reader.next();
      const name = readName(reader, action);
      const pipe = parsePipe(reader);
      nested(parser, action, () => parseDefine(parser, action, name));
      return { kind: 'template', start, end, name: String(name.value), pipe };
    }
    case 'template': {
      reader.next();
      const name = String(readName(reader, action).value);
      return { kind: 'template', start, end, name, pipe: reader.peek() ? parsePipe(reader) : undefined };
    }
    case 'break':
    case 'continue':
      return { kind: word, start, end };
    default:
      if (!reader.peek()) throw new TemplateSyntaxError('This action is empty.', action);
      return { kind: 'action', start, end, pipe: parsePipe(reader) };
  }
}

function nested<T>(parser: Parser, action: Action, parse: () => T): T {
  parser.depth++;
  if (parser.depth > MAX_NESTING) throw new TemplateSyntaxError('This template is nested too deeply.', action);
  const result = parse();
  parser.depth--;
  return result;
}

function readName(reader: TokenReader, action: Action): Token {
  const token = reader.next();
  if (token?.type !== 'string') throw new TemplateSyntaxError('A template name must be a quoted string.', action);
  return token;
}

function parseBranch(parser: Parser, action: Action, reader: TokenReader, kind: 'if' | 'with' | 'range'): Node {
  const { start, end } = action;
  const pipe = parsePipe(reader);
  const body = parseNodes(parser, action);
  const ending = body.ending;
  if (!ending) throw new TemplateSyntaxError('This block is never closed with "end".', action);
  const then: Block = { nodes: body.nodes, start: end, end: ending.action.start };
  if (ending.word === 'end') return { kind, start, end, pipe, then, otherwise: undefined };
  const chained = ending.rest.peek();
  if (chained) {
    // "else if" is an if inside the else, closed by the same "end".
    const word = chained.type === 'name' ? chained.text : '';
    if (word !== 'if' && word !== 'with')
      throw new TemplateSyntaxError('Only "if" or "with" follow "else".', ending.action);
    ending.rest.next();
    const inner = nested(parser, action, () => parseBranch(parser, ending.action, ending.rest, word));
    return {
      kind,
      start,
      end,
      pipe,
      then,
      otherwise: { nodes: [inner], start: ending.action.start, end: blockEnd(inner) },
    };
  }
  const rest = parseNodes(parser, action);
  if (rest.ending?.word !== 'end') throw new TemplateSyntaxError('This block has two "else".', ending.action);
  const otherwise: Block = { nodes: rest.nodes, start: ending.action.end, end: rest.ending.action.start };
  return { kind, start, end, pipe, then, otherwise };
}

function blockEnd(node: Node): number {
  if (node.kind !== 'if' && node.kind !== 'with') return node.end;
  return node.otherwise?.end ?? node.then.end;
}

function parseDefine(parser: Parser, action: Action, name: Token): void {
  const body = parseNodes(parser, action);
  if (body.ending?.word !== 'end')
    throw new TemplateSyntaxError('A definition has no "else".', body.ending?.action ?? action);
  parser.defines.push({
    name: String(name.value),
    nameSpan: { start: name.start, end: name.end },
    start: action.start,
    end: body.ending.action.end,
    body: body.nodes,
  });
}
