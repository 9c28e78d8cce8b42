import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { provideRequire, type ScriptScope } from './parts';
import { clientHost } from './portableHost';
import type { Fetch } from './registry/fetchTransport';
import { startServer } from './server';

// Only what a connection needs of the worker's scope is named here.
declare const self: ScriptScope & ConstructorParameters<typeof BrowserMessageReader>[0] & { fetch: Fetch };

// The build makes this the core, and Node's entry requires that for all that they share.
if (typeof self === 'object' && 'importScripts' in self) {
  provideRequire(self);
  const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  startServer(connection, clientHost(connection), {
    connectRegistry: async () =>
      (await import('./registry/workerConnect')).workerConnect((url, options) => self.fetch(url, options)),
  });
}
