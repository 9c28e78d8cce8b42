import type { ComponentView } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import { type ChecklistNode, type Element, itemsIn, renew } from './elements';

/** The tree, and the ways to find something in it. */
export interface ChecklistTree extends vscode.TreeDataProvider<Element> {
  readonly show: (components: readonly ComponentView[]) => void;
  readonly components: () => readonly ComponentView[];
  /** The first line of an item, in the checklist with this address or in any. */
  readonly findItem: (id: string, uri?: string) => Element | undefined;
  /** The checklist whose component a file belongs to: the nearest one above it. */
  readonly checklistOf: (file: vscode.Uri) => string | undefined;
  /** All items as they stand, by their paths. */
  readonly items: () => ReadonlyMap<string, Element>;
  /** All items at or below some lines, each once. */
  readonly itemsOf: (
    elements: readonly Element[],
  ) => readonly { readonly uri: string; readonly ids: readonly string[] }[];
}

const colours: Readonly<Record<string, string>> = {
  error: 'list.errorForeground',
  warning: 'list.warningForeground',
  issues: 'list.warningForeground',
  history: 'list.warningForeground',
  'git-merge': 'list.errorForeground',
};

/** Draws what the server sends; decides nothing. Templates are shown by their titles, as far as those are known. */
export function createTree(titleOf: (template: string) => string | undefined): ChecklistTree {
  const changed = new vscode.EventEmitter<Element[] | undefined>();
  let shown: readonly ComponentView[] = [];
  let roots: readonly Element[] = [];

  const titled = (node: ChecklistNode): ChecklistNode => {
    const { kind, item = '', label, spoken } = node;
    const title = kind === 'template' ? titleOf(item) : undefined;
    return title === undefined
      ? node
      : { ...node, label: label.replace(item, title), spoken: spoken.replace(item, title) };
  };

  return {
    onDidChangeTreeData: changed.event,
    show(components) {
      shown = components;
      // Lines that stay as they are must stay where they are: somebody may be about to click on one.
      const { elements, redrawn } = renew(roots, components);
      roots = elements;
      if (redrawn === 'all') changed.fire(undefined);
      else if (redrawn.length > 0) changed.fire(redrawn);
    },
    components: () => shown,
    getChildren: (element) => [...(element ? element.children : roots)],
    getParent: (element) => element.parent,
    getTreeItem: (element) => (element.node ? nodeItem(element, titled(element.node)) : componentItem(element)),
    findItem: (id, uri) =>
      search(
        roots,
        (each) => each.node?.item === id && each.node.kind === 'item' && (uri === undefined || each.uri === uri),
      ),
    items: () => new Map(itemsIn(roots).map((element) => [element.path, element])),
    checklistOf(file) {
      const above = shown.filter(({ uri }) => file.toString().startsWith(uri.slice(0, uri.lastIndexOf('/') + 1)));
      return above.sort((a, b) => b.uri.length - a.uri.length)[0]?.uri;
    },
    itemsOf(chosen) {
      const found = new Map<string, Set<string>>();
      const collect = ({ uri, node, children }: Element) => {
        if (node?.kind === 'item' && node.item !== undefined) {
          found.set(uri, (found.get(uri) ?? new Set()).add(node.item));
        } else children.forEach(collect);
      };
      for (const element of chosen)
        collect(element.node && !element.node.children && element.parent ? element.parent : element);
      return [...found].map(([uri, ids]) => ({ uri, ids: [...ids] }));
    },
  };
}

function componentItem({ component, uri }: Element): vscode.TreeItem {
  const { counts } = component.view;
  const item = new vscode.TreeItem(component.component || uri, vscode.TreeItemCollapsibleState.Expanded);
  item.id = uri;
  item.description = vscode.l10n.t('{0}/{1} decided', counts.decided, counts.total);
  item.iconPath = new vscode.ThemeIcon('checklist');
  item.contextValue = 'component';
  item.resourceUri = vscode.Uri.parse(uri);
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}. {1} of {2} items decided.', component.component, counts.decided, counts.total),
  };
  return item;
}

/** What can be done where nothing may be changed. */
const looking = new Set(['open', 'openDecision', 'openReference', 'explain', 'compareBoth']);

function nodeItem(element: Element, node: ChecklistNode): vscode.TreeItem {
  const { uri, path, component } = element;
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(node.label, node.children?.length ? Collapsed : None);
  item.id = path;
  item.iconPath = iconOf(node);
  const can = component.readOnly === undefined ? node.can : node.can.filter((each) => looking.has(each));
  item.contextValue = [node.kind, ...can].join(' ');
  item.accessibilityInformation = { label: node.spoken };
  if (node.description !== undefined) item.description = node.description;
  item.tooltip = node.tooltip === undefined ? node.spoken : new vscode.MarkdownString(node.tooltip);
  // Only lines that stand for a place open it, as files do; a click on an item decides nothing.
  if (node.can.includes('open') && node.target) {
    item.command = { command: 'bulkhead.checklist.open', title: '', arguments: [uri, node.target] };
  } else if (node.can.includes('openReference')) {
    item.command = { command: 'bulkhead.checklist.openReference', title: '', arguments: [element] };
  }
  return item;
}

function iconOf(node: ChecklistNode): vscode.ThemeIcon {
  const colour = colours[node.icon];
  return colour === undefined
    ? new vscode.ThemeIcon(node.icon)
    : new vscode.ThemeIcon(node.icon, new vscode.ThemeColor(colour));
}

function search(elements: readonly Element[], wanted: (element: Element) => boolean): Element | undefined {
  for (const element of elements) {
    if (wanted(element)) return element;
    const found = element.node?.kind === 'item' ? undefined : search(element.children, wanted);
    if (found) return found;
  }
  return undefined;
}
