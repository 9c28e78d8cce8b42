import type { Connection } from 'vscode-languageserver';
import type { Host, LogLevel } from './host';
import { listFilesRequest, readBytesRequest, readFileRequest } from './protocol';

/** Time as every platform has it, by a clock of the platform. */
export function timers(now: Host['now']): Pick<Host, 'setTimer' | 'now' | 'today'> {
  return {
    setTimer(milliseconds, run) {
      if (milliseconds < 1 && typeof setImmediate === 'function') return soon(now() + milliseconds, now, run);
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    now,
    today: () => new Date().toISOString().slice(0, 10),
  };
}

/**
 * Timers round up to a millisecond, which is longer than most checks take; the event loop goes round much faster. It goes
 * round twice, because messages that are there already are handled one a round.
 */
function soon(due: number, now: Host['now'], run: () => void): () => void {
  let rounds = 0;
  const round = () => {
    if (++rounds > 1 && now() >= due) run();
    else timer = setImmediate(round);
  };
  let timer = setImmediate(round);
  return () => clearImmediate(timer);
}

/** The log is the client's: it shows it where its users look. */
export function logTo({ console }: Connection): Host['log'] {
  const write: Record<LogLevel, (message: string) => void> = {
    error: (message) => console.error(message),
    warning: (message) => console.warn(message),
    info: (message) => console.info(message),
    debug: (message) => console.debug(message),
  };
  return (level, message) => write[level](message);
}

/** A host whose files are the client's: in a browser, and for folders that are on no disk. */
export function clientHost(connection: Connection): Host {
  return {
    ...timers(() => performance.now()),
    log: logTo(connection),
    readFile: async (uri) => (await connection.sendRequest<string | null>(readFileRequest, { uri })) ?? undefined,
    readBytes: async (uri) => {
      const base64 = await connection.sendRequest<string | null>(readBytesRequest, { uri });
      return base64 === null ? undefined : Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    },
    listFiles: (folder, which) => connection.sendRequest<readonly string[]>(listFilesRequest, { folder, which }),
  };
}
