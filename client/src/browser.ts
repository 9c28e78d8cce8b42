import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { start } from './client';

// The part of the worker scope that is used here; the DOM's types would promise far more than there is.
type Port = ConstructorParameters<typeof BrowserMessageReader>[0];
declare const Worker: new (url: string) => Port & { terminate(): void };

let client: { stop: () => Promise<void> } | undefined;

/** The web edition: the server is a worker, a new one for each start, and its files are the window's. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/server/core.js').toString(true);
  let worker: InstanceType<typeof Worker> | undefined;
  const connect = async () => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  client = await start(context, (options) => new LanguageClient('bulkhead', 'Bulkhead', connect, options));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
