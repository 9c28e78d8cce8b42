import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../../src/catalog';
import {
  acceptProposals,
  addOwnItem,
  confirm,
  decide,
  implement,
  reasonNeeded,
  startReview,
} from '../../src/checklist/actions';
import { compareChecklists } from '../../src/checklist/compare';
import { isOlder, isOutdated, updateChecklist } from '../../src/checklist/create';
import { needsAttention } from '../../src/checklist/filter';
import { groupings } from '../../src/checklist/group';
import { viewOf } from '../../src/checklist/nodes';
import { statePhrase, stateSentence } from '../../src/checklist/phrases';
import { readChecklist } from '../../src/checklist/read';
import { openSeal } from '../../src/checklist/seal';
import { block, edited, evidenceOf, finding, fresh, stateOf, statesOf, surroundings } from './world';

const zoe = { by: 'zoe', date: '2026-11-21' };
const ran = { files: ['k8s/deploy.yaml'] };

test('an automatic item has every verdict', () => {
  const verdict = (part: Parameters<typeof evidenceOf>[0]) =>
    stateOf('memory-limits', fresh, surroundings({ evidence: evidenceOf(part) })).evidence.verdict;
  const rule = 'memory-limit-missing';
  assert.equal(verdict({}), 'no-subject');
  assert.equal(verdict({ [rule]: ran }), 'supported');
  assert.equal(verdict({ [rule]: { ...ran, unresolved: ['chart/values.yaml'] } }), 'unresolved');
  assert.equal(verdict({ [rule]: { ...ran, suppressed: [{ ...finding(rule), reason: 'batch' }] } }), 'suppressed');
  assert.equal(verdict({ [rule]: { ...ran, findings: [finding(rule)] } }), 'refuted');
});

test('a rule of another item refutes, but its silence proves nothing', () => {
  const other = 'namespace-without-limit-range';
  const silent = surroundings({ evidence: evidenceOf({ [other]: ran }) });
  assert.equal(stateOf('memory-limits', fresh, silent).evidence.verdict, 'no-subject');
  const loud = surroundings({ evidence: evidenceOf({ [other]: { ...ran, findings: [finding(other)] } }) });
  assert.equal(stateOf('memory-limits', fresh, loud).evidence.verdict, 'refuted');
});

test('a mixed item is refuted by a finding and never supported by silence', () => {
  const rule = 'network-policy-allows-all-egress';
  const silent = surroundings({ evidence: evidenceOf({ [rule]: ran }) });
  assert.equal(stateOf('egress-restricted', fresh, silent).evidence.verdict, 'manual');
  const loud = surroundings({ evidence: evidenceOf({ [rule]: { ...ran, findings: [finding(rule)] } }) });
  assert.equal(stateOf('egress-restricted', fresh, loud).evidence.verdict, 'refuted');
  assert.equal(stateOf('design-review-early', fresh).evidence.verdict, 'manual');
});

test('done but refuted is said in a phrase and in a sentence, and the decision stays', () => {
  const rule = 'memory-limit-missing';
  const around = surroundings({ evidence: evidenceOf({ [rule]: { ...ran, findings: [finding(rule)] } }) });
  const text = edited(fresh, implement(stateOf('memory-limits', fresh, around), 'done', zoe, around));
  const state = stateOf('memory-limits', text, around);
  assert.equal(statePhrase(state), 'required - done - refuted by 1 finding');
  assert.equal(
    stateSentence(state),
    "Runtime. A container that eats the node's memory. Required, done, refuted by 1 finding.",
  );
  assert.ok(needsAttention(state));
  assert.equal(state.decision, 'required');
});

test('a sign-off goes stale by value, not by comment, and is confirmed again', () => {
  const world = (deploy: string, today = '2026-11-21') =>
    surroundings({
      evidence: evidenceOf({ 'memory-limit-missing': ran }),
      files: { 'k8s/deploy.yaml': deploy },
      today,
    });
  const before = world('kind: Pod\nmemory: 1\n');
  const text = edited(fresh, implement(stateOf('memory-limits', fresh, before), 'done', zoe, before));
  assert.deepEqual(stateOf('memory-limits', text, before).stale, []);
  assert.deepEqual(stateOf('memory-limits', text, world('kind: Pod # c\r\n\r\nmemory: 1\r\n')).stale, []);
  const after = world('kind: Pod\nmemory: 2\n');
  const stale = stateOf('memory-limits', text, after);
  assert.deepEqual(stale.stale, ['files-changed']);
  assert.match(statePhrase(stale), /stale: watched files changed$/);
  assert.equal(stateOf('change-reassessment', text, after).evidence.verdict, 'refuted');
  const confirmed = edited(text, confirm(stale, { by: 'kim', date: '2026-11-30' }, after));
  assert.deepEqual(stateOf('memory-limits', confirmed, after).stale, []);
  assert.match(confirmed, /by: kim\n {4}date: "2026-11-30"/);
});

test('a review date passes at midnight UTC and a new one is asked for', () => {
  const text = edited(fresh, {
    id: 'sandboxed-runtime',
    change: { decision: 'rejected', why: 'GPU', ...zoe, 'review-by': '2026-11-21' },
  });
  assert.deepEqual(stateOf('sandboxed-runtime', text, surroundings({ today: '2026-11-21' })).stale, []);
  const due = surroundings({ today: '2026-11-22' });
  assert.deepEqual(stateOf('sandboxed-runtime', text, due).stale, ['review-due']);
  assert.equal(stateOf('exceptions-expire', text, due).evidence.verdict, 'refuted');
  const renewed = edited(text, confirm(stateOf('sandboxed-runtime', text, due), zoe, due, '2027-05-01'));
  assert.deepEqual(stateOf('sandboxed-runtime', renewed, due).stale, []);
});

test('a review asks about what was signed and is still fresh; confirming ends it, and no date is lost', () => {
  const around = surroundings();
  const text = edited(
    fresh,
    { id: 'cpu-limits', change: { decision: 'required', ...zoe, 'review-by': '2027-05-01' } },
    { id: 'memory-limits', change: { decision: 'open-question', why: 'who?' } },
    { id: 'sandboxed-runtime', change: { decision: 'rejected', why: 'GPU', ...zoe, 'review-by': '2026-01-01' } },
  );
  const changes = startReview([...statesOf(text, around).values()]);
  assert.deepEqual(changes, [{ id: 'cpu-limits', change: { seal: openSeal } }]);
  const begun = edited(text, ...changes);
  const [told] = compareChecklists(readChecklist(text), readChecklist(begun));
  assert.deepEqual(told?.words, ['review begun']);
  const state = stateOf('cpu-limits', begun, around);
  assert.deepEqual(state.stale, ['review-begun']);
  assert.match(statePhrase(state), /stale: a review has begun - review by 2027-05-01$/);
  const ended = edited(begun, confirm(state, zoe, around));
  assert.match(block(ended, 'cpu-limits'), /review-by: "2027-05-01"\n {4}seal: /);
  assert.deepEqual(stateOf('cpu-limits', ended, surroundings({ today: '2026-03-01' })).stale, []);
});

test('an item whose text changed is stale', () => {
  const text = edited(fresh, {
    id: 'cpu-limits',
    change: { decision: 'required', ...zoe, seal: 'ffffff4f53cda18c' },
  });
  assert.ok(stateOf('cpu-limits', text).stale.includes('item-changed'));
});

test('a rejection takes the finished implementation away and needs a reason', () => {
  const around = surroundings();
  const done = edited(fresh, implement(stateOf('cpu-limits', fresh), 'done', zoe, around));
  const rejected = edited(
    done,
    decide(stateOf('cpu-limits', done), { decision: 'rejected', why: 'batch' }, zoe, around),
  );
  assert.deepEqual(readChecklist(rejected).problems, []);
  assert.doesNotMatch(block(rejected, 'cpu-limits'), /implementation/);
  assert.ok(reasonNeeded('rejected', 'optional') && reasonNeeded('recommended', 'required'));
  assert.ok(!reasonNeeded('required', 'optional') && !reasonNeeded('recommended', 'recommended'));
});

test('proposals are accepted for undecided items only', () => {
  const around = surroundings();
  const text = edited(fresh, decide(stateOf('cpu-limits', fresh), { decision: 'rejected', why: 'no' }, zoe, around));
  const states = [...statesOf(text).values()];
  const accepted = edited(text, ...acceptProposals(states, 'workshop', zoe, around));
  const decisions = new Set(readChecklist(accepted).entries.map(({ fields }) => fields.decision));
  assert.deepEqual([...decisions].sort(), ['recommended', 'rejected', 'required']);
  assert.match(block(accepted, 'cpu-limits'), /rejected/);
});

test('an own item gets an id that collides with nothing and its own place', () => {
  const change = addOwnItem(
    'Patient data left in DICOM headers',
    'AI model specifics',
    ['Information disclosure'],
    new Set(),
  );
  assert.equal(change.id, 'x-patient-data-left-in-dicom-headers');
  const text = edited(fresh, change);
  const state = stateOf(change.id, text);
  assert.equal(state.origin, 'own');
  assert.equal(state.layer, 'model');
  assert.deepEqual(state.stride, ['I']);
  assert.equal(state.question, 'Do you need to consider patient data left in DICOM headers?');
  assert.equal(addOwnItem('Patient data left in DICOM headers', '', [], new Set([change.id])).id, `${change.id}-2`);
});

const lacking = fresh.replace(/\n {2}cpu-limits:\n.*\n/, '\n  old-item:\n    decision: required\n');

test('items the file lacks are new, those the catalogue lacks are kept', () => {
  assert.equal(stateOf('cpu-limits', lacking).origin, 'new');
  assert.equal(stateOf('old-item', lacking).origin, 'removed');
});

test('what the file lacks stands in a group of its own, however the tree is cut', () => {
  for (const grouping of groupings) {
    const { nodes } = viewOf([...statesOf(lacking).values()], grouping, {});
    assert.equal(nodes.at(-1)?.label, `New in catalogue ${catalogue.version}`);
    const withItem = nodes.filter(({ children = [] }) => children.some(({ item }) => item === 'cpu-limits'));
    assert.deepEqual(withItem, nodes.slice(-1));
    assert.deepEqual(
      viewOf([...statesOf(fresh).values()], grouping, {})
        .nodes.map(({ id }) => id)
        .includes('group/(new)'),
      false,
    );
  }
});

test('a file of a later catalogue lacks nothing, and stays of that catalogue', () => {
  const [earlier, later] = ['0.1.9', '0.10.0'].map((version) =>
    lacking.replace(`@${catalogue.version}`, `@${version}`),
  );
  assert.ok(earlier !== undefined && isOlder(readChecklist(earlier)));
  assert.ok(later !== undefined && !isOutdated(readChecklist(later)));
  assert.deepEqual(updateChecklist(later), { edits: [] });
  assert.equal(statesOf(later).has('cpu-limits'), false);
});
