import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { RecordedLog } from './log';

/** Copies what somebody who mends the extension needs to know: versions and the log. Nothing of any file is in it. */
export async function reportProblem(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  log: RecordedLog,
): Promise<void> {
  const text = problemReport(context, client, log);
  await vscode.env.clipboard.writeText(text);
  const show = vscode.l10n.t('Show What Was Copied');
  const said = vscode.l10n.t(
    'Versions and the log are in the clipboard: paste them into your report. No file contents are in them.',
  );
  if ((await vscode.window.showInformationMessage(said, show)) !== show) return;
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: text });
  await vscode.window.showTextDocument(document);
}

function problemReport(context: vscode.ExtensionContext, client: BaseLanguageClient, log: RecordedLog): string {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const folders = vscode.workspace.workspaceFolders ?? [];
  const facts: readonly (readonly [string, string])[] = [
    ['Bulkhead', version],
    ['Server', client.isRunning() ? (client.initializeResult?.serverInfo?.version ?? 'unknown') : 'not running'],
    ['Editor', `${vscode.env.appName} ${vscode.version}`],
    ['Host', [vscode.env.appHost, vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop'].join(', ')],
    ['Remote', vscode.env.remoteName?.replace(/[^a-z-].*$/, '') ?? 'no'],
    ['Language', vscode.env.language],
    ['Folders', folders.length ? folders.map(({ uri }) => uri.scheme).join(', ') : 'none'],
    ['Trusted', vscode.workspace.isTrusted ? 'yes' : 'no'],
    ['Settings changed', changedSettings(context).join(', ') || 'none'],
  ];
  const lines = log.recent().map((line) => withoutPlaces(line, folders));
  return [
    ...facts.map(([name, value]) => `- ${name}: ${value}`),
    '',
    `Log, the last ${lines.length} lines:`,
    '',
    '```text',
    ...lines,
    '```',
    '',
  ].join('\n');
}

/** Only which: their values may name registries or folders. */
function changedSettings(context: vscode.ExtensionContext): string[] {
  const { contributes } = context.extension.packageJSON as {
    readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } };
  };
  const settings = vscode.workspace.getConfiguration();
  return Object.keys(contributes.configuration.properties).filter((name) => {
    const found = settings.inspect(name);
    return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some(
      (value) => value !== undefined,
    );
  });
}

/** Where a folder is, is nobody's business. */
function withoutPlaces(line: string, folders: readonly vscode.WorkspaceFolder[]): string {
  return folders.reduce(
    (text, { uri }, index) =>
      [uri.toString(), uri.toString(true), uri.fsPath].reduce(
        (rest, place) => rest.replaceAll(place, `<folder ${index + 1}>`),
        text,
      ),
    line,
  );
}
