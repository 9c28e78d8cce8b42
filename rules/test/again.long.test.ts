import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEngine, rules } from '../src';
import { defaultContext } from '../src/context';
import type { Report } from '../src/report';
import type { Fix } from '../src/rule';

const pod = (name: string, container: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n${container}`;
const manifest = [
  `# bulkhead-ignore host-network: as agreed\n\n${pod('a', '    - name: a\n      image: a\n')}  hostNetwork: true\n`,
  pod('b', '    - name: b # first\n      image: b:1\n      securityContext: { privileged: true }\n'),
  'kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: n }\nspec: {}\n',
  `${pod('c', '    - name: c\n      image: c\n')}  hostPID: true # bulkhead-ignore host-pid: wanted\n`,
].join('---\n');

const offered = (fix: Fix | undefined) => fix && [fix.title, fix.safety, fix.edits];
const said = ({ findings, suppressed, notes }: Report) => ({
  findings: findings.map(({ rule, span, message, scope, fix }) => [rule, span, message, scope, offered(fix())]),
  suppressed: suppressed.map(({ finding, reason }) => [finding.rule, finding.span, reason]),
  notes,
});

const piece = fc.constantFrom('x', '\n', '---\n', '- ', 'privileged: false\n', '# bulkhead-ignore host-pid: x\n', '');
const edit = fc.record({ at: fc.nat(manifest.length), remove: fc.constantFrom(0, 0, 1, 3, 60), piece });

test('what is remembered of a text changes nothing that is said about the next', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), fc.constantFrom('kept', 'dropped'), (edits, syntax) => {
      const engine = createEngine({ syntax: syntax as 'kept' | 'dropped' });
      let text = manifest;
      for (const { at, remove, piece: put } of edits) {
        engine.check({ path: 'a.yaml', text, kind: 'kubernetes' }, defaultContext);
        text = text.slice(0, at) + put + text.slice(at + remove);
      }
      const file = { path: 'a.yaml', text, kind: 'kubernetes' as const };
      assert.deepEqual(said(engine.check(file, defaultContext)), said(createEngine().check(file, defaultContext)));
    }),
    { numRuns: 80, seed: 2 },
  );
});

const line = fc.constantFrom(
  'ENV A=http://a PIP_NO_CACHE_DIR=1\n',
  'ARG V=1\n',
  'FROM debian:13.1\n',
  'FROM alpine AS b\n',
  'FROM b\n',
  'USER app\n',
  'SHELL ["powershell"]\n',
  'COPY --from=b /a /b\n',
  'RUN apt-get install a && curl $A | sh\n',
  '# bulkhead-ignore full-upgrade-in-image: x\n',
  '# c\n',
  '\n',
  ' \\\n',
  ' pip install a',
);
const change = fc.record({ at: fc.nat(2000), remove: fc.constantFrom(0, 0, 0, 1, 30), line, atLine: fc.boolean() });
const dockerfiles = rules
  .filter(({ subject }) => subject === 'instruction' || subject === 'stage' || subject === 'dockerfile')
  .flatMap(({ examples, accepts }) => [
    ...examples.map(({ bad }) => bad.replace(/[«»]/g, '')),
    ...accepts.map((one) => (typeof one === 'string' ? one : one.text)),
  ]);

test('nor what is remembered of a Dockerfile', () => {
  const everything = { ...defaultContext, profile: 'all' as const };
  fc.assert(
    fc.property(
      fc.constantFrom(...dockerfiles),
      fc.constantFrom('', ...dockerfiles),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (one, other, changes) => {
        const engine = createEngine();
        let text = one + other;
        for (const { at, remove, line: put, atLine } of changes) {
          engine.check({ path: 'Dockerfile', text }, everything);
          const place = atLine ? text.indexOf('\n', at % text.length) + 1 : at % text.length;
          text = text.slice(0, place) + put + text.slice(place + remove);
        }
        const file = { path: 'Dockerfile', text };
        assert.deepEqual(said(engine.check(file, everything)), said(createEngine().check(file, everything)));
      },
    ),
    { numRuns: 300, seed: 3 },
  );
});
