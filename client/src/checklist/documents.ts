import {
  type ChecklistReportParams,
  checklistCompare,
  checklistCreate,
  checklistReport,
} from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import { exists } from '../files';
import { preview } from '../virtual';
import { announce } from './decisions';
import { headOf, textAt } from './git';
import { bytesOf, textOf } from './platform';
import { askOne } from './prompts';
import type { ChecklistSession } from './session';
import type { ViewState } from './state';

const fileName = 'threat-checklist.yaml';

/** Asks for the little that is needed, writes the file and opens it. */
export async function create(
  session: ChecklistSession,
  state: ViewState,
  folder: vscode.Uri | undefined,
): Promise<void> {
  const { t } = vscode.l10n;
  const target = folder ?? (await chooseFolder());
  if (!target) return;
  const uri = vscode.Uri.joinPath(target, fileName);
  if (await exists(uri)) {
    await vscode.window.showTextDocument(uri);
    return;
  }
  const component = await vscode.window.showInputBox({
    title: t('Step 1 of 4: what is the checklist about?'),
    value: target.path.split('/').at(-1) ?? '',
    ignoreFocusOut: true,
  });
  if (!component?.trim()) return;
  const profile = await askOne(
    [
      { label: t('Code the team wrote or reviewed'), value: 'standard', detail: t('A model container as usual.') },
      {
        label: t('Arbitrary code'),
        value: 'arbitrary-code',
        detail: t('It must be assumed to run code nobody reviewed.'),
      },
    ],
    t('Step 2 of 4: what runs in it?'),
  );
  if (profile === undefined) return;
  const tier = await askOne(
    [
      { label: t('Full: all items'), value: 'full' },
      { label: t('Core: what matters most'), value: 'core' },
    ],
    t('Step 3 of 4: how much?'),
  );
  if (tier === undefined) return;
  const side = await askOne(
    [
      { label: t('All of it'), value: [] },
      {
        label: t('The platform'),
        value: ['platform', 'shared'],
        detail: t('Host, cluster, registry and network. What the author of the model answers is left out at first.'),
      },
      {
        label: t('What is in the container'),
        value: ['model-author', 'shared'],
        detail: t('Image, code and model. What the platform answers is left out at first.'),
      },
    ],
    t('Step 4 of 4: what do you answer for?'),
  );
  if (side === undefined) return;
  const text = await session.request<string>(checklistCreate, { component: component.trim(), profile, tier });
  if (text === null) return;
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: bytesOf(text), ignoreIfExists: true });
  if (!(await vscode.workspace.applyEdit(edit))) return;
  await vscode.window.showTextDocument(uri);
  // What has to be decided first; one button shows the rest.
  const responsibilities = side.length > 0 ? { responsibilities: side } : {};
  state.setFilter({ required: true, decisions: ['undecided'], ...responsibilities });
  await vscode.commands.executeCommand('bulkhead.checklist.focus');
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0]?.uri;
  return (await vscode.window.showWorkspaceFolderPick())?.uri;
}

/** Asks for format and scope, and opens the report: Markdown as a preview, the rest where the person saves it. */
export async function report(session: ChecklistSession, uri: string, state: ViewState): Promise<void> {
  const { t } = vscode.l10n;
  const format = await askOne<ChecklistReportParams['format']>(
    [
      { label: t('Markdown'), value: 'md', detail: t('Opens as a preview') },
      { label: t('HTML'), value: 'html', detail: t('One file without script; print it to PDF') },
      { label: t('CSV'), value: 'csv', detail: t('For spreadsheets and other threat-modelling tools') },
      { label: t('JSON'), value: 'json', detail: t('For programs') },
      { label: t('Threat Composer'), value: 'tc' },
    ],
    t('Report: format'),
  );
  if (format === undefined) return;
  const scope = await askOne<'all' | 'open' | 'agenda' | 'filter' | 'filtered-agenda' | 'since'>(
    [
      { label: t('Everything'), value: 'all' },
      { label: t('What is open'), value: 'open' },
      { label: t('Agenda for a meeting'), value: 'agenda' },
      { label: t('What the tree shows now'), value: 'filter' },
      { label: t('Agenda of what the tree shows now'), value: 'filtered-agenda' },
      { label: t('Everything, with changes since a commit'), value: 'since' },
    ],
    t('Report: what'),
  );
  if (scope === undefined) return;
  const before = scope === 'since' ? await askBefore(uri) : undefined;
  if (scope === 'since' && !before) return;
  const head = await headOf(vscode.Uri.parse(uri));
  const text = await session.request<string>(checklistReport, {
    uri,
    format,
    scope: scope === 'filtered-agenda' ? 'agenda' : scope === 'open' || scope === 'agenda' ? scope : 'all',
    ...(scope === 'filter' || scope === 'filtered-agenda' ? { filter: state.params().filter } : {}),
    ...(before ? { before } : {}),
    ...(head ?? {}),
  } satisfies ChecklistReportParams);
  if (text !== null) await show(text, format, uri);
}

async function show(text: string, format: ChecklistReportParams['format'], uri: string): Promise<void> {
  if (format === 'md') {
    await preview(vscode.l10n.t('Report'), text);
    return;
  }
  const extension = format === 'tc' ? 'tc.json' : format;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(uri), '..', `threat-checklist.${extension}`),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, bytesOf(text));
  if (format === 'html') await vscode.env.openExternal(target);
  else await vscode.window.showTextDocument(target);
}

/** What was decided since a commit, as Markdown for a pull request. */
export async function compare(session: ChecklistSession, uri: string): Promise<void> {
  const before = await askBefore(uri);
  if (!before) return;
  const text = await session.request<string>(checklistCompare, { uri, before });
  if (text !== null) await preview(vscode.l10n.t('Changes since {0}', before.name), text);
}

async function askBefore(uri: string): Promise<{ text: string; name: string } | undefined> {
  const { t } = vscode.l10n;
  const name = (
    await vscode.window.showInputBox({
      title: t('Since which commit, branch, tag or day?'),
      value: 'HEAD',
      prompt: t('A date is written as YYYY-MM-DD.'),
      ignoreFocusOut: true,
    })
  )?.trim();
  if (!name) return undefined;
  const text = await textAt(vscode.Uri.parse(uri), name);
  if (text !== undefined) return { text, name };
  void vscode.window.showWarningMessage(t('Git does not know this file at {0}.', name));
  return undefined;
}

/** Takes over what another tool, or somebody in a spreadsheet, says about the items. */
export async function importCsv(session: ChecklistSession, uri: string): Promise<void> {
  const { t } = vscode.l10n;
  const [file] =
    (await vscode.window.showOpenDialog({
      title: t('Import decisions from a table'),
      defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(uri), '..'),
      filters: { CSV: ['csv'] },
    })) ?? [];
  if (!file) return;
  const text = textOf(await vscode.workspace.fs.readFile(file));
  if (text === undefined) return void vscode.window.showWarningMessage(t('The table is not UTF-8. Save it as that.'));
  const done = await session.act(uri, { kind: 'importCsv', text });
  if (!done) return;
  announce(done.changed ? t('The decisions of the table are in the checklist.') : t('The table says nothing new.'));
  if (done.notes.length > 0)
    await preview(t('What was not imported'), done.notes.map((note) => `- ${note}\n`).join(''));
}
