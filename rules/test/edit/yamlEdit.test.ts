import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { appendItem, type Data, setValue } from '../../src/edit/yamlEdit';
import { removeItem, removeKey } from '../../src/edit/yamlRemove';
import { at, items, rootValue, toData, type Value } from '../../src/model/value';
import { readYaml } from '../../src/parse/yaml';
import { applyEdits } from '../../src/text/edits';
import { fileStyles, type Tree, tapes, trees, write } from './randomYaml';

const wanted: fc.Arbitrary<Data> = fc.oneof(
  fc.constantFrom<Data>(false, true, 1000, 'RuntimeDefault', 'true', '1', ''),
  fc.constantFrom<Data>({ type: 'RuntimeDefault' }, { drop: ['ALL'] }, [{ name: 'tmp', emptyDir: {} }], ['ALL'], {}),
);

const steps = ['name', 'spec', 'labels', 'ports', 'securityContext', 'limits', 'copy', 0, 1] as const;
const paths = fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 3 });

function read(text: string): Value {
  const document = readYaml(text)[0];
  assert.ok(document);
  assert.deepEqual(document.problems, [], text);
  return rootValue(document);
}

/** The data with one place changed; undefined where the path leads through something else. */
function changed(tree: Tree | undefined, path: readonly (string | number)[], data: Data): Tree | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return data as Tree;
  const here = tree ?? (typeof step === 'string' ? {} : []);
  if (Array.isArray(here)) {
    if (typeof step !== 'number' || step >= here.length) return undefined;
    const inner = changed(here[step], rest, data);
    return inner === undefined ? undefined : here.map((item, i) => (i === step ? inner : item));
  }
  if (typeof here !== 'object' || typeof step !== 'string') return undefined;
  const inner = changed(here[step], rest, data);
  return inner === undefined ? undefined : { ...here, [step]: inner };
}

/** The data without one place; undefined where nothing stands there. */
function without(tree: Tree | undefined, path: readonly (string | number)[]): Tree | undefined {
  const [step, ...rest] = path;
  if (tree === null || typeof tree !== 'object' || step === undefined || !(step in tree)) return undefined;
  const copy: { [key: string | number]: Tree } | Tree[] = Array.isArray(tree) ? [...tree] : { ...tree };
  const place = copy as { [key: string | number]: Tree };
  if (rest.length > 0) {
    const inner = without(place[step], rest);
    if (inner === undefined) return undefined;
    place[step] = inner;
  } else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete place[step];
  return copy as Tree;
}

/** A list that has lost its last item stands as a key without a value, which Kubernetes reads the same. */
function nulled(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.length === 0 ? null : tree.map(nulled);
  if (tree === null || typeof tree !== 'object') return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, nulled(value)]));
}

const comments = (text: string) => (text.match(/# (note|line) \d+/g) ?? []).sort();

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(trees, fileStyles, tapes, (tree, style, tape) => {
      const { copy: _, ...data } = toData(read(write(tree, style, tape))) as { [key: string]: Tree };
      assert.deepEqual(data, tree);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('setValue makes the value readable and leaves the rest as it was', () => {
  let made = 0;
  let tried = 0;
  fc.assert(
    fc.property(trees, fileStyles, tapes, paths, wanted, (tree, style, tape, path, data) => {
      const text = write(tree, style, tape);
      const root = read(text);
      const expected = changed(toData(root) as Tree, path, data);
      const change = setValue(at(root, ...path), data);
      if (expected !== undefined) tried++;
      if (!change) return;
      const after = applyEdits(text, change.edits);
      const result = read(after);
      assert.deepEqual(toData(at(result, ...path)), data, after);
      assert.deepEqual(comments(after), comments(text), after);
      assert.equal(
        /(^|[^\r])\n/.test(after),
        /(^|[^\r])\n/.test(text) || (!/\n/.test(text) && /\n/.test(after)),
        after,
      );
      assert.equal(/[\r\n]$/.test(after), /[\r\n]$/.test(text), after);
      if (!change.shared) assert.deepEqual(toData(result), expected, after);
      const again = setValue(at(result, ...path), data);
      if (again) assert.equal(applyEdits(after, again.edits), after);
      made++;
    }),
    { seed: 11, numRuns: 1000 },
  );
  assert.ok(made > tried / 2, `only ${made} of ${tried} places could be edited`);
});

test('removeKey and removeItem take out one place and leave the rest and every comment', () => {
  let made = 0;
  fc.assert(
    fc.property(trees, fileStyles, tapes, paths, (tree, style, tape, path) => {
      const text = write(tree, style, tape);
      const root = read(text);
      const expected = without(toData(root) as Tree, path);
      const target = at(root, ...path);
      const change = typeof path.at(-1) === 'number' ? removeItem(target) : removeKey(target);
      if (!change) return;
      const after = applyEdits(text, change.edits);
      assert.deepEqual(comments(after), comments(text), after);
      if (!change.shared) assert.deepEqual(nulled(toData(read(after))), nulled(expected), `${text}\n=====\n${after}`);
      made++;
    }),
    { seed: 13, numRuns: 1000 },
  );
  assert.ok(made > 20, `only ${made} places could be removed`);
});

test('appendItem adds one item and leaves the rest as it was', () => {
  let made = 0;
  fc.assert(
    fc.property(trees, fileStyles, tapes, paths, wanted, (tree, style, tape, path, data) => {
      const text = write(tree, style, tape);
      const target = at(read(text), ...path);
      const before = items(target).map((item) => toData(item));
      const change = appendItem(target, data);
      if (!change) return;
      const after = applyEdits(text, change.edits);
      const now = items(at(read(after), ...path)).map((item) => toData(item));
      assert.deepEqual(comments(after), comments(text), after);
      const places = now
        .map((_, i) => now.filter((__, j) => j !== i))
        .filter((rest, i) => isSame(now[i], data) && isSame(rest, before));
      assert.ok(places.length > 0, `${text}\n=====\n${after}`);
      made++;
    }),
    { seed: 17, numRuns: 1000 },
  );
  assert.ok(made > 100, `only ${made} lists could be added to`);
});

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

test('braces are written as those around them', () => {
  const fixed = (text: string) => {
    const change = setValue(at(read(text), 'a', 'b'), { drop: ['ALL'] });
    assert.ok(change, text);
    return applyEdits(text, change.edits);
  };
  assert.equal(fixed('a: {x: 1}\n'), 'a: {x: 1, b: {drop: [ALL]}}\n');
  assert.equal(fixed('a: { x: 1 }\n'), 'a: { x: 1, b: { drop: [ALL] } }\n');
  assert.equal(fixed('{"a": {"x": 1}}\n'), '{"a": {"x": 1, "b": {"drop": ["ALL"]}}}\n');
});

test('JSON without blanks stays without them', () => {
  const text = '{"spec":{"list":["a"],"empty":{}}}';
  const edited = (change: ReturnType<typeof setValue>) => applyEdits(text, change?.edits ?? []);
  const spec = at(read(text), 'spec');
  assert.equal(
    edited(setValue(at(spec, 'drop'), { a: ['ALL', 1], b: true })),
    '{"spec":{"list":["a"],"empty":{},"drop":{"a":["ALL",1],"b":true}}}',
  );
  assert.equal(
    edited(appendItem(at(spec, 'list'), { b: 'c', d: 1 })),
    '{"spec":{"list":["a",{"b":"c","d":1}],"empty":{}}}',
  );
  assert.equal(edited(setValue(at(spec, 'empty', 'x'), 'y')), '{"spec":{"list":["a"],"empty":{"x":"y"}}}');
});

test('a field of an object goes below its metadata', () => {
  const fixed = (text: string) => applyEdits(text, setValue(at(read(text), 'kept'), true)?.edits ?? []);
  const head = 'apiVersion: v1\nkind: Secret\n';
  assert.equal(
    fixed(`${head}metadata:\n  name: a\n\ndata: {}\n`),
    `${head}metadata:\n  name: a\nkept: true\n\ndata: {}\n`,
  );
  assert.equal(fixed(`${head}metadata: { name: a }`), `${head}metadata: { name: a }\nkept: true`);
  assert.equal(
    fixed(`${head}metadata:\r\n  name: a # who\r\n`.replace(/\r?\n/g, '\r\n')),
    `${head}metadata:\n  name: a # who\nkept: true\n`.replace(/\n/g, '\r\n'),
  );
  // What the comment speaks of is not known, so nothing comes between.
  assert.equal(
    fixed(`${head}metadata:\n  name: a\n  # labels: {}\ndata: {}\n`),
    'apiVersion: v1\nkept: true\nkind: Secret\nmetadata:\n  name: a\n  # labels: {}\ndata: {}\n',
  );
});

test('a field of a container goes below its image and what stands with it', () => {
  const added = (text: string) => {
    const change = setValue(at(items(at(read(text), 'containers'))[0] as Value, 'stdin'), true);
    return change && applyEdits(text, change.edits);
  };
  const list = (...lines: readonly string[]) => `containers:\n  - ${lines.join('\n    ')}\n`;
  assert.equal(
    added(list('name: a', 'image: b # why', 'args: [c]')),
    list('name: a', 'image: b # why', 'stdin: true', 'args: [c]'),
  );
  assert.equal(
    added(list('image: b', '# always', 'imagePullPolicy: Always', 'name: a', '# more', 'tty: true')),
    list('image: b', '# always', 'imagePullPolicy: Always', 'name: a', 'stdin: true', '# more', 'tty: true'),
  );
  assert.equal(
    added(list('name: a', 'args: [c]', 'image: b', 'ports: []')),
    list('name: a', 'args: [c]', 'image: b', 'stdin: true', 'ports: []'),
  );
  assert.equal(
    added(list('name: a', 'image: >-', '  b', 'ports: []')),
    list('name: a', 'stdin: true', 'image: >-', '  b', 'ports: []'),
  );
});
