import type { ComponentView } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import type { Element } from './elements';

const viewId = 'bulkhead.checklist';

/** What is seen of the checklists besides their lines: the head of the view, the badge, how far they are, which commands fit. */
export interface ChecklistDisplay extends vscode.Disposable {
  readonly show: (components: readonly ComponentView[]) => void;
}

export function createDisplay(view: vscode.TreeView<Element>): ChecklistDisplay {
  const showBusy = createProgress();
  const progress = createProgressItem();
  return {
    show(components) {
      // Until it is known what is there, the view greets nobody: it would be wrong for a moment.
      setContext('searched', true);
      setContext('exists', components.length > 0);
      setContext(
        'broken',
        components.some(({ problems }) => problems > 0),
      );
      const [only, another] = components;
      view.description = another ? '' : (only?.component ?? '');
      view.message = messageOf(components);
      view.badge = badgeOf(components);
      showBusy(components.some(({ busy }) => busy));
      progress.show(components.map(({ view: { counts } }) => counts));
    },
    dispose: () => progress.dispose(),
  };
}

function setContext(name: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', `${viewId}.${name}`, value);
}

function badgeOf(components: readonly ComponentView[]): vscode.ViewBadge | undefined {
  const open = components.reduce((sum, { view: { badge } }) => sum + badge, 0);
  const isWanted = vscode.workspace.getConfiguration(viewId).get('badge', true);
  return isWanted && open > 0 ? { value: open, tooltip: vscode.l10n.t('{0} items need attention', open) } : undefined;
}

function messageOf(components: readonly ComponentView[]): string {
  const { t } = vscode.l10n;
  const [first, another] = components;
  if (!first) return '';
  const lines = another ? [first.view.message] : [first.view.message, first.view.progress];
  const readOnly = components.find((each) => each.readOnly !== undefined)?.readOnly;
  if (readOnly !== undefined) lines.push(readOnly);
  else if (components.some(({ problems }) => problems > 0))
    lines.push(t('A file has problems; what can be read is shown.'));
  if (components.some(({ outdated }) => outdated))
    lines.push(t('The catalogue has changed since this checklist was made.'));
  return lines.join('\n');
}

/** How far the checklists are, in the status bar, for those who want it there. */
function createProgressItem(): vscode.Disposable & {
  readonly show: (counts: readonly { readonly decided: number; readonly total: number }[]) => void;
} {
  const item = vscode.window.createStatusBarItem('bulkhead.checklist', vscode.StatusBarAlignment.Right, 99);
  item.name = vscode.l10n.t('Threat Checklist');
  item.command = `${viewId}.focus`;
  return {
    show(counts) {
      const wanted = vscode.workspace.getConfiguration(viewId).get('statusBar', false);
      if (!wanted || counts.length === 0) return item.hide();
      const decided = counts.reduce((sum, each) => sum + each.decided, 0);
      const total = counts.reduce((sum, each) => sum + each.total, 0);
      item.text = `$(checklist) ${decided}/${total}`;
      item.tooltip = vscode.l10n.t('{0} of {1} items of the threat checklist are decided.', decided, total);
      item.accessibilityInformation = { label: item.tooltip };
      item.show();
    },
    dispose: () => item.dispose(),
  };
}

/** The bar at the top of the view, for as long as it is told that files are being checked. */
function createProgress(): (busy: boolean) => void {
  let end: (() => void) | undefined;
  return (busy) => {
    if (!busy) {
      end?.();
      end = undefined;
    } else if (!end) {
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      void vscode.window.withProgress({ location: { viewId } }, () => ended);
    }
  };
}
