import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { WorkspaceCheck } from './checkWorkspace';
import {
  type CheckWorkspaceResult,
  checkWorkspaceRequest,
  type FixWorkspaceParams,
  fixWorkspaceRequest,
} from './protocol';
import type { Translate } from './translate';
import type { WorkspaceFixNeeds } from './workspaceFix';

/** For clients that know only commands. */
export const checkWorkspaceCommand = 'bulkhead.checkWorkspace';

/** Answers what takes long enough to be shown, and to be stopped; gives what checks the workspace. */
export function registerWorkspaceRequests(
  connection: Connection,
  needs: { readonly check: WorkspaceCheck; readonly fix: WorkspaceFixNeeds; readonly t: () => Translate },
): (token: CancellationToken) => Promise<CheckWorkspaceResult> {
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
  const check = (token: CancellationToken) =>
    shown(needs.t()('Bulkhead: checking the workspace'), token, (either, progress) =>
      needs.check.run(either, progress),
    );
  connection.onRequest(checkWorkspaceRequest, (_params: unknown, token: CancellationToken) => check(token));
  connection.onRequest(fixWorkspaceRequest, ({ rule }: FixWorkspaceParams, token: CancellationToken) =>
    shown(needs.t()('Bulkhead: computing fixes'), token, async (either, progress) =>
      (await import('./workspaceFix')).fixWorkspace(rule, needs.fix, either, progress),
    ),
  );
  return check;
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
