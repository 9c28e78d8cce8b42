import type { Connection } from 'vscode-languageserver';
import type { Charts } from './charts';
import type { ClientSupport } from './clientSupport';
import type { Pusher } from './diagnostics';
import type { Documents } from './documents';
import type { OwnDiagnostics } from './ownDiagnostics';

/** Brings what is found before the client's eyes, by the way the client knows: it asks, or it is told. */
export interface Showing {
  /** Everything anew, whatever has changed. */
  readonly all: () => void;
  /** What a changed document changes. A client that asks will ask by itself. */
  readonly changed: (uri: string) => void;
}

export function createShowing(needs: {
  readonly connection: Connection;
  readonly support: () => ClientSupport;
  readonly documents: Documents;
  readonly charts: Charts;
  readonly pusher: Pusher;
  readonly own: OwnDiagnostics;
}): Showing {
  const { connection, documents, charts, pusher, own } = needs;
  const pushOwn = async (uri: string) =>
    connection.sendDiagnostics({ uri: documents.get(uri)?.spelled ?? uri, diagnostics: await own.of(uri) });
  /** The files of a chart are rendered together: what is typed in one may be found in another. */
  const pushWithChart = async (uri: string) => {
    void pusher.push(uri);
    const root = await charts.rootOf(uri);
    if (root === undefined) return;
    for (const other of documents.all())
      if (other.uri !== uri && (await charts.rootOf(other.uri)) === root) void pusher.push(other.uri);
  };
  return {
    all() {
      const support = needs.support();
      if (!support.pull) for (const { uri } of documents.all()) void (own.has(uri) ? pushOwn(uri) : pusher.push(uri));
      else if (support.refresh) void connection.languages.diagnostics.refresh();
      if (support.refreshHints) void connection.languages.inlayHint.refresh();
      if (support.refreshLenses) void connection.sendRequest('workspace/codeLens/refresh');
    },
    changed(uri) {
      if (!needs.support().pull) void (own.has(uri) ? pushOwn(uri) : pushWithChart(uri));
    },
  };
}
