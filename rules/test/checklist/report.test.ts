import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { implement } from '../../src/checklist/actions';
import { assessChecklist } from '../../src/checklist/assess';
import { compareChecklists } from '../../src/checklist/compare';
import { groupings, groupStates } from '../../src/checklist/group';
import { matrixOf } from '../../src/checklist/matrix';
import { type ViewNode, viewOf } from '../../src/checklist/nodes';
import { readChecklist } from '../../src/checklist/read';
import { type ReportOptions, reportFormats, reportOf } from '../../src/checklist/report';
import { csvCell } from '../../src/checklist/report/csv';
import { edited, evidenceOf, finding, fresh, stateOf, surroundings } from './world';

const zoe = { by: 'zoe', date: '2026-11-21' };
const evil = '=HYPERLINK("x") | <script>alert(1)</script> [a](b) \u202Eevil\n- **bold**';
const rule = 'memory-limit-missing';
const around = surroundings({
  evidence: evidenceOf({
    [rule]: { files: ['k8s/deploy.yaml'], findings: [finding(rule), finding(rule, 'k8s/job.yaml', 3)] },
  }),
});
const text = edited(
  edited(fresh, implement(stateOf('memory-limits', fresh, around), 'done', zoe, around)),
  {
    id: 'sandboxed-runtime',
    change: { decision: 'rejected', why: evil, by: evil, date: '2026-11-21', 'review-by': '2027-05-01' },
  },
  { id: 'waf-in-front', change: { decision: 'open-question', why: 'Can it parse gRPC?' } },
  {
    id: 'scan-on-push',
    change: { decision: 'required', implementation: 'done', ...zoe, evidence: [{ note: 'Report', ref: 'r/4711' }] },
  },
);

function report(format: keyof typeof reportFormats, options: ReportOptions = {}): string {
  const checklist = readChecklist(text);
  return reportFormats[format].write(reportOf(checklist, assessChecklist(checklist, around), options));
}

test('every format is the same twice and holds every item', () => {
  for (const format of ['md', 'html', 'csv', 'json', 'tc'] as const) {
    assert.equal(report(format), report(format));
    for (const word of ['memory-limits', 'sandboxed-runtime', 'retina']) {
      if (format === 'csv' && word === 'retina') continue;
      assert.ok(
        report(format).includes(word) || report(format).includes(word.replace(/-/g, '\\-')),
        `${format} ${word}`,
      );
    }
  }
});

test('words of the file cannot become markup, formulas or reversed text', () => {
  const html = report('html');
  assert.ok(!/<script|\u202e/i.test(html));
  assert.ok(html.includes('&lt;script&gt;'));
  const md = report('md');
  assert.ok(!/<script|\u202e|[^\\]\]\(b/.test(md));
  const csv = report('csv');
  assert.ok(!csv.includes('\u202e'));
  for (const cell of cellsOf(csv)) assert.doesNotMatch(cell, /^\s*[=+@-]/);
});

test('a cell of CSV is no formula in any spreadsheet', () => {
  assert.equal(csvCell('=1+1'), "'=1+1");
  assert.equal(csvCell('+1'), "'+1");
  assert.equal(csvCell('-1'), "'-1");
  assert.equal(csvCell('@x'), "'@x");
  assert.equal(csvCell('  =x'), "'  =x");
  assert.equal(csvCell('\t=x'), "'\t=x");
  assert.equal(csvCell('a "b", c'), '"a ""b"", c"');
  assert.equal(csvCell('plain'), 'plain');
});

test('CSV folds the axes into the words of other tools', () => {
  const rows = new Map(
    report('csv')
      .split('\r\n')
      .map((line) => [line.split(',')[0], line.split(',')[1]]),
  );
  assert.equal(rows.get('memory-limits'), 'Implemented');
  assert.equal(rows.get('sandboxed-runtime'), 'Rejected');
  assert.equal(rows.get('waf-in-front'), 'Open question');
});

test('JSON carries the state of each item', () => {
  const data = JSON.parse(report('json'));
  const item = data.items.find(({ id }: { id: string }) => id === 'memory-limits');
  assert.equal(item.decision, 'required');
  assert.equal(item.implementation, 'done');
  assert.equal(item.verdict, 'refuted');
  assert.equal(item.stale, false);
  assert.equal(item.findings.length, 2);
  assert.equal(item.findings[0].line, 7);
});

test('Threat Composer gets linked threats and mitigations with ids of the right length', () => {
  const data = JSON.parse(report('tc'));
  assert.equal(data.schema, 1);
  assert.equal(data.threats.length, data.mitigations.length);
  const threats = new Set(data.threats.map(({ id }: { id: string }) => id));
  for (const { linkedId, mitigationId } of data.mitigationLinks) {
    assert.ok(threats.has(linkedId));
    assert.match(mitigationId, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  for (const { content, tags } of data.mitigations) {
    assert.ok(content.length <= 1000);
    for (const tag of tags) assert.ok(tag.length > 0 && tag.length <= 30);
  }
});

test('a file for Threat Composer keeps the limits of its format, whatever the checklist says', () => {
  const long = 'é𝄞'.repeat(3000);
  const wordy = edited(text, {
    id: 'waf-in-front',
    change: { decision: 'rejected', why: long, by: long.slice(0, 90) },
  });
  const checklist = readChecklist(wordy.replace('component: retina', `component: ${'r'.repeat(400)}`));
  const written = reportFormats.tc.write(reportOf(checklist, assessChecklist(checklist, around), {}));
  const words = (most: number) => ({ type: 'string', maxLength: most });
  const list = (items: object) => ({ type: 'array', items });
  const fields = (properties: Record<string, object>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const id = { type: 'string', minLength: 36, maxLength: 36 };
  const metadata = list({
    anyOf: [
      fields({ key: { const: 'Comments' }, value: words(1000) }),
      fields({ key: { const: 'Priority' }, value: { enum: ['High', 'Medium', 'Low'] } }),
      fields({ key: { const: 'STRIDE' }, value: list({ enum: [...'STRIDE'] }) }),
    ],
  });
  const base = { id, numericId: { type: 'number' }, displayOrder: { type: 'number' }, metadata, tags: list(words(30)) };
  const mitigations = ['Identified', 'InProgress', 'Resolved', 'ResolvedWillNotAction'];
  const valid = new Ajv2020({ strict: false }).compile(
    fields({
      schema: { type: 'number' },
      applicationInfo: fields({ name: words(200), description: words(100_000) }),
      architecture: fields({}),
      dataflow: fields({}),
      assumptions: list({}),
      assumptionLinks: list({}),
      mitigations: list(
        fields({ ...base, content: words(1000), status: { enum: mitigations.map((each) => `mitigation${each}`) } }),
      ),
      mitigationLinks: list(fields({ mitigationId: id, linkedId: id })),
      threats: list(
        fields({
          ...base,
          statement: words(1400),
          status: { enum: ['threatIdentified', 'threatResolved', 'threatResolvedNotUseful'] },
        }),
      ),
    }),
  );
  assert.ok(valid(JSON.parse(written)), JSON.stringify(valid.errors));
});

test('the Markdown report has the sections reviewers look for', () => {
  const md = report('md', { before: { checklist: readChecklist(fresh), name: 'v1' }, commit: 'abc1234', dirty: true });
  for (const title of [
    'Summary',
    'Done, but refuted by a file',
    'Agenda',
    'STRIDE by trust boundary',
    'Changes since v1',
    'Hand-over',
    'All items',
    'Rejected',
  ]) {
    assert.ok(new RegExp(`^#+ ${title}`, 'm').test(md), title);
  }
  assert.match(md, /Git commit: abc1234, with uncommitted changes/);
  assert.match(md, /k8s\/deploy\\?.yaml:7/);
  assert.doesNotMatch(report('md'), /Git commit|Date:/);
});

test('an open report leaves out what is settled', () => {
  const open = report('json', { scope: 'open' });
  const ids = JSON.parse(open).items.map(({ id }: { id: string }) => id);
  assert.ok(ids.includes('memory-limits') && ids.includes('waf-in-front'));
  assert.ok(!ids.includes('sandboxed-runtime') && !ids.includes('scan-on-push'));
  assert.match(report('md', { scope: 'open' }), new RegExp(`^- Shown: ${ids.length} of \\d+ items$`, 'm'));
  assert.doesNotMatch(report('md'), /Shown:/);
});

test('an agenda is only what a meeting needs, layer by layer, with whom to ask', () => {
  const withContact = text.replace('\ndecisions:', '\ncontacts: { network: gateway-team }\n\ndecisions:');
  const checklist = readChecklist(withContact);
  const states = assessChecklist(checklist, around);
  for (const format of ['md', 'html'] as const) {
    const agenda = reportFormats[format].write(reportOf(checklist, states, { scope: 'agenda' })).replace(/\\/g, '');
    assert.match(agenda, /Network.*Contact: gateway-team\..*Can it parse gRPC\?/s, format);
    assert.ok(!agenda.includes('All items') && !agenda.includes('STRIDE by'), format);
    assert.ok(!agenda.includes('scan-on-push'), 'what is done needs no words');
  }
});

test('what a comment silences is listed with its reason', () => {
  const suppressed = [{ ...finding(rule), reason: 'only a batch job' }];
  const silenced = surroundings({ evidence: evidenceOf({ [rule]: { files: ['k8s/deploy.yaml'], suppressed } }) });
  const checklist = readChecklist(text);
  for (const format of ['md', 'html'] as const) {
    const all = reportFormats[format].write(reportOf(checklist, assessChecklist(checklist, silenced)));
    assert.match(all, /Suppressed in a file.*only a batch job/s, format);
  }
});

test('of many files that are fine the tree shows some and counts the rest', () => {
  const files = Array.from({ length: 30 }, (_, i) => `k8s/${10 + i}.yaml`);
  const many = surroundings({ evidence: evidenceOf({ [rule]: { files } }) });
  const { nodes, progress } = viewOf(assessChecklist(readChecklist(fresh), many), 'layer', {});
  const item = nodes.flatMap(({ children = [] }) => children).find((node) => node.item === 'memory-limits');
  assert.equal(item?.children?.filter(({ kind }) => kind === 'file').length, 20);
  assert.equal(item?.children?.find(({ kind }) => kind === 'more')?.label, 'and 10 more files');
  assert.match(progress, /^0 of 120 decided; waiting for attention: \d+\.$/);
});

test('a comparison names what changed and ignores new undecided items', () => {
  const changes = compareChecklists(readChecklist(fresh), readChecklist(text));
  assert.deepEqual(
    changes.map(({ id }) => id),
    ['memory-limits', 'sandboxed-runtime', 'scan-on-push', 'waf-in-front'],
  );
  assert.match(changes[0]?.words.join('; ') ?? '', /decision: undecided to required; implementation: none to done/);
  assert.deepEqual(
    compareChecklists(readChecklist(fresh.replace(/\n {2}cpu-limits:\n.*\n/, '')), readChecklist(fresh)),
    [],
  );
});

test('every grouping shows every item, and node ids are unique', () => {
  const states = assessChecklist(readChecklist(text), around);
  for (const grouping of groupings) {
    const shown = new Set(groupStates(states, grouping).flatMap((group) => group.states.map(({ id }) => id)));
    assert.equal(shown.size, states.length, grouping);
    const ids: string[] = [];
    const walk = (nodes: readonly ViewNode[], path: string) => {
      for (const node of nodes) {
        ids.push(`${path}/${node.id}`);
        assert.match(node.spoken, /^.+[.?!]$/s, node.id);
        walk(node.children ?? [], `${path}/${node.id}`);
      }
    };
    walk(viewOf(states, grouping, {}).nodes, '');
    assert.equal(new Set(ids).size, ids.length, grouping);
  }
});

test('filters narrow the tree, say so, and can be searched by words', () => {
  const states = assessChecklist(readChecklist(text), around);
  assert.equal(viewOf(states, 'layer', { verdicts: ['refuted'], text: 'eats memory' }).shown, 1);
  assert.equal(viewOf(states, 'layer', { text: 'gRPC parse' }).shown, 1);
  assert.equal(
    viewOf(states, 'layer', { decisions: ['rejected'] }).message,
    'Do you need to consider ...? Filter: rejected.',
  );
  assert.equal(viewOf(states, 'layer', {}).message, 'Do you need to consider ...?');
});

test('the matrix has a sentence for every cell', () => {
  const matrix = matrixOf(assessChecklist(readChecklist(text), around));
  assert.equal(matrix.rows.length, 8);
  for (const { cells } of matrix.rows) {
    assert.equal(cells.length, 6);
    for (const { spoken } of cells) assert.match(spoken, /^[A-Z].* at the .*: \d+ of \d+ items? decided.*\.$/);
  }
});

function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replace(/""/g, '"'),
  );
}
