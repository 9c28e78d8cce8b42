import type { Span } from '../value/text';
import type { Command, Operand, Pipe } from './ast';
import { TemplateSyntaxError, type Token } from './lexer';

const MAX_PARENTHESES = 100;

/** Reads the tokens of one action in order. */
export interface TokenReader {
  readonly span: Span;
  peek(ahead?: number): Token | undefined;
  next(): Token | undefined;
  depth: number;
}

/** A reader over an action's tokens. */
export function tokenReader(action: Span & { readonly tokens: readonly Token[] }): TokenReader {
  let at = 0;
  return {
    span: action,
    depth: 0,
    peek: (ahead = 0) => action.tokens[at + ahead],
    next: () => action.tokens[at++],
  };
}

/** Parses a whole pipeline, to the end of the action or to the closing parenthesis. */
export function parsePipe(reader: TokenReader): Pipe {
  const first = reader.peek();
  const declared = parseVariables(reader);
  const commands: Command[] = [];
  let end = first?.end ?? reader.span.end;
  for (;;) {
    const command = parseCommand(reader);
    commands.push(command);
    end = command.end;
    const token = reader.peek();
    if (!isMark(token, '|')) break;
    reader.next();
  }
  const token = reader.peek();
  if (token && !(reader.depth > 0 && isMark(token, ')'))) {
    throw new TemplateSyntaxError(`Unexpected ${describe(token)} in a pipeline.`, token);
  }
  return { kind: 'pipe', start: first?.start ?? reader.span.start, end, ...declared, commands };
}

function isMark(token: Token | undefined, mark: string): boolean {
  return token?.type === 'mark' && token.text === mark;
}

function describe(token: Token): string {
  return token.type === 'string' ? 'string' : JSON.stringify(token.text || String(token.value ?? '.'));
}

function parseVariables(reader: TokenReader): { variables: string[]; assigns: boolean } {
  const first = reader.peek();
  if (first?.type !== 'variable') return { variables: [], assigns: false };
  const second = reader.peek(1);
  if (isMark(second, ':=') || isMark(second, '=')) {
    reader.next();
    reader.next();
    return { variables: [first.text], assigns: second?.text === '=' };
  }
  const third = reader.peek(2);
  const fourth = reader.peek(3);
  if (isMark(second, ',') && third?.type === 'variable' && (isMark(fourth, ':=') || isMark(fourth, '='))) {
    for (let i = 0; i < 4; i++) reader.next();
    return { variables: [first.text, third.text], assigns: fourth?.text === '=' };
  }
  return { variables: [], assigns: false };
}

function parseCommand(reader: TokenReader): Command {
  const args: Operand[] = [];
  for (;;) {
    const token = reader.peek();
    if (!token || (token.type === 'mark' && (token.text === '|' || token.text === ')'))) break;
    args.push(parseOperand(reader));
  }
  const first = args[0];
  const last = args.at(-1);
  if (!first || !last) throw new TemplateSyntaxError('A value is missing here.', reader.peek() ?? reader.span);
  return { start: first.start, end: last.end, args };
}

function parseOperand(reader: TokenReader): Operand {
  const token = reader.next();
  if (!token) throw new TemplateSyntaxError('A value is missing here.', reader.span);
  const { start, end } = token;
  switch (token.type) {
    case 'string':
      return { kind: 'string', start, end, value: String(token.value), raw: token.raw };
    case 'number':
      return { kind: 'number', start, end, value: token.value as number | bigint };
    case 'field':
      if (token.text === '') return { kind: 'dot', start, end };
      return { kind: 'field', ...readFields(reader, token, [token.text], [token.end]) };
    case 'variable':
      return { kind: 'variable', name: token.text, ...readFields(reader, token, [], []) };
    case 'name':
      return readWord(reader, token);
    case 'mark':
      if (token.text === '(') return readParentheses(reader, token);
      throw new TemplateSyntaxError(`Unexpected ${describe(token)} in a pipeline.`, token);
  }
}

function readWord(reader: TokenReader, token: Token): Operand {
  const { start, end, text } = token;
  if (text === 'true' || text === 'false') return { kind: 'bool', start, end, value: text === 'true' };
  if (text === 'nil') return { kind: 'nil', start, end };
  const operand: Operand = { kind: 'function', start, end, name: text };
  const next = reader.peek();
  if (next?.type !== 'field' || !next.glued || next.text === '') return operand;
  return { kind: 'chain', of: operand, ...readFields(reader, token, [], []) };
}

function readParentheses(reader: TokenReader, open: Token): Operand {
  reader.depth++;
  if (reader.depth > MAX_PARENTHESES) throw new TemplateSyntaxError('Too many parentheses.', open);
  const pipe = parsePipe(reader);
  const close = reader.next();
  if (!close) throw new TemplateSyntaxError('This parenthesis is never closed.', open);
  reader.depth--;
  const whole: Pipe = { ...pipe, start: open.start, end: close.end };
  const next = reader.peek();
  if (next?.type !== 'field' || !next.glued || next.text === '') return whole;
  return { kind: 'chain', of: whole, ...readFields(reader, open, [], []) };
}

/** Field names glued to what stands before them. */
function readFields(reader: TokenReader, from: Token, names: string[], ends: number[]) {
  let end = from.end;
  for (let next = reader.peek(); next?.type === 'field' && next.glued && next.text !== ''; next = reader.peek()) {
    reader.next();
    names.push(next.text);
    ends.push(next.end);
    end = next.end;
  }
  return { start: from.start, end: ends.at(-1) ?? end, names, ends };
}
