import { type ManifestParams, type ManifestResult, manifestRequest } from '@bulkhead/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const scheme = 'bulkhead-manifest';

/** Shows what a chart renders, as it is now: a read-only document that follows the typing, with the findings at their lines. */
export function activateManifest(client: BaseLanguageClient): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const findings = vscode.languages.createDiagnosticCollection('bulkhead-manifest');
  /** The folder of the chart, by the document that shows it. */
  const charts = new Map<string, string>();
  const watcher = vscode.workspace.createFileSystemWatcher('**/*');

  const provideTextDocumentContent = async (uri: vscode.Uri): Promise<string> => {
    const key = uri.toString();
    const wasOpen = charts.has(key);
    const result = await client.sendRequest<ManifestResult | null>(manifestRequest, paramsOf(uri));
    if (!result) return '';
    const isClosed = wasOpen && !charts.has(key);
    if (!isClosed) {
      charts.set(key, result.chart);
      findings.set(uri, result.diagnostics.map(toDiagnostic));
    }
    const notes = result.problems.map((problem) => `# ${problem}\n`).join('');
    return result.text + notes;
  };
  /** The editor keeps a document for minutes after its last tab is closed; what was found in it is of no use by then. */
  const forget = (uri: vscode.Uri) => {
    charts.delete(uri.toString());
    findings.delete(uri);
  };
  const renew = (uri: vscode.Uri) => {
    if (!charts.has(uri.toString())) changed.fire(uri);
  };
  const follow = (uri: vscode.Uri) => {
    if (uri.scheme === scheme) return;
    for (const [shown, chart] of charts) if (isAbout(uri, chart)) changed.fire(vscode.Uri.parse(shown));
  };

  return vscode.Disposable.from(
    changed,
    findings,
    watcher,
    watcher.onDidChange(follow),
    watcher.onDidCreate(follow),
    watcher.onDidDelete(follow),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent,
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => follow(document.uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => forget(uri)),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      const open = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(manifestIn));
      for (const uri of closed.map(manifestIn)) {
        if (uri && !open.some((other) => other?.toString() === uri.toString())) forget(uri);
      }
    }),
    vscode.commands.registerCommand('bulkhead.showManifest', async (uri?: vscode.Uri) => {
      const shown = await show(client, uri);
      if (shown) renew(shown);
    }),
  );
}

/** The manifest that a tab shows. */
function manifestIn({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText && input.uri.scheme === scheme ? input.uri : undefined;
}

/** Values may lie outside the chart; to render once too often costs little. */
function isAbout(uri: vscode.Uri, chart: string): boolean {
  return uri.toString().startsWith(`${chart}/`) || /\.ya?ml$/.test(uri.path);
}

/** Opens the manifest beside the file, and gives its address. */
async function show(client: BaseLanguageClient, given: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!uri) return undefined;
  const found = await client.sendRequest<ManifestResult | null>(manifestRequest, {
    uri: uri.toString(),
    scenario: null,
  });
  if (!found) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This file belongs to no Helm chart.'));
    return undefined;
  }
  const scenario = found.scenarios.length > 1 ? await pick(found.scenarios, uri.path) : null;
  if (scenario === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(uriOf({ uri: uri.toString(), scenario }, found.chart));
  const yaml = await vscode.languages.setTextDocumentLanguage(document, 'yaml');
  await vscode.window.showTextDocument(yaml, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
    preview: true,
  });
  return yaml.uri;
}

/** Which values to render with; undefined when the user thinks better of it. The file one comes from is first. */
async function pick(scenarios: ManifestResult['scenarios'], path: string): Promise<string | null | undefined> {
  const items = scenarios.map((scenario) => ({ label: scenario ?? 'values.yaml', scenario }));
  const isHere = ({ scenario }: { scenario: string | null }) => scenario !== null && path.endsWith(`/${scenario}`);
  items.sort((a, b) => Number(isHere(b)) - Number(isHere(a)));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Render with which values?') });
  return chosen?.scenario;
}

function uriOf({ uri, scenario }: ManifestParams, chart: string): vscode.Uri {
  const name = decodeURIComponent(chart.slice(chart.lastIndexOf('/') + 1));
  // Not the name of a file: a chart has its Chart.yaml beside it.
  const how = scenario?.replace(/\//g, ' ') ?? vscode.l10n.t('rendered');
  return vscode.Uri.from({ scheme, path: `/${name} (${how}).yaml`, query: JSON.stringify({ uri, scenario }) });
}

function paramsOf({ query }: vscode.Uri): ManifestParams {
  return JSON.parse(query) as ManifestParams;
}

function toDiagnostic({
  rule,
  message,
  severity,
  range,
  origin,
}: ManifestResult['diagnostics'][number]): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(range), message, severity - 1);
  diagnostic.source = 'bulkhead';
  diagnostic.code = rule;
  if (origin) {
    const location = new vscode.Location(vscode.Uri.parse(origin.uri), rangeOf(origin.range));
    diagnostic.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(location, vscode.l10n.t('Here it can be changed.')),
    ];
  }
  return diagnostic;
}

function rangeOf({ start, end }: ManifestResult['diagnostics'][number]['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
