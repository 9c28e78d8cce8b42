import type { InitializeParams } from 'vscode-languageserver';
import { chooseEncoding, type PositionEncoding } from './convert';
import type { EditStyle } from './edits';
import type { InitializationOptions } from './protocol';

/** What the client said it can do, in our words. */
export interface ClientSupport {
  readonly encoding: PositionEncoding;
  readonly pull: boolean;
  readonly refresh: boolean;
  readonly refreshHints: boolean;
  readonly refreshLenses: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatching: boolean;
  readonly folderChanges: boolean;
  readonly relatedInformation: boolean;
  readonly lazyActions: boolean;
  readonly snippets: boolean;
  readonly edits: EditStyle;
  /** The client is our own extension and knows our messages. */
  readonly isOurClient: boolean;
  readonly rulePages: string | undefined;
  readonly library: string | undefined;
  readonly settings: unknown;
}

export function readSupport(params: InitializeParams | undefined): ClientSupport {
  const { workspace, textDocument, general } = params?.capabilities ?? {};
  const own = (params?.initializationOptions ?? {}) as InitializationOptions;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    pull: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    refreshHints: workspace?.inlayHint?.refreshSupport === true,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folderChanges: workspace?.workspaceFolders === true,
    relatedInformation: (textDocument?.diagnostic ?? textDocument?.publishDiagnostics)?.relatedInformation === true,
    lazyActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    edits: {
      documentChanges: workspace?.workspaceEdit?.documentChanges === true,
      create: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
      annotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    },
    isOurClient: own.status === true,
    rulePages: typeof own.rulePages === 'string' ? own.rulePages : undefined,
    library: typeof own.library === 'string' ? own.library : undefined,
    settings: own.settings,
  };
}
