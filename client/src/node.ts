import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start } from './client';

let client: { stop: () => Promise<void> } | undefined;

/** The desktop and remote edition: the server is a process of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server/node.js');
  const server = { module, transport: TransportKind.ipc };
  client = await start(context, (options) => new LanguageClient('bulkhead', 'Bulkhead', server, options));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
