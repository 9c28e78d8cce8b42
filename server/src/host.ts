/** How loud a line of the log is. */
export type LogLevel = 'error' | 'warning' | 'info' | 'debug';

/** What the server needs from the platform it runs on; each entry point builds one. */
export interface Host {
  /** The text of a file by its URI; undefined when it cannot be read. */
  readonly readFile: (uri: string) => Promise<string | undefined>;
  /** The bytes of a file that is no text; undefined when it cannot be read. */
  readonly readBytes?: (uri: string) => Promise<Uint8Array | undefined>;
  /** The files below a folder that we may be able to check, or all of a chart, as URIs. Never more than the host's own limit. */
  readonly listFiles: (folder: string, which?: 'chart') => Promise<readonly string[]>;
  readonly log: (level: LogLevel, message: string) => void;
  /** Runs something later, and returns how to prevent it. */
  readonly setTimer: (milliseconds: number, run: () => void) => () => void;
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  /** Today as YYYY-MM-DD. */
  readonly today: () => string;
  /** Absent where the network is not to be had. Nothing is fetched unless the user asked for it. */
  readonly fetch?: (url: string) => Promise<string | undefined>;
  /** Where the files beside the server are, as a URI with a trailing slash; `readFile` can read them. */
  readonly library?: string;
  /** Where the pages that explain the rules are, as a URI with a trailing slash. */
  readonly rulePages?: string;
}
