import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rootValue, toData } from '../../src/model/value';
import { readYaml, splitDocuments, type YamlCache, type YamlDocument } from '../../src/parse/yaml';
import { fileStyles, tapes, trees, write } from '../edit/randomYaml';

const documents = fc.tuple(trees, fileStyles, tapes).map(([tree, style, tape]) => {
  const text = write(tree, { ...style, finalBreak: true }, tape);
  return `${text}note: |${style.crlf ? '\r\n' : '\n'}  --- not a marker${style.crlf ? '\r\n' : '\n'}`;
});
const markers = fc.constantFrom('---\n', '--- # next\n', '...\n---\n', '---\r\n', '...\n# between\n---\n');
const streams = fc.array(fc.tuple(documents, markers), { minLength: 1, maxLength: 5 });

const seen = (document: YamlDocument) => ({
  start: document.start,
  text: document.text,
  data: toData(rootValue(document)),
  problems: document.problems,
});

test('a stream is cut into the documents it was joined from', () => {
  fc.assert(
    fc.property(streams, (parts) => {
      const text = parts.map(([document], i) => (i === 0 ? document : `${parts[i - 1]?.[1]}${document}`)).join('');
      const slices = splitDocuments(text);
      assert.equal(slices.length, parts.length);
      assert.equal(slices.map((slice) => text.slice(slice.start, slice.end)).join(''), text);
      const alone = parts.map(([document]) => toData(rootValue(readYaml(document)[0] as YamlDocument)));
      assert.deepEqual(
        readYaml(text).map((document) => toData(rootValue(document))),
        alone,
      );
    }),
    { seed: 3, numRuns: 200 },
  );
});

const edits = fc.array(
  fc.record({
    at: fc.nat(400),
    remove: fc.nat(12),
    insert: fc.constantFrom(
      '',
      'x',
      '\n',
      '---\n',
      '\n---\n',
      ': ',
      '# ',
      '  a: 1\n',
      '...\n',
      '"',
      '{',
      '- ',
      '\r\n',
      '%YAML 1.2\n',
    ),
  }),
  { minLength: 1, maxLength: 8 },
);

test('after every edit the remembered documents are those of a fresh reading', () => {
  fc.assert(
    fc.property(streams, edits, (parts, changes) => {
      const cache: YamlCache = new Map();
      let text = parts.map(([document, marker]) => document + marker).join('');
      readYaml(text, cache);
      for (const { at, remove, insert } of changes) {
        const from = Math.min(at, text.length);
        text = text.slice(0, from) + insert + text.slice(from + remove);
        assert.deepEqual(readYaml(text, cache).map(seen), readYaml(text).map(seen));
      }
    }),
    { seed: 5, numRuns: 150 },
  );
});

test('no text makes it throw, and the slices are always the whole text', () => {
  const crumbs = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '-',
    '---',
    '...',
    '{',
    '}',
    '[',
    ']',
    ',',
    '#',
    '&x',
    '*x',
    '"',
    "'",
    '|',
    '>',
    '\t',
    '\r\n',
    '%',
    '!',
    '?',
    '<<',
    '\uFEFF',
    '\0',
    '\u2028',
    '🔒',
  );
  fc.assert(
    fc.property(fc.array(crumbs, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      assert.equal(
        readYaml(text)
          .map((document) => document.text)
          .join(''),
        text,
      );
      for (const document of readYaml(text)) toData(rootValue(document));
    }),
    { seed: 9, numRuns: 1500 },
  );
});

test('of a type definition only what a rule looks at is read', () => {
  const crd = (version: string, spec: string) =>
    `apiVersion: apiextensions.k8s.io/${version}\nkind: CustomResourceDefinition\nmetadata:\n  name: a\n${spec}`;
  const rootOf = (text: string) => readYaml(text)[0]?.root?.toJSON();
  assert.equal(rootOf(crd('v1', 'spec: {}\n')), undefined);
  assert.deepEqual(Object.keys(rootOf(crd('v1beta1', 'spec:\n  group: [unclosed\n'))), [
    'apiVersion',
    'kind',
    'metadata',
  ]);
  assert.ok('spec' in rootOf(`spec: {}\n${crd('v1beta1', '')}`));
});

test('lines that end with CR alone are refused in one sentence', () => {
  const text = 'apiVersion: v1\rkind: Pod\rspec:\r  hostPID: true\r';
  const [document, ...others] = readYaml(text);
  assert.deepEqual(others, []);
  assert.match(document?.problems.map((problem) => problem.message).join() ?? '', /^[^,]*lines end with CR alone/);
  assert.deepEqual(readYaml('kind: Pod\r')[0]?.problems, []);
});
