import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { clientHost } from './portableHost';
import { workerConnect } from './registry/workerConnect';
import { startServer } from './server';

// The script of a web worker. Only what a connection needs of the worker's scope is named here.
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & {
  fetch: Parameters<typeof workerConnect>[0];
};

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, clientHost(connection), {
  connectRegistry: workerConnect((url, options) => self.fetch(url, options)),
});
