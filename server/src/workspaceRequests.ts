import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { WorkspaceCheck } from './checkWorkspace';
import { checkWorkspaceRequest, type FixWorkspaceParams, fixWorkspaceRequest } from './protocol';
import type { Translate } from './translate';
import type { WorkspaceFixNeeds } from './workspaceFix';

/** Answers what takes long enough to be shown, and to be stopped. */
export function registerWorkspaceRequests(
  connection: Connection,
  needs: { readonly check: WorkspaceCheck; readonly fix: WorkspaceFixNeeds; readonly t: () => Translate },
): void {
  const shown = async <R>(
    title: string,
    token: CancellationToken,
    work: (either: CancellationToken, progress: WorkDoneProgressReporter) => Promise<R>,
  ): Promise<R> => {
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin(title, 0, undefined, true);
    try {
      return await work(eitherToken(token, progress.token), progress);
    } finally {
      progress.done();
    }
  };
  connection.onRequest(checkWorkspaceRequest, (_params: unknown, token: CancellationToken) =>
    shown(needs.t()('Bulkhead: checking the workspace'), token, (either, progress) =>
      needs.check.run(either, progress),
    ),
  );
  connection.onRequest(fixWorkspaceRequest, ({ rule }: FixWorkspaceParams, token: CancellationToken) =>
    shown(needs.t()('Bulkhead: computing fixes'), token, async (either, progress) =>
      (await import('./workspaceFix')).fixWorkspace(rule, needs.fix, either, progress),
    ),
  );
}

/** Cancelled by the command's own cancel button or by the progress notification's. */
function eitherToken(one: CancellationToken, other: CancellationToken): CancellationToken {
  return {
    get isCancellationRequested() {
      return one.isCancellationRequested || other.isCancellationRequested;
    },
    onCancellationRequested: one.onCancellationRequested,
  };
}
