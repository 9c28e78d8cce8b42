import type { InitializationOptions } from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions, TextDocumentFilter } from 'vscode-languageclient';
import { activateChecklist } from './checklist';
import { registerCommands, restart } from './commands';
import { createErrorHandler } from './crash';
import { answerFileRequests } from './files';
import { recogniseTemplates } from './helmLanguage';
import { activateImages } from './images';
import { createLog, type RecordedLog } from './log';
import { activateManifest } from './manifest';
import { rulePage } from './rulePages';
import { createStatus } from './status';
import { activateTemplates } from './templates';

/** The languages Bulkhead serves. */
const languages = ['dockerfile', 'yaml', 'helm'];

/** Schemes whose documents are real files or about to be; not the sides of a comparison or the pages of a log. */
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web'];

function schemesOf(folders: readonly vscode.WorkspaceFolder[] = []): string[] {
  return folders.map(({ uri }) => uri.scheme);
}

function selectorOf(served: readonly string[]): TextDocumentFilter[] {
  return served.flatMap((scheme) => [
    ...languages.map((language) => ({ scheme, language })),
    { scheme, pattern: '**/*.dockerignore' },
  ]);
}

/** Serves the documents of a folder of a new kind, too: which are served is settled when the server starts. */
function followSchemes(client: BaseLanguageClient): vscode.Disposable {
  const selector = client.clientOptions.documentSelector as TextDocumentFilter[];
  return vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => {
    const served = new Set(selector.map(({ scheme }) => scheme));
    const missing = [...new Set(schemesOf(added))].filter((scheme) => !served.has(scheme));
    if (missing.length === 0) return;
    selector.push(...selectorOf(missing));
    void restart(client);
  });
}

/** What both editions tell the language client; only the way to the server differs. */
function clientOptions(context: vscode.ExtensionContext, log: RecordedLog): LanguageClientOptions {
  return {
    documentSelector: selectorOf([...new Set([...schemes, ...schemesOf(vscode.workspace.workspaceFolders)])]),
    outputChannel: log,
    diagnosticCollectionName: 'bulkhead',
    diagnosticPullOptions: { onChange: true, onSave: false },
    initializationOptions: {
      status: true,
      files: true,
      library: `${vscode.Uri.joinPath(context.extensionUri, 'dist/server').toString()}/`,
      rulePages: rulePage('').with({ path: '/' }).toString(),
    } satisfies InitializationOptions,
    errorHandler: createErrorHandler(log),
    // Hovers link to the pages of rules.
    markdown: { isTrusted: { enabledCommands: ['bulkhead.explainRule'] }, supportHtml: false },
  };
}

/** Starts the server and everything in the window that shows what it says. */
export async function start(
  context: vscode.ExtensionContext,
  connect: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<BaseLanguageClient> {
  const log = createLog();
  const client = connect(clientOptions(context, log));
  context.subscriptions.push(
    log,
    createStatus(client, log),
    answerFileRequests(client),
    registerCommands(context, client, log),
  );
  await client.start();
  log.info(`Bulkhead ${context.extension.packageJSON.version} is ready.`);
  context.subscriptions.push(
    followSchemes(client),
    activateChecklist(context, client),
    activateImages(client, log),
    activateManifest(client),
    recogniseTemplates(),
    activateTemplates(context, client),
  );
  return client;
}
