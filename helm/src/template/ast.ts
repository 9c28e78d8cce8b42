import type { Span, Text } from '../value/text';

/** A parsed template file: its own body and the templates it defines. */
export interface TemplateTree {
  readonly body: readonly Node[];
  readonly defines: readonly Definition[];
}

/** `{{ define "name" }}` or `{{ block "name" }}`. */
export interface Definition extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly body: readonly Node[];
}

/** A syntax error with its place. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

/** One node of a template body. */
export type Node = TextNode | ActionNode | BranchNode | RangeNode | CallNode | JumpNode;

/** Characters between actions, after trimming. */
export interface TextNode extends Span {
  readonly kind: 'text';
  readonly text: string;
}

/** `{{ pipeline }}`, also when it declares a variable. */
export interface ActionNode extends Span {
  readonly kind: 'action';
  readonly pipe: Pipe;
}

/** The body of a branch and the stretch of file it covers. */
export interface Block extends Span {
  readonly nodes: readonly Node[];
}

/** `if` or `with`; `start..end` covers its opening action only. */
export interface BranchNode extends Span {
  readonly kind: 'if' | 'with';
  readonly pipe: Pipe;
  readonly then: Block;
  readonly otherwise: Block | undefined;
}

/** `range`. */
export interface RangeNode extends Span {
  readonly kind: 'range';
  readonly pipe: Pipe;
  readonly then: Block;
  readonly otherwise: Block | undefined;
}

/** `{{ template "name" pipeline }}`. */
export interface CallNode extends Span {
  readonly kind: 'template';
  readonly name: string;
  readonly pipe: Pipe | undefined;
}

/** `break` or `continue`. */
export interface JumpNode extends Span {
  readonly kind: 'break' | 'continue';
}

/** `a | b | c`, with the variables it declares or assigns. */
export interface Pipe extends Span {
  readonly kind: 'pipe';
  readonly variables: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

/** A function, method or value with its arguments. */
export interface Command extends Span {
  readonly args: readonly Operand[];
}

/** One word of a command. */
export type Operand =
  | (Span & { readonly kind: 'dot' | 'nil' })
  | (Span & { readonly kind: 'bool'; readonly value: boolean })
  | (Span & { readonly kind: 'number'; readonly value: number | bigint })
  | (Span & { readonly kind: 'string'; readonly value: string; readonly raw: Span | undefined; text?: Text })
  | (Span & { readonly kind: 'function'; readonly name: string })
  | FieldOperand
  | (Fields & { readonly kind: 'variable'; readonly name: string })
  | (Fields & { readonly kind: 'chain'; readonly of: Operand })
  | Pipe;

/** `.a.b.c`; `ends` tells where each name ends. */
export interface Fields extends Span {
  readonly names: readonly string[];
  readonly ends: readonly number[];
}

/** A field chain on dot. */
export interface FieldOperand extends Fields {
  readonly kind: 'field';
}
