import {
  type ChecklistAction,
  type ChecklistEditResult,
  type ChecklistViewParams,
  type ComponentView,
  checklistEdit,
  checklistView,
} from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { trustedOr } from '../trust';
import { gitUserName } from './git';

/** What the commands share: the server, the way to change a file, and who signs. */
export interface ChecklistSession {
  readonly request: <R>(method: string, params: unknown) => Promise<R | null>;
  /** All checklists; those of a workspace nobody trusts are only to be read. */
  readonly views: (params: ChecklistViewParams) => Promise<readonly ComponentView[]>;
  /** Whether checklists may be changed; else the person is told why not, before anything is asked. */
  readonly mayChange: () => boolean;
  /** Asks the server for the edits of an action and makes them in the document, so that undo works. */
  readonly act: (uri: string, action: ChecklistAction) => Promise<Done | undefined>;
}

/** What came of an action. */
export interface Done {
  /** What could not be taken. */
  readonly notes: readonly string[];
  readonly changed: boolean;
}

const authorKey = 'bulkhead.checklist.author';

/** The session of one window. */
export function createSession(context: vscode.ExtensionContext, client: BaseLanguageClient): ChecklistSession {
  const request = async <R>(method: string, params: unknown): Promise<R | null> => {
    if (!client.isRunning()) return null;
    return client.sendRequest<R | null>(method, params);
  };

  const waiting = vscode.l10n.t('The checklist is read-only until you trust this workspace.');
  const mayChange = () => trustedOr(waiting);

  const act = async (uri: string, action: ChecklistAction): Promise<Done | undefined> => {
    if (!mayChange()) return undefined;
    const by = await author(context, vscode.Uri.parse(uri));
    if (by === undefined) return undefined;
    // A sign-off covers what the files say, so it waits for them.
    return vscode.window.withProgress({ location: { viewId: 'bulkhead.checklist' } }, () => carryOut(uri, action, by));
  };

  const carryOut = async (uri: string, action: ChecklistAction, by: string): Promise<Done | undefined> => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    for (let attempt = 0; attempt < 3; attempt++) {
      const result = await request<ChecklistEditResult>(checklistEdit, { uri, action, by });
      if (!result) return undefined;
      if ('refused' in result) {
        void vscode.window.showWarningMessage(result.refused);
        return undefined;
      }
      // Somebody typed in the meantime: the edits would hit the wrong place, so they are asked for again.
      if (result.version !== undefined && result.version !== document.version) continue;
      const { notes = [], edits } = result;
      return (await apply(client, document, result)) ? { notes, changed: edits.length > 0 } : undefined;
    }
    return undefined;
  };

  return {
    request,
    act,
    mayChange,
    async views(params) {
      const all = (await request<readonly ComponentView[]>(checklistView, params)) ?? [];
      return vscode.workspace.isTrusted ? all : all.map((each) => ({ ...each, readOnly: each.readOnly ?? waiting }));
    },
  };
}

async function apply(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  { edits }: Extract<ChecklistEditResult, { edits: unknown }>,
): Promise<boolean> {
  if (edits.length === 0) return true;
  const wasSaved = !document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, await client.protocol2CodeConverter.asTextEdits([...edits]));
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  // A file that was saved stays saved; one with unsaved changes is left to the person who made them.
  if (wasSaved) await document.save();
  return true;
}

/** Who signs: the setting, else the name Git knows, else what the person says once. */
async function author(context: vscode.ExtensionContext, uri: vscode.Uri): Promise<string | undefined> {
  const setting = vscode.workspace.getConfiguration('bulkhead.checklist', uri).get<string>('author')?.trim();
  if (setting) return setting;
  const known = (await gitUserName(uri)) ?? context.globalState.get<string>(authorKey);
  if (known) return known;
  const given = (
    await vscode.window.showInputBox({
      title: vscode.l10n.t('Who decides?'),
      prompt: vscode.l10n.t('Your name or the name of your team. It is written into the checklist.'),
    })
  )?.trim();
  if (given) await context.globalState.update(authorKey, given);
  return given || undefined;
}
