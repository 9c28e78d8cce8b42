import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from './nodeHost';
import { startServer } from './server';

// VS Code starts this as a process of its own; with --stdio it serves any other editor.
const connection = createConnection(ProposedFeatures.all);
startServer(connection, nodeHost(connection));
