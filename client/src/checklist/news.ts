import type { ComponentView } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';

type Told = Readonly<Record<string, string>>;

const toldKey = 'bulkhead.checklist.news';

/** Says once of each catalogue that a checklist was made for an earlier one, and offers to add what is new. */
export function createNews(
  memory: vscode.Memento,
  update: (uri: string) => Promise<void>,
): (components: readonly ComponentView[]) => void {
  const { t } = vscode.l10n;
  return (components) => {
    const told = memory.get<Told>(toldKey, {});
    const news = components.filter(
      ({ uri, newer, readOnly }) => newer !== undefined && readOnly === undefined && told[uri] !== newer,
    );
    const [first, another] = news;
    if (!first) return;
    void memory.update(toldKey, { ...told, ...Object.fromEntries(news.map(({ uri, newer }) => [uri, newer])) });
    const message = another
      ? t('{0} threat checklists were made for an earlier catalogue.', news.length)
      : t('The threat checklist of "{0}" was made for an earlier catalogue.', first.component);
    const add = t('Add What Is New');
    void vscode.window.showInformationMessage(message, add).then(async (chosen) => {
      if (chosen === add) for (const { uri } of news) await update(uri);
    });
  };
}
