import { type ChecklistMatrixResult, checklistMatrix } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import { matrixPage } from './matrixPage';
import { randomHex } from './platform';
import type { ChecklistSession } from './session';
import type { ViewState } from './state';

/** The heat map of one checklist, in a panel that follows every change. */
export interface MatrixPanel extends vscode.Disposable {
  readonly open: (uri: string) => Promise<void>;
  readonly refresh: () => void;
}

type Stride = NonNullable<ReturnType<ViewState['params']>['filter']['stride']>[number];

export function createMatrix(session: ChecklistSession, state: ViewState): MatrixPanel {
  let panel: vscode.WebviewPanel | undefined;
  let shown: string | undefined;
  let last = '';

  const draw = async () => {
    if (!panel || shown === undefined) return;
    const result = await session.request<ChecklistMatrixResult>(checklistMatrix, { uri: shown });
    if (!panel || !result) return;
    const data = JSON.stringify(result);
    // Drawing again would take the focus away from the cell somebody stands on.
    if (data === last) return;
    last = data;
    panel.title = vscode.l10n.t('Threats of {0}', result.component);
    panel.webview.html = matrixPage(result, {
      nonce: randomHex(18),
      language: vscode.env.language,
      title: panel.title,
      caption: vscode.l10n.t(
        'STRIDE by trust boundary: decided of all items. The stronger the colour of a cell, the more of it is open.',
      ),
      hint: vscode.l10n.t('Arrow keys move, Enter shows the items of a cell in the Threat Checklist view.'),
    });
  };

  return {
    async open(uri) {
      shown = uri;
      last = '';
      if (panel) panel.reveal();
      else {
        panel = vscode.window.createWebviewPanel('bulkhead.checklist.matrix', '', vscode.ViewColumn.Active, {
          enableScripts: true,
          localResourceRoots: [],
          enableCommandUris: false,
        });
        panel.onDidDispose(() => {
          panel = undefined;
        });
        panel.webview.onDidReceiveMessage((message: unknown) => filterBy(message, state));
      }
      await draw();
    },
    refresh: () => void draw(),
    dispose: () => panel?.dispose(),
  };
}

/** A message of the page is only believed when it looks exactly as the page sends it. */
function filterBy(message: unknown, state: ViewState): void {
  const { boundary, stride } = (typeof message === 'object' && message !== null ? message : {}) as Record<
    string,
    unknown
  >;
  if (typeof boundary !== 'string' || typeof stride !== 'string' || !/^[STRIDE]$/.test(stride)) return;
  state.setFilter({ boundaries: [boundary], stride: [stride as Stride] });
  void vscode.commands.executeCommand('bulkhead.checklist.focus');
}
