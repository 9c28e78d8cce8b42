import { nodeHost } from './nodeHost';
import { startServer } from './server';
import { stdioConnection } from './stdioConnection';

/** Serves an editor over standard input and output: what `bulkhead lsp --stdio` does. */
export function startStdioServer(): void {
  const connection = stdioConnection();
  startServer(connection, nodeHost(connection));
}
