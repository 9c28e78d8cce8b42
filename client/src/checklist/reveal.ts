import { checklistItemsOfRule } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import type { ChecklistSession } from './session';

/** "Show in threat checklist" on every finding of ours, as long as there is a checklist. */
export function showInChecklist(hasChecklist: () => boolean): vscode.Disposable {
  const kind = vscode.CodeActionKind.QuickFix;
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(_document, _range, { diagnostics }) {
      if (!hasChecklist()) return [];
      const rules = new Set(diagnostics.filter(({ source }) => source === 'bulkhead').map(codeOf));
      return [...rules].flatMap((rule) => {
        if (!/^[a-z0-9-]+$/.test(rule) || rule.startsWith('checklist-')) return [];
        const action = new vscode.CodeAction(vscode.l10n.t('Show in threat checklist: {0}', rule), kind);
        action.diagnostics = diagnostics.filter((diagnostic) => codeOf(diagnostic) === rule);
        action.command = { command: 'bulkhead.checklist.reveal', title: action.title, arguments: [{ rule }] };
        return [action];
      });
    },
  };
  const selector = ['dockerfile', 'yaml', 'helm'].map((language) => ({ language }));
  return vscode.languages.registerCodeActionsProvider(selector, provider, { providedCodeActionKinds: [kind] });
}

/** The items a rule speaks about. */
export async function itemsOfRule(session: ChecklistSession, rule: string): Promise<readonly string[]> {
  return (await session.request<readonly string[]>(checklistItemsOfRule, { rule })) ?? [];
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
