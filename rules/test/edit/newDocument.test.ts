import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDocuments } from '../../src/edit/newDocument';
import { setValue } from '../../src/edit/yamlEdit';
import { at, rootValue, toData } from '../../src/model/value';
import { readYaml, type YamlDocument } from '../../src/parse/yaml';
import { applyEdits, compatible } from '../../src/text/edits';
import { fileStyles, tapes, trees, write } from './randomYaml';

const added = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'web' },
  automountServiceAccountToken: false,
};

const data = (document: YamlDocument) => toData(rootValue(document));

test('a new document follows its neighbour and changes nothing else', () => {
  const endings = fc.constantFrom('', '...\n', '# the end\n');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(trees, fileStyles, tapes, endings), { minLength: 1, maxLength: 3 }),
      fc.nat(2),
      (parts, nth) => {
        const texts = parts.map(([tree, style, tape, end], i) => {
          const isLast = i === parts.length - 1;
          return (
            write(tree, { ...style, crlf: false, finalBreak: !isLast || end !== '' || style.finalBreak }, tape) + end
          );
        });
        const text = texts.join('---\n');
        const documents = readYaml(text);
        const index = nth % documents.length;
        const document = documents[index] as YamlDocument;
        const change = addDocuments(document, [added]);
        if (!change) return;
        const after = applyEdits(text, change.edits);
        const now = readYaml(after);
        assert.deepEqual(
          now.flatMap((one) => one.problems),
          [],
        );
        const wanted = documents.map(data);
        wanted.splice(index + 1, 0, added);
        assert.deepEqual(now.map(data), wanted, after);
        assert.equal(/\n$/.test(after), /\n$/.test(text));
      },
    ),
    { seed: 21, numRuns: 500 },
  );
});

test('line endings are kept', () => {
  const text = 'kind: Pod\r\nmetadata:\r\n  name: web\r\n';
  const change = addDocuments(readYaml(text)[0] as YamlDocument, [added]);
  assert.ok(change);
  const after = applyEdits(text, change.edits);
  assert.doesNotMatch(after, /[^\r]\n/);
  assert.ok(after.endsWith('automountServiceAccountToken: false\r\n'));
});

test('a last key and a new document never go in at once', () => {
  const text = 'kind: Pod\nmetadata:\n  name: web\n';
  const document = readYaml(text)[0] as YamlDocument;
  const key = setValue(at(rootValue(document), 'metadata', 'namespace'), 'shop');
  const next = addDocuments(document, [added]);
  assert.ok(key && next);
  assert.equal(key.edits[0]?.span.start, next.edits[0]?.span.start);
  assert.ok(!key.edits.some((a) => next.edits.some((b) => compatible(a, b))));
});

test('JSON holds one object: nothing is added', () => {
  assert.equal(addDocuments(readYaml('{"kind": "Pod"}\n')[0] as YamlDocument, [added]), undefined);
});
