import * as vscode from 'vscode';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

type Node = { readonly changed: number; readonly bytes?: Uint8Array; readonly children?: Map<string, Node> };

const folder = (): Node => ({ changed: Date.now(), children: new Map() });

/** Files that are on no disk, as those of a repository that was never cloned. */
export function memoryFiles(texts: Readonly<Record<string, string>>): vscode.FileSystemProvider {
  const root = folder();
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const partsOf = (path: string) => path.split('/').filter(Boolean);
  const find = (parts: readonly string[]) =>
    parts.reduce<Node | undefined>((node, name) => node?.children?.get(name), root);
  const at = (uri: vscode.Uri): Node => {
    const node = find(partsOf(uri.path));
    if (!node) throw vscode.FileSystemError.FileNotFound(uri);
    return node;
  };
  const tell = (type: vscode.FileChangeType, uri: vscode.Uri) => changed.fire([{ type, uri }]);
  const put = (path: string, node: Node): boolean => {
    const parts = partsOf(path);
    const name = parts.pop() ?? '';
    let above = root;
    for (const part of parts) {
      const next = above.children?.get(part) ?? folder();
      above.children?.set(part, next);
      above = next;
    }
    const isNew = !above.children?.has(name);
    above.children?.set(name, node);
    return isNew;
  };
  const drop = (uri: vscode.Uri) => {
    const parts = partsOf(uri.path);
    const name = parts.pop() ?? '';
    find(parts)?.children?.delete(name);
    tell(vscode.FileChangeType.Deleted, uri);
  };
  for (const [path, text] of Object.entries(texts))
    put(path, { changed: Date.now(), bytes: new TextEncoder().encode(text) });
  return {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat(uri) {
      const { bytes, changed: mtime } = at(uri);
      const type = bytes ? vscode.FileType.File : vscode.FileType.Directory;
      return { type, ctime: 0, mtime, size: bytes?.length ?? 0 };
    },
    readDirectory: (uri) =>
      [...(at(uri).children ?? [])].map(([name, { bytes }]) => [
        name,
        bytes ? vscode.FileType.File : vscode.FileType.Directory,
      ]),
    readFile(uri) {
      const { bytes } = at(uri);
      if (!bytes) throw vscode.FileSystemError.FileIsADirectory(uri);
      return bytes;
    },
    writeFile(uri, bytes) {
      const isNew = put(uri.path, { changed: Date.now(), bytes });
      tell(isNew ? vscode.FileChangeType.Created : vscode.FileChangeType.Changed, uri);
    },
    createDirectory: (uri) => void put(uri.path, folder()),
    delete: drop,
    rename(from, to) {
      put(to.path, at(from));
      drop(from);
      tell(vscode.FileChangeType.Created, to);
    },
  };
}
