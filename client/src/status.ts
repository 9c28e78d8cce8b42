import { type StatusParams, statusNotification } from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The item in the status bar: what Bulkhead knows about the file in front. */
export function createStatus(client: BaseLanguageClient): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('bulkhead.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Bulkhead';
  item.command = 'workbench.actions.view.problems';
  const known = new Map<string, StatusParams>();

  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const status = uri === undefined ? undefined : known.get(uri);
    if (!status || status.state === 'none') return item.hide();
    item.text = textOf(status);
    item.tooltip = tooltipOf(status);
    item.show();
  };

  return vscode.Disposable.from(
    item,
    client.onNotification(statusNotification, (status: StatusParams) => {
      known.set(vscode.Uri.parse(status.uri).toString(), status);
      show();
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      known.delete(uri.toString());
      show();
    }),
  );
}

function textOf({ state, findings, notes }: StatusParams): string {
  if (state === 'off') return `$(shield) ${vscode.l10n.t('off')}`;
  if (state === 'failed') return `$(warning) ${vscode.l10n.t('not checked')}`;
  return notes.length ? `$(shield) ${findings} $(info)` : `$(shield) ${findings}`;
}

function tooltipOf({ state, findings, profile, milliseconds, notes }: StatusParams): string {
  const lines = [];
  if (state === 'off' && !notes.length) {
    lines.push(vscode.l10n.t('Bulkhead is switched off by the setting bulkhead.enable.'));
  } else if (state === 'off') lines.push(vscode.l10n.t('Bulkhead is switched off here.'));
  else if (state === 'failed') lines.push(vscode.l10n.t('Bulkhead could not check this file.'));
  else if (findings === 0) lines.push(vscode.l10n.t('Bulkhead has nothing to say about this file.'));
  else if (findings === 1) lines.push(vscode.l10n.t('Bulkhead: 1 finding in this file.'));
  else lines.push(vscode.l10n.t('Bulkhead: {0} findings in this file.', findings));
  lines.push(...notes);
  if (state === 'checked') {
    lines.push(vscode.l10n.t('Profile {0}, checked in {1} ms.', profile, Math.max(1, Math.round(milliseconds))));
  }
  return lines.join('\n');
}
