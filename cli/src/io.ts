/** A stream the command line writes to. */
export interface Output {
  write(text: string): void;
  /** Colours and progress are for people: only on a terminal. */
  readonly isTerminal: boolean;
}

/** Everything a command may touch besides the file system. `main.ts` makes the real one, tests make their own. */
export interface Io {
  /** Absolute. Paths on the command line and in reports are relative to it. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>;
  /** Today as YYYY-MM-DD, where the person is. */
  today(): string;
  /** Milliseconds, for progress only. */
  now(): number;
}
