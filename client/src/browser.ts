import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from './client';

// The part of the worker scope that is used here; the DOM's types would promise far more than there is.
declare const Worker: new (url: string) => ConstructorParameters<typeof LanguageClient>[2];

let client: { stop: () => Promise<void> } | undefined;

/** The web edition: the server is a worker, and its files are the window's. */
export async function activate(context: ExtensionContext): Promise<void> {
  const worker = new Worker(Uri.joinPath(context.extensionUri, 'dist/server/core.js').toString(true));
  client = await start(context, (options) => new LanguageClient('bulkhead', 'Bulkhead', worker, options));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
