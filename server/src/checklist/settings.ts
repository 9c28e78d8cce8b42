import type { Connection } from 'vscode-languageserver';

/** The settings below `bulkhead.checklist`, asked for when they are needed. */
export interface ChecklistSettings {
  readonly sarifFiles: (uri: string) => Promise<readonly string[]>;
  readonly author: (uri: string) => Promise<string>;
}

/** Empty where the client cannot be asked. */
export function checklistSettings(connection: Connection, canAsk: () => boolean): ChecklistSettings {
  const ask = async (uri: string): Promise<Readonly<Record<string, unknown>>> => {
    if (!canAsk()) return {};
    const section: unknown = await connection.workspace
      .getConfiguration({ scopeUri: uri, section: 'bulkhead.checklist' })
      .catch(() => undefined);
    return typeof section === 'object' && section !== null ? (section as Record<string, unknown>) : {};
  };
  return {
    async sarifFiles(uri) {
      const { sarif } = await ask(uri);
      return Array.isArray(sarif) ? sarif.filter((each): each is string => typeof each === 'string') : [];
    },
    async author(uri) {
      const { author } = await ask(uri);
      return typeof author === 'string' ? author.trim() : '';
    },
  };
}
