import * as vscode from 'vscode';
import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

const minutes = 60_000;

/** Starts a server that has ended by itself again, once in a while, and says so: findings that stop coming are worse than none. */
export function createErrorHandler(log: vscode.LogOutputChannel): ErrorHandler {
  let last = Number.NEGATIVE_INFINITY;
  return {
    error: (error) => {
      log.error(`The connection to the server failed: ${error.message}`);
      // A server that is gone is told once, by what follows.
      return { action: ErrorAction.Continue, handled: true };
    },
    closed: () => {
      const now = Date.now();
      const again = now - last < 3 * minutes;
      last = now;
      log.error(again ? 'The server ended again and stays stopped.' : 'The server ended and is started again.');
      if (again) void offer(vscode.l10n.t('Bulkhead has stopped twice. Files are not checked any more.'), true);
      else void offer(vscode.l10n.t('Bulkhead had stopped and was started again.'), false);
      return { action: again ? CloseAction.DoNotRestart : CloseAction.Restart, handled: true };
    },
  };
}

async function offer(message: string, stopped: boolean): Promise<void> {
  const commands = {
    ...(stopped ? { [vscode.l10n.t('Restart')]: 'bulkhead.restart' } : {}),
    [vscode.l10n.t('Show Log')]: 'bulkhead.showLog',
    [vscode.l10n.t('Report Problem')]: 'bulkhead.reportProblem',
  };
  const show = stopped ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const command = commands[(await show(message, ...Object.keys(commands))) ?? ''];
  if (command) await vscode.commands.executeCommand(command);
}
