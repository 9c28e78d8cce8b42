import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv } from '../../src/checklist/csv';
import { type CsvImport, importCsv } from '../../src/checklist/importCsv';
import { readChecklist } from '../../src/checklist/read';
import { csvCell, csvReport } from '../../src/checklist/report/csv';
import { reportOf } from '../../src/checklist/report/model';
import { block, edited, fresh, statesOf, surroundings } from './world';

const zoe = { by: 'zoe', date: '2026-11-21' };
const ann = { by: 'ann', date: '2026-11-30' };
const around = surroundings();

/** A checklist somebody has worked on, with texts that spreadsheets find hard. */
const text = edited(
  fresh,
  { id: 'cpu-limits', change: { decision: 'required', implementation: 'done', ...zoe } },
  { id: 'memory-limits', change: { decision: 'open-question', why: '=who; "when",\nand how?' } },
  { id: 'sandboxed-runtime', change: { decision: 'rejected', why: '-GPU', ...zoe, 'review-by': '2027-05-01' } },
);
const exported = csvReport(reportOf(readChecklist(text), [...statesOf(text).values()]));

function imported(table: string, into = text): CsvImport {
  const result = importCsv(table, statesOf(into), ann, around);
  assert.ok(result);
  return result;
}

/** The table without and with some cells of an item changed, as a spreadsheet writes it. */
function respelled(change: Record<string, Record<string, string>>, separator = ';'): string {
  const [head = [], ...rows] = readCsv(exported);
  const cell = (value: string) => (/[";,\n\r\t]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
  const changed = rows.map((row) => row.map((value, i) => change[row[0] ?? '']?.[head[i] ?? ''] ?? value));
  return `\uFEFF${[head, ...changed].map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`;
}

test('a table is read back as it was written', () => {
  const cells = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  const plain = (cell: string) => /^[^\u0000-\u001f\u007f-\u009f\u200b-\u206f\u061c\ufeff=+\-@＋－＝＠]+$/.test(cell);
  fc.assert(
    fc.property(cells, (rows) => {
      const table = rows.map((row) => ['id', ...row.map((cell) => (plain(cell) ? cell : 'a "b",\nc'))]);
      const written = ['a,b,c,d,e,f,g,h', ...table.map((row) => row.map(csvCell).join(','))].join('\r\n');
      assert.deepEqual(readCsv(written).slice(1), table);
    }),
  );
});

test('a report that nobody changed changes nothing, whatever a spreadsheet makes of it', () => {
  for (const table of [exported, respelled({}), respelled({}, '\t'), exported.replace(/\r\n/g, '\n')]) {
    assert.deepEqual(imported(table), { changes: [], problems: [], missing: [] });
  }
  const dates = respelled({ 'sandboxed-runtime': { date: '21.11.2026', 'review-by': '2027/5/1' } });
  assert.deepEqual(imported(dates).changes, []);
});

test('what was changed in it is taken over and signed', () => {
  const { changes, problems } = imported(
    respelled({
      'cpu-limits': { status: 'Required', ticket: 'AB-1' },
      'memory-limits': { decision: 'recommended', implementation: 'done', why: 'measured' },
      'sandboxed-runtime': { owner: 'platform team', impact: '3' },
      'host-paths': { status: 'Implemented' },
    }),
  );
  assert.deepEqual(problems, []);
  const after = edited(text, ...changes);
  assert.match(
    block(after, 'cpu-limits'),
    /decision: required\n {4}implementation: none\n {4}by: ann\n {4}date: "2026-11-30"\n {4}ticket: AB-1\n/,
  );
  assert.match(block(after, 'memory-limits'), /decision: recommended\n {4}implementation: done\n {4}why: measured\n/);
  assert.match(
    block(after, 'sandboxed-runtime'),
    /by: zoe\n.*\n {4}review-by: "2027-05-01"\n.*platform team\n.*impact: 3/,
  );
  assert.match(block(after, 'host-paths'), /decision: required\n {4}implementation: done\n/);
});

test("another tool's list needs only ids and states", () => {
  const { changes, problems, missing } = imported(
    'Ref,State,Reason\nhost-paths,Not applicable,no volumes\nhost-paths,Required,\nnone,Required,\ncpu-limits,Rejected,\nno-privileged,Later,\n',
  );
  assert.deepEqual(
    changes.map(({ id }) => id),
    ['host-paths'],
  );
  assert.match(block(edited(text, ...changes), 'host-paths'), /decision: not-applicable\n {4}why: no volumes\n/);
  assert.deepEqual(problems, [
    '"host-paths" is there twice; the first line counts.',
    '"none" is no item of the checklist.',
    '"cpu-limits" needs a reason to be rejected.',
    '"no-privileged" has a state that is not known: later.',
  ]);
  assert.ok(missing.includes('memory-limits') && !missing.includes('cpu-limits'));
});

test('what makes no sense is not taken', () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ decision: 'not applicable', implementation: 'done', why: 'x' }, /cannot be done and not applicable/],
    [{ implementation: 'half' }, /an implementation that is not known/],
    [{ impact: '9' }, /not 1 to 4/],
    [{ 'review-by': 'soon' }, /no date in "review-by"/],
  ];
  for (const [cells, problem] of cases)
    assert.match(imported(respelled({ 'host-paths': cells })).problems[0] ?? '', problem);
  assert.equal(importCsv('name,state\na,b\n', statesOf(text), ann, around), undefined);
  fc.assert(
    fc.property(fc.string(), (noise) => void importCsv(`id,status,why\n${noise}`, statesOf(text), ann, around)),
    {
      numRuns: 50,
    },
  );
});
