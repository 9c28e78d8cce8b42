import type { ComponentView } from '@bulkhead/server/checklistProtocol';

/** A line of the tree as the server describes it. */
export type ChecklistNode = ComponentView['view']['nodes'][number];

/** A line with where it hangs. The editor knows it by identity, so what a newer answer says of it is taken over into it. */
export interface Element {
  readonly uri: string;
  /** Unique in the tree: an item may hang in several places. */
  readonly path: string;
  parent: Element | undefined;
  node: ChecklistNode | undefined;
  component: ComponentView;
  children: readonly Element[];
  /** All that the line itself is drawn from. */
  drawn: string;
}

/** The lines of a newer answer, as far as possible the known ones, and the uppermost that are to be drawn again. */
export function renew(
  known: readonly Element[],
  components: readonly ComponentView[],
): { elements: readonly Element[]; redrawn: Element[] | 'all' } {
  const fresh = rootsOf(components);
  if (!haveSamePaths(known, fresh)) return { elements: fresh, redrawn: 'all' };
  return { elements: known, redrawn: known.flatMap((element, i) => takeOver(element, fresh[i])) };
}

/** All items in the order in which they stand. */
export function itemsIn(elements: readonly Element[]): readonly Element[] {
  return elements.flatMap((element) => (element.node?.kind === 'item' ? [element] : itemsIn(element.children)));
}

/** Of lines that stood one after the other, the one to go on with: where somebody was, else the next that is left. */
export function nearest(before: readonly string[], at: string, now: ReadonlyMap<string, Element>): Element | undefined {
  const index = before.indexOf(at);
  const nearby = index < 0 ? [] : [...before.slice(index), ...before.slice(0, index).reverse()];
  const left = nearby.find((path) => now.has(path));
  return left === undefined ? undefined : now.get(left);
}

/** With one checklist its groups come first, with several a line for each. */
function rootsOf(components: readonly ComponentView[]): readonly Element[] {
  const [only, ...others] = components;
  if (only && others.length === 0) return only.view.nodes.map((node) => elementOf(only, node, undefined));
  return components.map((component) => {
    const { uri } = component;
    const drawn = JSON.stringify([component.component, component.view.counts]);
    const element: Element = { uri, path: uri, parent: undefined, node: undefined, component, children: [], drawn };
    element.children = component.view.nodes.map((node) => elementOf(component, node, element));
    return element;
  });
}

function elementOf(component: ComponentView, node: ChecklistNode, parent: Element | undefined): Element {
  const { uri, readOnly } = component;
  const { children = [], ...line } = node;
  const path = `${parent?.path ?? uri}/${node.id}`;
  const drawn = JSON.stringify([line, readOnly, children.length > 0]);
  const element: Element = { uri, path, parent, node, component, children: [], drawn };
  element.children = children.map((child) => elementOf(component, child, element));
  return element;
}

/** Makes a known line what it is now; gives the uppermost lines that have to be drawn again. */
function takeOver(known: Element, fresh: Element | undefined): Element[] {
  if (!fresh) return [];
  const stays = known.drawn === fresh.drawn;
  const { node, component, drawn } = fresh;
  Object.assign(known, { node, component, drawn });
  if (!haveSamePaths(known.children, fresh.children)) {
    for (const child of fresh.children) child.parent = known;
    known.children = fresh.children;
    return [known];
  }
  const below = known.children.flatMap((child, i) => takeOver(child, fresh.children[i]));
  return stays ? below : [known];
}

function haveSamePaths(some: readonly Element[], others: readonly Element[]): boolean {
  return some.length === others.length && some.every(({ path }, i) => path === others[i]?.path);
}
