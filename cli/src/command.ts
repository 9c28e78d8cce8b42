import type { Options } from './args';
import type { Io } from './io';

/** One command: its help, and what it does with the arguments after its name. Resolves to the exit code. */
export interface Command {
  /** How it is called, for the help. */
  readonly usage: string;
  /** Listed in the help; the command reads its arguments with them. Absent when the command prints its own help. */
  readonly options?: Options;
  /** More the help should say. */
  readonly details?: string;
  run(args: readonly string[], io: Io): Promise<number>;
}

/** A command as the table knows it: loaded only when it is asked for. */
export interface CommandEntry {
  readonly summary: string;
  load(): Promise<Command>;
}
