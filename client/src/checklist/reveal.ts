import { checklistItemsOfRule } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import type { Element } from './elements';
import type { ChecklistSession } from './session';
import type { ChecklistTree } from './tree';

/** "Show in threat checklist" on every finding of ours, as long as there is a checklist. */
export function showInChecklist(hasChecklist: () => boolean): vscode.Disposable {
  const kind = vscode.CodeActionKind.QuickFix;
  const provider: vscode.CodeActionProvider = {
    provideCodeActions({ uri }, _range, { diagnostics }) {
      if (!hasChecklist()) return [];
      const rules = new Set(diagnostics.filter(({ source }) => source === 'bulkhead').map(codeOf));
      return [...rules].flatMap((rule) => {
        if (!/^[a-z0-9-]+$/.test(rule) || rule.startsWith('checklist-')) return [];
        const action = new vscode.CodeAction(vscode.l10n.t('Show in threat checklist: {0}', rule), kind);
        action.diagnostics = diagnostics.filter((diagnostic) => codeOf(diagnostic) === rule);
        action.command = {
          command: 'bulkhead.checklist.reveal',
          title: action.title,
          arguments: [{ rule, file: uri.toString() }],
        };
        return [action];
      });
    },
  };
  const selector = ['dockerfile', 'yaml', 'helm'].map((language) => ({ language }));
  return vscode.languages.registerCodeActionsProvider(selector, provider, { providedCodeActionKinds: [kind] });
}

/** Finds lines of the tree by what is elsewhere. */
export interface Finder {
  /** The line of the first item of a rule, in the checklist the file belongs to. */
  readonly byRule: (rule: string, file: vscode.Uri | undefined) => Promise<Element | undefined>;
  /** The line that has to do with a place of a file. */
  readonly byPlace: (document: vscode.TextDocument, position: vscode.Position) => Promise<Element | undefined>;
}

export function createFinder(session: ChecklistSession, tree: ChecklistTree): Finder {
  const byRule = async (rule: string, file: vscode.Uri | undefined) => {
    const list = file && tree.checklistOf(file);
    for (const id of (await session.request<readonly string[]>(checklistItemsOfRule, { rule })) ?? []) {
      const element = tree.findItem(id, list);
      if (element) return element;
    }
    return undefined;
  };
  /** The block of a checklist that a line belongs to. */
  const byBlock = (document: vscode.TextDocument, line: number) => {
    for (let at = line; at >= 0; at--) {
      const id = /^ +["']?([\w-]+)["']?:/.exec(document.lineAt(at).text)?.[1];
      const element = id === undefined ? undefined : tree.findItem(id, document.uri.toString());
      if (element) return element;
    }
    return undefined;
  };
  return {
    byRule,
    async byPlace(document, position) {
      if (tree.components().some(({ uri }) => uri === document.uri.toString())) {
        return byBlock(document, position.line);
      }
      for (const diagnostic of vscode.languages.getDiagnostics(document.uri)) {
        if (diagnostic.source !== 'bulkhead' || !diagnostic.range.contains(position)) continue;
        const element = await byRule(codeOf(diagnostic), document.uri);
        if (element) return element;
      }
      return undefined;
    },
  };
}

/** As long as the setting says so, the selected line of the view goes where the cursor goes. */
export function followCursor(view: vscode.TreeView<Element>, finder: Finder): vscode.Disposable {
  let asked = 0;
  return vscode.window.onDidChangeTextEditorSelection(async ({ textEditor: { document }, selections }) => {
    const mine = ++asked;
    const [selection] = selections;
    if (!selection || !view.visible || !vscode.workspace.getConfiguration('bulkhead.checklist').get('follow', false))
      return;
    const element = await finder.byPlace(document, selection.active);
    // Somebody who works in the view has moved on.
    if (element && mine === asked) await view.reveal(element, { select: true, focus: false });
  });
}

function codeOf({ code }: Pick<vscode.Diagnostic, 'code'>): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
