import type { Documents } from './documents';
import type { Host } from './host';
import { canonicalUri } from './uris';

/** The files of the workspace as the user sees them: what is open as it is in the editor, the rest as on disk. */
export interface WorkspaceFiles {
  /** The folders of the workspace, as URIs without a slash at the end. */
  readonly folders: () => readonly string[];
  readonly setFolders: (folders: readonly string[]) => void;
  readonly changeFolders: (added: readonly string[], removed: readonly string[]) => void;
  /** Undefined when there is no such file, or it cannot be read. */
  readonly text: (uri: string) => Promise<string | undefined>;
  /** The files below a folder that may be ours, as URIs. */
  readonly below: (folder: string) => Promise<readonly string[]>;
  /** All files of a chart: its templates may read any of them. */
  readonly ofChart: (folder: string) => Promise<readonly string[]>;
  readonly bytes: (uri: string) => Promise<Uint8Array | undefined>;
  /** Whether anything was read of a file, or of one below a folder: else what becomes of it matters to nobody. */
  readonly knows: (uri: string) => boolean;
  /** Files have changed on disk, or whole folders have. */
  readonly changed: (uris: readonly string[]) => void;
}

export function createWorkspaceFiles(
  host: Pick<Host, 'readFile' | 'readBytes' | 'listFiles'>,
  documents: Documents,
): WorkspaceFiles {
  const texts = new Map<string, Promise<string | undefined>>();
  const bytes = new Map<string, Promise<Uint8Array | undefined>>();
  const lists = new Map<string, Promise<readonly string[]>>();
  const list = (folder: string, which?: 'chart') => {
    const name = `${which ?? ''} ${folder}`;
    const known = lists.get(name) ?? host.listFiles(folder, which);
    lists.set(name, known);
    return known;
  };
  let folders: readonly string[] = [];
  const inOurs = (uris: readonly string[]) => uris.map((uri) => canonicalUri(uri).replace(/\/+$/, ''));
  const setFolders = (now: readonly string[]) => {
    folders = [...new Set(inOurs(now))];
    lists.clear();
  };
  return {
    folders: () => folders,
    setFolders,
    changeFolders(added, removed) {
      const gone = new Set(inOurs(removed));
      setFolders([...folders.filter((folder) => !gone.has(folder)), ...added]);
    },
    async text(uri) {
      const open = documents.get(uri);
      if (open) return open.text;
      const known = texts.get(uri) ?? host.readFile(uri);
      texts.set(uri, known);
      return known;
    },
    below: (folder) => list(folder),
    ofChart: (folder) => list(folder, 'chart'),
    async bytes(uri) {
      const known = bytes.get(uri) ?? host.readBytes?.(uri) ?? Promise.resolve(undefined);
      bytes.set(uri, known);
      return known;
    },
    knows: (uri) => {
      if (texts.has(uri) || bytes.has(uri)) return true;
      for (const read of [texts, bytes]) for (const known of read.keys()) if (isAtOrBelow(known, uri)) return true;
      return documents.all().some((document) => isAtOrBelow(document.uri, uri));
    },
    changed(uris) {
      for (const known of [texts, bytes]) {
        for (const one of [...known.keys()]) if (uris.some((uri) => isAtOrBelow(one, uri))) known.delete(one);
      }
      lists.clear();
    },
  };
}

/** Whether a file is the one that is named, or lies in the folder that is. */
export function isAtOrBelow(file: string, uri: string): boolean {
  return file.startsWith(uri) && (file.length === uri.length || file.charAt(uri.length) === '/');
}

/** The folders a file lies in, the nearest first, as URIs without a slash at the end. */
export function foldersAbove(uri: string): string[] {
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(uri)?.[0] ?? '';
  const above: string[] = [];
  for (let at = uri.lastIndexOf('/'); at > root.length; at = uri.lastIndexOf('/', at - 1)) above.push(uri.slice(0, at));
  return above;
}
