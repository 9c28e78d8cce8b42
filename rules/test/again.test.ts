import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEngine } from '../src';
import { defaultContext } from '../src/context';
import type { Report } from '../src/report';

const pod = (name: string, container: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n${container}`;
const manifest = [
  `# bulkhead-ignore host-network: as agreed\n\n${pod('a', '    - name: a\n      image: a\n')}  hostNetwork: true\n`,
  pod('b', '    - name: b # first\n      image: b:1\n      securityContext: { privileged: true }\n'),
  'kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: n }\nspec: {}\n',
  `${pod('c', '    - name: c\n      image: c\n')}  hostPID: true # bulkhead-ignore host-pid: wanted\n`,
].join('---\n');

const said = ({ findings, suppressed, notes }: Report) => ({
  findings: findings.map((finding) => [finding.rule, finding.span, finding.message, finding.scope, finding.fix()]),
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
    { numRuns: 150, seed: 2 },
  );
});
