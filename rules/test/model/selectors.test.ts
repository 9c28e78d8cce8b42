import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { covers, isEverywhere, readCidr } from '../../src/model/networkPolicy';
import { readObjects } from '../../src/model/object';
import {
  type Match,
  matches,
  readEquality,
  readLabels,
  readSelector,
  sameNamespace,
  selectsAll,
} from '../../src/model/selectors';
import { rootValue } from '../../src/model/value';
import { readYaml } from '../../src/parse/yaml';

function value(text: string) {
  const document = readYaml(text)[0];
  assert.ok(document);
  return rootValue(document);
}

const labels = (text: string) => readLabels(value(text));
const match = (selector: string, on: string): Match => matches(readSelector(value(selector)), labels(on));

test('matchLabels and matchExpressions must all hold', () => {
  const table: [string, string, Match][] = [
    ['matchLabels: { app: web }', 'app: web\ntier: front', 'yes'],
    ['matchLabels: { app: web, tier: back }', 'app: web\ntier: front', 'no'],
    ['matchLabels: { app: web }', '{}', 'no'],
    ['matchExpressions: [{ key: app, operator: In, values: [web, api] }]', 'app: api', 'yes'],
    ['matchExpressions: [{ key: app, operator: In, values: [web, api] }]', 'tier: api', 'no'],
    ['matchExpressions: [{ key: app, operator: NotIn, values: [web] }]', 'app: api', 'yes'],
    ['matchExpressions: [{ key: app, operator: NotIn, values: [web] }]', 'tier: web', 'yes'],
    ['matchExpressions: [{ key: app, operator: NotIn, values: [web] }]', 'app: web', 'no'],
    ['matchExpressions: [{ key: app, operator: Exists }]', 'app: ""', 'yes'],
    ['matchExpressions: [{ key: app, operator: Exists }]', 'tier: web', 'no'],
    ['matchExpressions: [{ key: app, operator: DoesNotExist }]', 'tier: web', 'yes'],
    ['matchExpressions: [{ key: app, operator: DoesNotExist }]', 'app: web', 'no'],
    ['matchLabels: { app: web }\nmatchExpressions: [{ key: tier, operator: Exists }]', 'app: web', 'no'],
  ];
  for (const [selector, on, wanted] of table) assert.equal(match(selector, on), wanted, `${selector} on ${on}`);
});

test('an empty selector picks everything, an absent one nothing', () => {
  assert.equal(match('{}', 'app: web'), 'yes');
  assert.equal(match('matchLabels: {}', '{}'), 'yes');
  assert.equal(match('null', 'app: web'), 'no');
  assert.ok(selectsAll(readSelector(value('{}'))));
  assert.ok(!selectsAll(readSelector(value('null'))));
});

test('holes keep the answer open, unless another requirement decides', () => {
  assert.equal(match('matchLabels: { app: "{{ .Values.app }}" }', 'app: web'), 'unknown');
  assert.equal(match('matchLabels: { app: web }', 'app: "{{ .Values.app }}"'), 'unknown');
  assert.equal(match('matchLabels: { app: web, tier: back }', 'app: "{{ .Values.app }}"\ntier: front'), 'no');
  assert.equal(match('matchExpressions: [{ key: app, operator: Exists }]', 'app: "{{ .Values.app }}"'), 'yes');
  assert.equal(match('matchExpressions: [{ key: app, operator: Near }]', 'app: web'), 'unknown');
  assert.equal(match('matchLabels: 1', 'app: web'), 'unknown');
  assert.equal(match('matchLabels: { app: web }', '"{{ .Values.key }}": x'), 'unknown');
});

test('a plain map of labels selects like matchLabels', () => {
  const keys = fc.constantFrom('a', 'b', 'c');
  const maps = fc.dictionary(keys, fc.constantFrom('x', 'y'), { noNullPrototype: true });
  fc.assert(
    fc.property(maps, maps, (wanted, has) => {
      const plain = matches(readEquality(value(JSON.stringify(wanted))), labels(JSON.stringify(has)));
      const long = match(JSON.stringify({ matchLabels: wanted }), JSON.stringify(has));
      const holds = Object.entries(wanted).every(([key, text]) => has[key] === text);
      assert.equal(plain, holds ? 'yes' : 'no');
      assert.equal(long, plain);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('namespaces are the same, different, or left open', () => {
  const object = (namespace: string) =>
    readObjects(readYaml(`apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n${namespace}`)[0] as never)[0] as never;
  assert.equal(sameNamespace(object('  namespace: a\n'), object('  namespace: a\n')), 'yes');
  assert.equal(sameNamespace(object('  namespace: a\n'), object('  namespace: b\n')), 'no');
  assert.equal(sameNamespace(object('  namespace: a\n'), object('')), 'unknown');
  assert.equal(sameNamespace(object('  namespace: "{{ x }}"\n'), object('  namespace: a\n')), 'unknown');
});

test('ranges of addresses contain each other as numbers do', () => {
  const inside = (outer: string, inner: string) => {
    const [a, b] = [readCidr(outer), readCidr(inner)];
    assert.ok(a && b, `${outer} ${inner}`);
    return covers(a, b);
  };
  assert.ok(inside('0.0.0.0/0', '169.254.169.254/32'));
  assert.ok(inside('169.254.0.0/16', '169.254.169.254/32'));
  assert.ok(inside('168.63.128.0/23', '168.63.129.16/32'));
  assert.ok(!inside('168.63.130.0/23', '168.63.129.16/32'));
  assert.ok(!inside('169.254.169.254/32', '169.254.0.0/16'));
  assert.ok(!inside('::/0', '10.0.0.0/8'));
  assert.ok(inside('fd00:ec2::/32', 'fd00:ec2::254/128'));
  assert.ok(isEverywhere(readCidr('::/0')));
  for (const wrong of ['10.0.0.0', '10.0.0/8', '10.0.0.0/33', '256.0.0.0/8', 'fd00::1::/8', 'x/8', 7, undefined]) {
    assert.equal(readCidr(wrong), undefined, String(wrong));
  }
});
