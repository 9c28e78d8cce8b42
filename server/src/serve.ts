import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Host } from './host';
import { nodeHost } from './nodeHost';
import { clientHost } from './portableHost';
import { startServer } from './server';
import { stdioConnection } from './stdioConnection';

// VS Code starts this as a process of its own; with --stdio it serves any other editor.
const isStdio = process.argv.includes('--stdio');
const connection = isStdio ? stdioConnection() : createConnection(ProposedFeatures.all);
const disk = nodeHost(connection);
startServer(connection, isStdio ? disk : withVirtualFiles(disk, clientHost(connection)), {
  connectRegistry: async () =>
    (await import('./registry/nodeConnect')).nodeConnect(process.env, (message) => disk.log('info', message)),
});

/** Our own client can read what is on no disk, too: a repository that was never cloned, for example. */
function withVirtualFiles(local: Host, window: Host): Host {
  const hostOf = (uri: string) => (uri.startsWith('file:') ? local : window);
  return {
    ...local,
    readFile: (uri) => hostOf(uri).readFile(uri),
    readBytes: async (uri) => hostOf(uri).readBytes?.(uri),
    listFiles: (folder, which) => hostOf(folder).listFiles(folder, which),
  };
}
