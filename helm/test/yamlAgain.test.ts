import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseYaml } from '../src/read/yaml';
import { parseYamlAgain } from '../src/read/yamlAgain';
import { seen } from './seenNode';

const values = [
  '# -- Values of the shop\n# by default\n\nimage:\n  tag: "1.4" # moves\n  pullSecrets: []\n\n# -- Who runs it\n',
  'securityContext: {}\n  # runAsNonRoot: true\n\nempty:\n# below what is empty\n\n',
  'env:\n- name: A\n  value: |\n    a\n\n    b\n\n- {name: B, value: "x:\n    y"}\n',
  "anchored: &here\n  a: !!str 1\nuses: *here\n'quoted': 'it''s'\nfolded: >-\n  a\n  b\n\n\nlast: on its\n  way",
].join('');

const put = fc.constantFrom(
  ...['x', '', '', '\n', ' ', '  ', ':', ': ', '- ', '#', '"', "'", '{', '[', '|+\n', '&a ', '*a', '? a\n', '!!int '],
  ...['---\n', '...\n', '\t', '\r', '%', 'a: 1\n', 'b:\n  - c\n', '\n# y\n', '<<: *here\n', '\ufeff'],
);
const edit = fc.record({ at: fc.nat(values.length + 20), remove: fc.constantFrom(0, 0, 1, 1, 2, 30), put });

test('what is read of one key again is what reading the whole text gives', () => {
  let again = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n'), (edits, lineEnd) => {
      let text = values.replaceAll('\n', lineEnd);
      let tree = parseYaml(text);
      for (const { at, remove, put } of edits) {
        const next = text.slice(0, at) + put + text.slice(at + remove);
        const whole = parseYaml(next);
        const part = parseYamlAgain({ text, tree }, next);
        if (part) {
          again++;
          assert.deepEqual(seen(part.root), seen(whole.root));
          assert.equal(whole.problem, undefined);
        }
        if (whole.problem) continue;
        [text, tree] = [next, part ?? whole];
      }
    }),
    { numRuns: 400, seed: 5 },
  );
  assert.ok(again > 150, `only ${again} were read in part`);
});

test('what lies before the edited key is the same object', () => {
  const text = 'a: {b: 1}\nc: 2\nd: 3\n';
  const tree = parseYaml(text);
  const [first] = seenItems(tree.root);
  const [again, , last] = seenItems(parseYamlAgain({ text, tree }, text.replace('2', '24'))?.root);
  assert.equal(again, first);
  assert.deepEqual(seen(last), seen(seenItems(parseYaml('a: {b: 1}\nc: 24\nd: 3\n').root)[2]));
});

function seenItems(node: unknown): readonly unknown[] {
  return (node as { readonly items: readonly unknown[] }).items;
}
