import {
  type FileSystemWatcher,
  type ServerCapabilities,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import { codeActionKinds } from './actionKinds';
import type { ClientSupport } from './clientSupport';

/** What the server offers to a client, by what that can do. */
export function capabilitiesFor(support: ClientSupport, commands: readonly string[]): ServerCapabilities {
  return {
    positionEncoding: support.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    // Our own extension has these commands itself, with progress and messages of its own.
    ...(support.isOurClient ? {} : { executeCommandProvider: { commands: [...commands] } }),
    completionProvider: { triggerCharacters: [':', ' ', '-', ',', '.'] },
    definitionProvider: true,
    referencesProvider: true,
    codeLensProvider: { resolveProvider: false },
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds, resolveProvider: support.lazyActions },
    ...(support.pull
      ? { diagnosticProvider: { identifier: 'bulkhead', interFileDependencies: true, workspaceDiagnostics: false } }
      : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/** What is worth knowing about on disk. */
export const watchers: FileSystemWatcher[] = [
  ...[
    '**/*.{yaml,yml,tpl,tgz}',
    '**/{NOTES.txt,values.schema.json,.helmignore}',
    '**/*{Dockerfile,dockerfile,Containerfile,.dockerignore}*',
  ].map((globPattern) => ({ globPattern, kind: WatchKind.Create })),
  // Templates, sign-offs and reports of other tools may be about any file; and a folder that is removed or renamed is
  // told as one thing, whatever lies in it.
  { globPattern: '**/*', kind: WatchKind.Change | WatchKind.Delete },
];
