import * as vscode from 'vscode';

/** The log of the window, and its last lines for those who report a problem. */
export interface RecordedLog extends vscode.LogOutputChannel {
  readonly recent: () => readonly string[];
}

const mostLines = 200;

/**
 * The channel with its levels, which a person picks with "Set Log Level". Lines are also kept, but never a trace: that
 * has the texts of files in it.
 */
export function createLog(): RecordedLog {
  const channel = vscode.window.createOutputChannel('Bulkhead', { log: true });
  const lines: string[] = [];
  const keep = (level: string, message: unknown) => {
    const text = message instanceof Error ? message.message : String(message);
    lines.push(`${new Date().toISOString()} ${level} ${text}`);
    if (lines.length > mostLines) lines.shift();
  };
  const recorded: Partial<RecordedLog> = {
    recent: () => lines,
    info(message, ...rest) {
      keep('info', message);
      channel.info(message, ...rest);
    },
    warn(message, ...rest) {
      keep('warn', message);
      channel.warn(message, ...rest);
    },
    error(message, ...rest) {
      keep('error', message);
      channel.error(message, ...rest);
    },
  };
  return new Proxy(channel, {
    get(target, name) {
      const own: unknown = Reflect.get(recorded, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as RecordedLog;
}
