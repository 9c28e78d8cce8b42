import type { ComponentView } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';

type Told = Readonly<Record<string, string>>;

const toldKey = 'bulkhead.checklist.news';

/** Says once that a checklist was made for an earlier catalogue, until it has caught up, and offers to add what is new. */
export function createNews(
  memory: vscode.Memento,
  update: (uri: string) => Promise<void>,
): (components: readonly ComponentView[]) => void {
  const { t } = vscode.l10n;
  return (components) => {
    const told = memory.get<Told>(toldKey, {});
    const older = components.filter(({ newer, readOnly }) => newer !== undefined && readOnly === undefined);
    const news = older.filter(({ uri, newer }) => told[uri] !== newer);
    const shown = new Set(components.map(({ uri }) => uri));
    const others = Object.entries(told).filter(([uri]) => !shown.has(uri));
    const now = Object.fromEntries([...others, ...older.map(({ uri, newer }) => [uri, newer])]);
    if (JSON.stringify(now) !== JSON.stringify(told)) void memory.update(toldKey, now);
    const [first, another] = news;
    if (!first) return;
    const message = another
      ? t('{0} threat checklists were made for an earlier catalogue.', news.length)
      : t('The threat checklist of "{0}" was made for an earlier catalogue.', first.component);
    const add = t('Add What Is New');
    void vscode.window.showInformationMessage(message, add).then(async (chosen) => {
      if (chosen === add) for (const { uri } of news) await update(uri);
    });
  };
}
