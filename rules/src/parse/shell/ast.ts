import type { Span } from '../../text/span';

/** A piece of text as somebody wrote it, and what it stands for. */
export interface Value {
  readonly span: Span;
  /** As written, with quotes, escapes and variables. */
  readonly raw: string;
  /** Without quotes and with known variables replaced; what is unknown stays as written, for example `$VERSION`. */
  readonly text: string;
  /** The same as `text` when all of it is known. */
  readonly value: string | undefined;
}

/** One word of a command. */
export interface Word extends Value {
  /** Part of it stood in quotes or behind a backslash. */
  readonly quoted: boolean;
}

export type ShellKind = 'posix' | 'powershell' | 'cmd' | 'unknown';

/** The commands of a script in the order they are written, nested ones (subshells, `$(...)`, `sh -c`) included. */
export interface Script {
  readonly shell: ShellKind;
  readonly commands: readonly Command[];
  /** False when some part was not understood; rules that prove an absence stay silent then. */
  readonly complete: boolean;
}

/** How a command stands to the command it is part of. */
export type Nesting = 'wrapper' | 'script' | 'substitution' | 'process-substitution';

/** One simple command: `VAR=1 name args > file`. */
export interface Command {
  /** Last path element of the program, without `.exe` and in lower case on Windows; empty when it is not known. */
  readonly name: string;
  /** The program and its arguments; empty when there are only assignments or redirections. */
  readonly words: readonly Word[];
  readonly args: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  readonly span: Span;
  /** The operator in front: `&&`, `||`, `;`, `&`, `|`, or empty for the first of its list. */
  readonly joinedBy: string;
  /** Commands whose output this one reads through a pipe, and those that read its output. */
  readonly pipedFrom: readonly Command[];
  readonly pipedTo: readonly Command[];
  /** The command this one is written inside of, for example the `sudo` or the `sh -c` around it. */
  readonly parent: Command | undefined;
  readonly nesting: Nesting | undefined;
  /** It runs only sometimes: behind `||`, in `if`, `while`, `case` or a function. */
  readonly conditional: boolean;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
  readonly span: Span;
}

export interface Redirect {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `>&`, `&>` and so on. */
  readonly operator: string;
  readonly target: Word;
  /** Text of a here-document. */
  readonly body?: HereText;
  readonly span: Span;
}

/** The lines between `<<EOF` and `EOF`. */
export interface HereText {
  readonly text: string;
  readonly span: Span;
  /** Variables in it are replaced (the delimiter is not quoted). */
  readonly expands: boolean;
}
