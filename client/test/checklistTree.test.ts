import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComponentView } from '@bulkhead/server/checklistProtocol';
import { type ChecklistNode, type Element, itemsIn, nearest, renew } from '../src/checklist/elements';

const item = (id: string, description: string, below: readonly ChecklistNode[] = []): ChecklistNode => ({
  ...{ id, kind: 'item', label: id, description, icon: 'pass', spoken: id, item: id, can: [] },
  children: below,
});
const file = (id: string): ChecklistNode => ({ id, kind: 'file', label: id, icon: 'info', spoken: id, can: ['open'] });
const group = (id: string, ...children: ChecklistNode[]): ChecklistNode => ({
  ...{ id, kind: 'group', label: id, icon: 'list-unordered', spoken: id, can: [] },
  children,
});
const component = (uri: string, ...nodes: ChecklistNode[]): ComponentView => {
  const counts = { total: 2, decided: 0 } as ComponentView['view']['counts'];
  const view = { nodes, counts, shown: 2, badge: 0, message: '', progress: '' };
  return { uri, component: uri, profile: 'standard', problems: 0, busy: false, outdated: false, view };
};

/** The paths that are drawn again when one answer follows another, and the lines after it. */
function between(before: readonly ComponentView[], after: readonly ComponentView[]) {
  const { elements: known } = renew([], before);
  const all = (elements: readonly Element[]): Element[] => elements.flatMap((each) => [each, ...all(each.children)]);
  const editorKnows = new Map(all(known).map((element) => [element.path, element]));
  const { elements, redrawn } = renew(known, after);
  for (const element of all(elements)) assert.equal(element.parent?.children.includes(element) ?? true, true);
  return { elements, editorKnows, redrawn: redrawn === 'all' ? redrawn : redrawn.map(({ path }) => path) };
}

test('nothing is drawn again that says the same', () => {
  const make = () => [component('a', group('g', item('x', 'undecided'), item('y', 'undecided')))];
  assert.deepEqual(between(make(), make()).redrawn, []);
});

test('a line that says something else is drawn again alone, and the editor still knows it', () => {
  const before = [component('a', group('g', item('x', 'undecided'), item('y', 'undecided', [file('f')])))];
  const after = [component('a', group('g', item('x', 'required'), item('y', 'undecided', [file('f')])))];
  const { elements, editorKnows, redrawn } = between(before, after);
  assert.deepEqual(redrawn, ['a/g/x']);
  const [x] = elements[0]?.children ?? [];
  assert.equal(x, editorKnows.get('a/g/x'));
  assert.equal(x?.node?.description, 'required');
});

test('a line is drawn again with what hangs below it now', () => {
  const before = [component('a', group('g', item('x', 'undecided'), item('y', 'undecided', [file('f')])))];
  const after = [component('a', group('g', item('x', 'undecided', [file('e')]), item('y', 'undecided', [])))];
  const { elements, redrawn } = between(before, after);
  assert.deepEqual(redrawn, ['a/g/x', 'a/g/y']);
  assert.deepEqual(
    elements[0]?.children.map(({ children }) => children.map(({ path }) => path)),
    [['a/g/x/e'], []],
  );
});

test('a filter changes what hangs below a group, another grouping everything', () => {
  const before = [component('a', group('g', item('x', ''), item('y', '')), group('h', item('z', '')))];
  assert.deepEqual(between(before, [component('a', group('g', item('x', '')), group('h', item('z', '')))]).redrawn, [
    'a/g',
  ]);
  assert.equal(between(before, [component('a', group('other', item('x', '')))]).redrawn, 'all');
  assert.equal(between(before, [...before, component('b')]).redrawn, 'all');
});

test('who works through a list goes on with the next line that is left, and at the end with the one before', () => {
  const of = (...ids: string[]) => {
    const lines = ids.map((id) => item(id, ''));
    const { elements } = renew([], [component('a', group('g', ...lines))]);
    return new Map(itemsIn(elements).map((element) => [element.path, element]));
  };
  const before = [...of('x', 'y', 'z').keys()];
  const goesOn = (at: string, ...left: string[]) => nearest(before, `a/g/${at}`, of(...left))?.path;
  assert.equal(goesOn('y', 'x', 'y', 'z'), 'a/g/y', 'where somebody was');
  assert.equal(goesOn('y', 'x', 'z'), 'a/g/z', 'the next');
  assert.equal(goesOn('z', 'x', 'y'), 'a/g/y', 'the one before');
  assert.equal(goesOn('x', 'z'), 'a/g/z');
  assert.equal(goesOn('x'), undefined, 'nothing is left');
  assert.equal(goesOn('other', 'x'), undefined, 'somebody was elsewhere');
});

test('what may no longer be changed is drawn again', () => {
  const before = [component('a', group('g', item('x', '')))];
  const after = before.map((each) => ({ ...each, readOnly: 'newer' }));
  assert.deepEqual(between(before, after).redrawn, ['a/g']);
});
