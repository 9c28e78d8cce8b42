import { type ChecklistItemResult, checklistChanged, checklistItem } from '@bulkhead/server/checklistProtocol';
import { type TemplatesResult, templatesRequest } from '@bulkhead/server/templatesProtocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { preview, provideVirtual } from '../virtual';
import { confirm } from './confirm';
import {
  acceptProposals,
  addEvidence,
  addOwnItem,
  announce,
  type Chosen,
  decide,
  implement,
  startReview,
} from './decisions';
import { createDisplay } from './display';
import { compare, create, importCsv, report } from './documents';
import { type ChecklistNode, type Element, nearest } from './elements';
import { createMatrix } from './matrix';
import { createNews } from './news';
import { compareBoth, insertTemplate, openAt, openReference, openTarget } from './places';
import { createFinder, followCursor, showInChecklist } from './reveal';
import { createSession } from './session';
import { createViewState } from './state';
import { createTree } from './tree';

const viewId = 'bulkhead.checklist';

/** Sets up the threat checklist: the view, its commands and the matrix. */
export function activateChecklist(context: vscode.ExtensionContext, client: BaseLanguageClient): vscode.Disposable {
  const session = createSession(context, client);
  const titles = new Map<string, string>();
  const tree = createTree((template) => titles.get(template));
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const state = createViewState(context, () => void refresh());
  const matrix = createMatrix(session, state);
  const finder = createFinder(session, tree);
  const display = createDisplay(view);
  const update = async (uri: string) => {
    const done = await session.act(uri, { kind: 'updateCatalogue' });
    const { t } = vscode.l10n;
    if (done) announce(done.changed ? t('What is new in the catalogue is in the checklist.') : t('Nothing is new.'));
  };
  const tellNews = createNews(context.workspaceState, update);

  // Evidence comes in pieces: to draw only the answer to the last piece would leave the view empty until all is said.
  const refresh = oneAtATime(async () => {
    const components = await session.views(state.params()).catch(() => []);
    const [some] = components;
    if (titles.size === 0 && some) {
      const known = await session.request<TemplatesResult>(templatesRequest, { uri: some.uri }).catch(() => null);
      for (const { id, title } of known?.templates ?? []) titles.set(id, title);
    }
    tree.show(components);
    display.show(components);
    tellNews(components);
    matrix.refresh();
  });

  // Asked while the tree is drawn anew, the view would say that nothing is selected.
  let selected: readonly Element[] = [];
  const selecting = view.onDidChangeSelection(({ selection }) => {
    selected = selection;
  });
  /** The lines a command is about: those handed over, else the selection. */
  const chosen = (argument: unknown, all: unknown): readonly Chosen[] => {
    if (isChosen(argument)) return [argument];
    const elements =
      Array.isArray(all) && all.length > 0 ? (all as Element[]) : argument ? [argument as Element] : selected;
    return tree.itemsOf(elements);
  };
  const uriOf = async (argument: unknown): Promise<string | undefined> => {
    const given = (argument as Partial<Element> | undefined)?.uri ?? selected[0]?.uri;
    if (typeof given === 'string') return given;
    const components = tree.components();
    if (components.length < 2) return components[0]?.uri;
    const names = components.map(({ component, uri }) => ({
      label: component,
      description: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
      uri,
    }));
    return (await vscode.window.showQuickPick(names, { title: vscode.l10n.t('Which checklist?') }))?.uri;
  };
  const aboutItems = (name: string, run: (items: readonly Chosen[]) => Promise<void>) =>
    vscode.commands.registerCommand(`${viewId}.${name}`, async (argument?: unknown, all?: unknown) => {
      const items = chosen(argument, all);
      if (items.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Select an item in the Threat Checklist view first.'));
      } else await run(items);
    });
  const changing = (name: string, run: (items: readonly Chosen[]) => Promise<void>) =>
    aboutItems(name, async (items) => {
      if (!session.mayChange()) return;
      const [before, at] = [[...tree.items().keys()], selected[0]?.path];
      await run(items);
      // Where a filter hides now what was just decided, whoever works through the list goes on with the next.
      await refresh();
      const next = at === undefined || !view.visible ? undefined : nearest(before, at, tree.items());
      if (next && next.path !== at) await bringUp(next, { expand: false });
    });
  const aboutFile = (name: string, run: (uri: string) => Promise<void>) =>
    vscode.commands.registerCommand(`${viewId}.${name}`, async (argument?: unknown) => {
      const uri = await uriOf(argument);
      if (uri !== undefined) await run(uri);
    });
  const plain = (name: string, run: (argument: unknown, all: unknown) => unknown) =>
    vscode.commands.registerCommand(`${viewId}.${name}`, run);

  const details = async ([first]: readonly Chosen[]) => {
    const id = first?.ids[0];
    const item =
      first && id !== undefined
        ? await session.request<ChecklistItemResult>(checklistItem, { uri: first.uri, id })
        : null;
    return first && item ? { uri: vscode.Uri.parse(first.uri), item } : undefined;
  };

  const explain = async (items: readonly Chosen[]) => {
    const found = await details(items);
    if (found) await preview(found.item.id, found.item.explanation);
  };

  void refresh();
  return vscode.Disposable.from(
    view,
    selecting,
    matrix,
    display,
    client.onNotification(checklistChanged, () => void refresh()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(viewId)) void refresh();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void refresh()),
    showInChecklist(() => tree.components().length > 0),
    followCursor(view, finder),
    provideVirtual(),
    plain('create', (folder) => create(session, state, folder instanceof vscode.Uri ? folder : undefined)),
    changing('decide', (items) => decide(session, items)),
    changing('setRequired', (items) => decide(session, items, 'required')),
    changing('setRecommended', (items) => decide(session, items, 'recommended')),
    changing('setRejected', (items) => decide(session, items, 'rejected')),
    changing('setNotApplicable', (items) => decide(session, items, 'not-applicable')),
    changing('setOpenQuestion', (items) => decide(session, items, 'open-question')),
    changing('markDone', (items) => implement(session, items, 'done')),
    changing('markPartial', (items) => implement(session, items, 'partial')),
    changing('reopen', (items) => implement(session, items, 'none')),
    changing('acceptProposals', (items) => acceptProposals(session, items)),
    changing('addEvidence', (items) => addEvidence(session, items)),
    changing('confirm', (items) => confirm(session, items)),
    aboutItems('findings', (items) => revealFirst(items)),
    aboutItems('compareBoth', async (items) => {
      const found = await details(items);
      if (found?.item.conflict) await compareBoth(found.item.conflict);
    }),
    plain('startReview', (argument, all) =>
      startReview(session, state, argument === undefined ? undefined : chosen(argument, all)),
    ),
    aboutItems('openDecision', async (items) => {
      const found = await details(items);
      if (found) await openAt(found.uri, found.item.line ?? 0);
    }),
    aboutItems('explain', explain),
    aboutFile('openFile', (uri) => openAt(vscode.Uri.parse(uri), 0)),
    aboutFile('addOwnItem', (uri) => addOwnItem(session, uri)),
    aboutFile('updateCatalogue', update),
    aboutFile('report', (uri) => report(session, uri, state)),
    aboutFile('importCsv', (uri) => importCsv(session, uri)),
    aboutFile('compare', (uri) => compare(session, uri)),
    aboutFile('matrix', (uri) => matrix.open(uri)),
    plain('open', (uri, target) => openTarget(String(uri), target as ChecklistNode['target'])),
    plain('openReference', (element) => openReference(element as Element | undefined, explain)),
    plain('insertTemplate', (element) => insertTemplate((element as Element | undefined)?.node?.item)),
    plain('groupBy', () => state.chooseGrouping()),
    plain('filter', () => state.chooseFilter()),
    plain('clearFilter', () => state.setFilter({})),
    plain('toggleCore', () => state.toggleCore()),
    plain('toggleFollow', () => {
      const settings = vscode.workspace.getConfiguration(viewId);
      return settings.update('follow', !settings.get('follow', false), vscode.ConfigurationTarget.Global);
    }),
    plain('reveal', (argument) => reveal(argument)),
    plain('refresh', () => refresh()),
  );

  async function reveal(argument: unknown): Promise<void> {
    const { rule, file } = (argument ?? {}) as { rule?: unknown; file?: unknown };
    const find = () => finder.byRule(String(rule), typeof file === 'string' ? vscode.Uri.parse(file) : undefined);
    let element = await sought(find);
    if (!element && Object.keys(state.params().filter).length > 0) {
      state.setFilter({});
      element = await sought(find);
    }
    if (element) await bringUp(element);
    else
      void vscode.window.showInformationMessage(vscode.l10n.t('No checklist of this workspace has an item for this.'));
  }

  async function revealFirst([first]: readonly Chosen[]): Promise<void> {
    const id = first?.ids[0];
    const element = id === undefined ? undefined : await sought(async () => tree.findItem(id, first?.uri));
    if (element) await bringUp(element);
  }

  /** The editor drops what it is asked to show while it draws the tree anew; then it is asked again. */
  async function bringUp(element: Element, { expand } = { expand: true }): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      await view.reveal(element, { select: true, focus: true, expand });
      if (selected.some(({ path }) => path === element.path)) return;
    }
  }

  /** What is found in the tree, or in the newest one if need be. */
  async function sought(find: () => Promise<Element | undefined>): Promise<Element | undefined> {
    const known = await find();
    if (known) return known;
    await refresh();
    return find();
  }
}

/** Never runs twice at once; all who ask while it runs get the one run after it. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= last.then(() => {
      next = undefined;
      return run();
    });
    last = next;
    return next;
  };
}

function isChosen(argument: unknown): argument is Chosen {
  const { uri, ids } = (argument ?? {}) as Partial<Chosen>;
  return typeof uri === 'string' && Array.isArray(ids) && ids.every((id) => typeof id === 'string');
}
