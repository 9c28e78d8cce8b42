import { type StatusParams, statusNotification } from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

interface Known extends StatusParams {
  readonly at: Date;
}

/** The item in the status bar: what Bulkhead knows about the file in front. */
export function createStatus(client: BaseLanguageClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('bulkhead.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Bulkhead';
  const known = new Map<string, Known>();

  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    if (client.state === State.Stopped && known.size > 0) return showStopped(item);
    const status = uri === undefined ? undefined : known.get(uri);
    if (!status || status.state === 'none') return item.hide();
    item.text = textOf(status);
    item.tooltip = tooltipOf(status);
    item.command = 'workbench.actions.view.problems';
    item.backgroundColor =
      status.state === 'failed' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };

  return vscode.Disposable.from(
    item,
    client.onNotification(statusNotification, (status: StatusParams) => {
      const uri = vscode.Uri.parse(status.uri);
      known.set(uri.toString(), { ...status, at: new Date() });
      log.debug(
        `${vscode.workspace.asRelativePath(uri)}: ${status.findings} findings, ${status.milliseconds.toFixed(1)} ms`,
      );
      show();
    }),
    client.onDidChangeState(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      known.delete(uri.toString());
      show();
    }),
  );
}

function showStopped(item: vscode.StatusBarItem): void {
  item.text = `$(error) ${vscode.l10n.t('Bulkhead stopped')}`;
  item.tooltip = vscode.l10n.t('The language server has stopped. Click to start it again.');
  item.command = 'bulkhead.restart';
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
  item.show();
}

function textOf({ state, findings, notes }: StatusParams): string {
  if (state === 'off') return `$(shield) ${vscode.l10n.t('off')}`;
  if (state === 'failed') return `$(warning) ${vscode.l10n.t('not checked')}`;
  return notes.length ? `$(shield) ${findings} $(info)` : `$(shield) ${findings}`;
}

const commands = ['bulkhead.checkWorkspace', 'bulkhead.showLog', 'bulkhead.init', 'vscode.open'];

function tooltipOf(status: Known): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const { state, profile, milliseconds, notes, configs, at } = status;
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: commands };
  const line = (icon: string, said: string) =>
    text.appendMarkdown(`$(${icon}) `).appendText(said).appendMarkdown('\n\n');
  line('shield', headline(status));
  for (const note of notes) line('info', note);
  if (state === 'checked') {
    const took = Math.max(1, Math.round(milliseconds));
    line('law', t('Profile {0}', profile));
    line('clock', t('Checked at {0} in {1} ms', at.toLocaleTimeString(vscode.env.language), took));
  }
  const nearest = configs.at(-1);
  const links: (readonly [string, string, readonly unknown[]])[] = [];
  const isOpen = Boolean(vscode.workspace.workspaceFolders?.length);
  if (nearest === undefined) {
    line('gear', t('Judged by the settings of the editor: there is no .bulkhead.yaml'));
    if (isOpen) links.push([t('Create .bulkhead.yaml'), 'bulkhead.init', []]);
  } else {
    const names = configs.map((uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
    line('gear', t('Judged by {0}', names.join(' ← ')));
    links.push([t('Open Settings File'), 'vscode.open', [vscode.Uri.parse(nearest)]]);
  }
  if (isOpen) links.push([t('Check Workspace'), 'bulkhead.checkWorkspace', []]);
  links.push([t('Show Log'), 'bulkhead.showLog', []]);
  text.appendMarkdown(
    links
      .map(([label, command, given]) => `[${label}](command:${command}?${encodeURIComponent(JSON.stringify(given))})`)
      .join(' · '),
  );
  // A text is appended with spaces that do not break, and would be broken within its words.
  text.value = text.value.replaceAll('&nbsp;', ' ');
  return text;
}

function headline({ state, findings, suppressed, notes }: StatusParams): string {
  const { t } = vscode.l10n;
  if (state === 'off') {
    return notes.length
      ? t('Bulkhead is switched off here.')
      : t('Bulkhead is switched off by the setting bulkhead.enable.');
  }
  if (state === 'failed') return t('Bulkhead could not check this file.');
  const ignored = suppressed ? ` ${t('{0} more are ignored.', suppressed)}` : '';
  if (findings === 0) return t('Bulkhead has nothing to say about this file.') + ignored;
  if (findings === 1) return t('Bulkhead: 1 finding in this file.') + ignored;
  return t('Bulkhead: {0} findings in this file.', findings) + ignored;
}
