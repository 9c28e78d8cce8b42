import type { Connection } from 'vscode-languageserver';
import type { Host } from './host';
import { readSettings, type Settings } from './settings';

/** The settings in force for a document, asked for once and remembered until they change. */
export interface SettingsStore {
  readonly for: (uri: string) => Promise<Settings>;
  /** New settings from a client that sends them instead of answering; without an argument only forgets. */
  readonly changed: (section?: unknown) => void;
  readonly forget: (uri: string) => void;
}

export interface SettingsOptions {
  readonly canAsk: boolean;
  readonly initial: unknown;
  /** Lays the settings files around a file over what the editor says. */
  readonly settle: (uri: string, settings: Settings) => Promise<Settings>;
}

export function createSettingsStore(connection: Connection, host: Host, options: SettingsOptions): SettingsStore {
  const known = new Map<string, Promise<Settings>>();
  let sent = options.initial;

  const ask = async (uri: string): Promise<Settings> => {
    if (!options.canAsk) return readSettings(sent, host.today());
    try {
      return readSettings(
        await connection.workspace.getConfiguration({ scopeUri: uri, section: 'bulkhead' }),
        host.today(),
      );
    } catch (error) {
      host.log('warning', `The client did not answer for its settings; the defaults are in force. ${String(error)}`);
      return readSettings(undefined, host.today());
    }
  };

  return {
    for(uri) {
      const settings = known.get(uri) ?? ask(uri).then((asked) => options.settle(uri, asked));
      known.set(uri, settings);
      return settings;
    },
    changed(section) {
      known.clear();
      if (section !== undefined) sent = section;
    },
    forget: (uri) => void known.delete(uri),
  };
}
