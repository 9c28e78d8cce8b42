import * as vscode from 'vscode';

/** Whether the workspace is trusted; else says what waits for that, and leads to where it can be changed. */
export function trustedOr(said: string): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  void vscode.window.showInformationMessage(said, manage).then((chosen) => {
    if (chosen === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}
