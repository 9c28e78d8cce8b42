import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Surroundings } from '../../src/checklist/assess';
import { checklistCompletions } from '../../src/checklist/language/completion';
import { checklistDiagnostics, type DiagnosticCode, isDate } from '../../src/checklist/language/diagnostics';
import { checklistFixes } from '../../src/checklist/language/fixes';
import { checklistHover } from '../../src/checklist/language/hover';
import { checklistLenses } from '../../src/checklist/language/lenses';
import { readPage } from '../../src/checklist/language/page';
import { applyEdits } from '../../src/text/edits';
import { edited, evidenceOf, finding, fresh, surroundings } from './world';

const actor = { by: 'zoe', date: '2026-11-21' };
const world = { today: '2026-11-21', files: ['k8s/deploy.yaml'] };

/** Applies the first fix (or the one with the title) for a code, until the message is gone. */
function fixed(text: string, code: DiagnosticCode, title = '', around: Surroundings = surroundings()): string {
  const page = readPage(text, around);
  const diagnostic = checklistDiagnostics(page).find((each) => each.code === code);
  assert.ok(diagnostic, `no ${code} in ${checklistDiagnostics(page).map((each) => each.code)}`);
  const fixes = checklistFixes(page, diagnostic, actor);
  const chosen = fixes.find((each) => each.title.startsWith(title));
  assert.ok(chosen, fixes.map((each) => each.title).join());
  const after = applyEdits(text, chosen.edits);
  assert.ok(!checklistDiagnostics(readPage(after, around)).some((each) => each.code === code), after);
  return after;
}

function codes(text: string, around?: Surroundings): string[] {
  return checklistDiagnostics(readPage(text, around ?? surroundings())).map(({ code }) => code);
}

test('a fresh file has nothing to complain about', () => {
  assert.deepEqual(codes(fresh), []);
});

test('each mistake is named where it is, and its fix removes it', () => {
  const cpu = (fields: string) => fresh.replace('  cpu-limits:\n    decision: undecided', `  cpu-limits:\n${fields}`);
  const signed = '    by: zoe\n    date: "2026-11-21"';
  assert.deepEqual(codes(cpu(`    decision: rejected\n${signed}`)), ['missing-reason']);
  fixed(cpu('    decision: required'), 'missing-signature');
  fixed(cpu('    decision: undecided\n    implementation: done'), 'not-wanted');
  fixed(cpu('    decision: required\n    by: zoe\n    date: 2026-11-21'), 'unquoted');
  assert.deepEqual(codes(cpu('    decision: required\n    by: zoe\n    date: "2026-02-30"')), ['bad-date']);
  fixed(cpu('    decision: requird'), 'bad-value');
  fixed(cpu('    decision: undecided\n    ower: x'), 'unknown-field');
  fixed(cpu(`    decision: required\n${signed}\n    seal: abc`), 'bad-seal');
  fixed(fresh.replace('  cpu-limits:', '  cpu-limit:'), 'unknown-item');
  fixed(fresh.replace('  cpu-limits:', '  our-thing:'), 'unknown-item', 'Make it');
  fixed(`${fresh}\n  cpu-limits:\n    decision: undecided\n`, 'duplicate');
  fixed(fresh.replace(/\n {2}cpu-limits:\n.*\n/, ''), 'catalogue-outdated');
  fixed(fresh.replace('@0.2.0', '@0.1.0'), 'catalogue-outdated');
  fixed(fresh.replace('profile: arbitrary-code\n', ''), 'head');
  fixed(`${fresh}\n  x-own:\n    decision: undecided\n`, 'own-question');
  const reason = cpu(`    decision: rejected\n${signed}`);
  const page = readPage(reason, surroundings());
  const [diagnostic] = checklistDiagnostics(page);
  assert.ok(diagnostic);
  const [line] = checklistFixes(page, diagnostic, actor);
  assert.match(applyEdits(reason, line?.edits ?? []), /decision: rejected\n {4}why: \n/);
});

test('a merge is finished on either side', () => {
  const torn = fresh.replace(
    '  cpu-limits:\n    decision: undecided\n',
    '  cpu-limits:\n<<<<<<< HEAD\n    decision: required\n    by: a\n    date: "2026-01-01"\n||||||| base\n    decision: undecided\n=======\n    decision: rejected\n    why: no GPU\n    by: b\n    date: "2026-01-01"\n>>>>>>> branch\n',
  );
  assert.deepEqual(codes(torn), ['conflict']);
  assert.match(fixed(torn, 'conflict', 'Keep our'), /cpu-limits:\n {4}decision: required\n/);
  assert.match(fixed(torn, 'conflict', 'Keep their'), /cpu-limits:\n {4}decision: rejected\n/);
  const lenses = checklistLenses(readPage(torn, surroundings())).filter(({ id }) => id === 'cpu-limits');
  assert.deepEqual(
    lenses.map(({ action }) => action),
    ['compareBoth', 'show', 'show'],
  );
});

test('done but refuted, stale and overdue decisions are found and answered', () => {
  const rule = 'memory-limit-missing';
  const around = surroundings({
    evidence: evidenceOf({ [rule]: { files: ['k8s/deploy.yaml'], findings: [finding(rule)] } }),
  });
  const text = edited(fresh, {
    id: 'memory-limits',
    change: {
      decision: 'required',
      implementation: 'done',
      ...actor,
      'review-by': '2026-01-01',
      seal: '0000000000000000',
    },
  });
  assert.deepEqual(codes(text, around).sort(), ['done-but-refuted', 'review-due', 'stale']);
  fixed(text, 'review-due', 'Confirm', around);
  fixed(text, 'stale', 'Confirm', around);
  assert.match(fixed(text, 'done-but-refuted', 'Reopen', around), /implementation: partial/);
});

test('a newer file is shown, explained and never changed', () => {
  const page = readPage(fresh.replace('version: 1', 'version: 7'), surroundings());
  assert.deepEqual(codes(page.text), ['version']);
  const [diagnostic] = checklistDiagnostics(page);
  assert.ok(diagnostic);
  assert.deepEqual(checklistFixes(page, diagnostic, actor), []);
  const actions = new Set(checklistLenses(page).map(({ action }) => action));
  assert.deepEqual([...actions], ['show']);
  assert.equal(page.checklist.entries.length, 120);
});

test('names and values are offered where they may stand', () => {
  const labels = (text: string) => {
    const offset = text.indexOf('@@');
    const clean = text.replace('@@', '');
    return checklistCompletions(readPage(clean, surroundings()), offset, world).map(({ label }) => label);
  };
  assert.ok(labels(fresh.replace('  cpu-limits:\n    decision: undecided', '  cpu@@')).includes('cpu-limits'));
  assert.ok(!labels(fresh.replace('  cpu-limits:', '  @@\n\n  cpu-limits:')).includes('cpu-limits'));
  const field = fresh.replace('  cpu-limits:\n', '  cpu-limits:\n    @@\n');
  assert.ok(
    labels(field).includes('why') && !labels(field).includes('decision') && !labels(field).includes('question'),
  );
  assert.deepEqual(labels(fresh.replace('decision: undecided', 'decision: @@')).length, 6);
  assert.deepEqual(labels(fresh.replace('profile: arbitrary-code', 'profile: @@')), ['standard', 'arbitrary-code']);
  assert.deepEqual(labels(fresh.replace('decision: undecided', 'decision: undecided\n    date: @@')), ['2026-11-21']);
  assert.deepEqual(labels(fresh.replace('decision: undecided', 'decision: undecided\n    watch: ["a", @@]')), [
    'k8s/deploy.yaml',
  ]);
  assert.deepEqual(labels(fresh.replace('decision: undecided', 'decision: undecided # @@')), []);
});

test('a hover explains the item and the fields, a lens names its subject', () => {
  const page = readPage(fresh, surroundings());
  const at = fresh.indexOf('memory-limits') + 3;
  assert.match(checklistHover(page, at)?.markdown ?? '', /eats the node's memory\?\*\*/);
  assert.match(checklistHover(page, at)?.markdown ?? '', /CIS Docker Benchmark/);
  assert.match(checklistHover(page, fresh.indexOf('decision: ', at) + 2)?.markdown ?? '', /profile proposes/);
  assert.equal(checklistHover(page, fresh.indexOf('component') + 2), undefined);
  const titles = checklistLenses(page).flatMap(({ id, title }) => (id === 'memory-limits' ? [title] : []));
  assert.deepEqual(titles, [
    'Decide',
    'undecided, proposed: required - nothing to check',
    "A container that eats the node's memory",
  ]);
});

test('whatever is typed, every feature answers, and nothing readable is lost', () => {
  const short = fresh.split('\n\n').slice(0, 6).join('\n\n');
  const rich = `${short.replace('undecided', 'required\n    why: >-\n      long\n      text\n    watch: ["a", "b"]\n    seal: "0123456789abcdef"')}\n`;
  const piece = fc.constantFrom(
    '"',
    "'",
    '[',
    '{',
    '\t',
    '\n',
    ': ',
    '- ',
    '#',
    '&a ',
    '*a',
    '!!',
    '|',
    '%',
    '<<<<<<< a\n',
    '=======\n',
    '>>>>>>> b\n',
    '---\n',
    'x',
    '\r',
    '\u0000',
    '? ',
    '@',
  );
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 30 }), piece, fc.nat(), (at, cut, insert, where) => {
      const start = at % (rich.length + 1);
      const text = rich.slice(0, start) + insert + rich.slice(start + cut);
      const page = readPage(text, surroundings());
      for (const diagnostic of checklistDiagnostics(page)) {
        assert.ok(
          0 <= diagnostic.at.start && diagnostic.at.start <= diagnostic.at.end && diagnostic.at.end <= text.length,
        );
        for (const { edits } of checklistFixes(page, diagnostic, actor)) applyEdits(text, edits);
      }
      const offset = where % (text.length + 1);
      for (const { replace } of checklistCompletions(page, offset, world))
        assert.ok(replace.start <= offset && offset <= replace.end);
      checklistHover(page, offset);
      checklistLenses(page);
      assert.ok(page.checklist.entries.length > 0 || start < rich.indexOf('  admin'), text);
    }),
    { seed: 7, numRuns: 120 },
  );
});

test('a date is a day that exists', () => {
  for (const day of ['2026-02-28', '2028-02-29', '2026-12-31']) assert.ok(isDate(day), day);
  for (const day of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', '2026-04-31'])
    assert.ok(!isDate(day), day);
});
