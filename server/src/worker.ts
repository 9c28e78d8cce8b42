import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { clientHost } from './portableHost';
import type { Fetch } from './registry/fetchTransport';
import { startServer } from './server';

// Only what a connection needs of the worker's scope is named here.
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & { fetch: Fetch };

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, clientHost(connection), {
  connectRegistry: async () =>
    (await import('./registry/workerConnect')).workerConnect((url, options) => self.fetch(url, options)),
});
