import { lockFileName } from '@bulkhead/rules/images/locked';
import { isKustomization } from '@bulkhead/rules/model/kustomizationNames';
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageserver';
import type { Analyses } from './analysis';
import { watchers } from './capabilities';
import type { Charts } from './charts';
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
  readonly charts: Pick<Charts, 'rootOf'>;
  readonly analyses: Analyses;
  readonly together: Together;
  readonly checklist: ChecklistFeature;
  readonly images: ImageService;
  readonly workspaceCheck: WorkspaceCheck;
  readonly puller: Puller;
  readonly pusher: Pusher;
  readonly showing: Showing;
}

/** Files that say how others are judged. */
function isForOthers(uri: string): boolean {
  return isConfigFile(uri) || isKustomization(uri);
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
    const told = changes.map(({ uri, type }) => ({ uri: canonicalUri(uri), type }));
    if (told.some(({ uri }) => uri.endsWith(`/${lockFileName}`))) void images.reloadLock();
    const ours = told.filter(({ uri, type }) => type === FileChangeType.Created || files.knows(uri));
    const uris = ours.map(({ uri }) => uri);
    if (uris.length === 0) return;
    files.changed(uris);
    // What was found in a file nobody has open is about a text that is no more.
    for (const { uri, type } of ours) {
      if (type === FileChangeType.Deleted) workspaceCheck.left(uri);
      else void workspaceCheck.changed(uri);
    }
    checklist.invalidate(uris);
    judgedAnew();
  });

  const touched = (uri: string) => {
    analyses.changed(uri);
    together.touched();
    checklist.touched(uri);
    if (isForOthers(uri)) judgedAnew();
    else showing.changed(uri);
  };
  /** What was not saved is gone, and so may be the file: others were judged by it. */
  const left = async (uri: string) => {
    if (isForOthers(uri)) return judgedAnew();
    together.touched();
    if ((await needs.charts.rootOf(uri)) !== undefined) showing.all();
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
    const closed = documents.get(uri)?.text;
    documents.close(uri);
    files.changed([uri]);
    analyses.forget(uri);
    checklist.touched(uri);
    needs.settings().forget(uri);
    needs.puller.forget(uri);
    if (!support().pull) void needs.pusher.clear(textDocument.uri);
    void files.text(uri).then((text) => {
      if (text !== closed) return left(uri);
    });
  });
}
