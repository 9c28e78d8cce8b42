import { lockFileName } from '@bulkhead/rules/images/index';
import { isKustomization } from '@bulkhead/rules/model/kustomization';
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import type { Analyses } from './analysis';
import { watchers } from './capabilities';
import type { ChecklistFeature } from './checklist';
import type { WorkspaceCheck } from './checkWorkspace';
import type { ClientSupport } from './clientSupport';
import { isConfigFile } from './configFile';
import type { Puller, Pusher } from './diagnostics';
import type { Documents } from './documents';
import type { ImageService } from './images';
import type { SettingsStore } from './settingsStore';
import type { Showing } from './showing';
import type { Together } from './together';
import { canonicalUri } from './uris';
import type { WorkspaceFiles } from './workspaceFiles';

/** Whatever keeps something that a change may make untrue. */
export interface ChangeNeeds {
  readonly support: () => ClientSupport;
  readonly settings: () => SettingsStore;
  readonly documents: Documents;
  readonly files: WorkspaceFiles;
  readonly analyses: Analyses;
  readonly together: Together;
  readonly checklist: ChecklistFeature;
  readonly images: ImageService;
  readonly workspaceCheck: WorkspaceCheck;
  readonly puller: Puller;
  readonly pusher: Pusher;
  readonly showing: Showing;
}

/** Follows documents, files, folders and settings: what was known of them is forgotten, what is shown is shown anew. */
export function followChanges(connection: Connection, needs: ChangeNeeds): void {
  const { support, documents, files, analyses, together, checklist, images, workspaceCheck, showing } = needs;

  const judgedAnew = () => {
    needs.settings().changed();
    analyses.invalidate();
    together.touched();
    showing.all();
  };
  const allAnew = () => {
    checklist.invalidate();
    judgedAnew();
  };

  connection.onInitialized(() => {
    const { registerWatching, folderChanges, registerConfiguration } = support();
    if (registerWatching) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    if (folderChanges) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        files.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        );
        for (const { uri } of removed) workspaceCheck.left(uri);
        allAnew();
      });
    }
    together.touched();
    void images.reloadLock();
    if (registerConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'bulkhead' });
    }
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    needs.settings().changed((sent as { bulkhead?: unknown } | null)?.bulkhead);
    allAnew();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => canonicalUri(uri));
    files.changed(uris);
    // What was found in a file nobody has open is about a text that is no more.
    for (const uri of uris) workspaceCheck.left(uri);
    checklist.invalidate(uris);
    if (uris.some((uri) => uri.endsWith(`/${lockFileName}`))) void images.reloadLock();
    judgedAnew();
  });

  const touched = (uri: string) => {
    analyses.changed(uri);
    together.touched();
    checklist.touched(uri);
    if (isConfigFile(uri) || isKustomization(uri)) judgedAnew();
    else showing.changed(uri);
  };
  connection.onDidOpenTextDocument(({ textDocument }) => {
    const { uri } = documents.open(textDocument);
    workspaceCheck.left(uri);
    touched(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const document = documents.change(textDocument.uri, textDocument.version, contentChanges);
    if (document) touched(document.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const uri = canonicalUri(textDocument.uri);
    documents.close(uri);
    files.changed([uri]);
    analyses.forget(uri);
    // What was not saved is gone, and so may be the file: an editor keeps its document for a while.
    checklist.touched(uri);
    needs.settings().forget(uri);
    needs.puller.forget(uri);
    if (!support().pull) void needs.pusher.clear(uri);
  });
}
