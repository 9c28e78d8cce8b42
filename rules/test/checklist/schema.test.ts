import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { acceptProposals } from '../../src/checklist/actions';
import { readChecklist } from '../../src/checklist/read';
import { reportOf, reportScopes } from '../../src/checklist/report';
import { jsonReport } from '../../src/checklist/report/json';
import { reportSchema } from '../../src/checklist/report/schema';
import { checklistSchema } from '../../src/checklist/schema';
import { edited, evidenceOf, finding, fresh, statesOf, surroundings } from './world';

const validate = new Ajv2020({ allErrors: true }).compile(checklistSchema() as object);
const zoe = { by: 'zoe', date: '2026-11-21' };

function errors(text: string): string[] {
  return validate(parse(text)) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

test('the schema file is the one the code makes', () => {
  const file = readFileSync('schemas/threat-checklist.schema.json', 'utf8');
  assert.deepEqual(JSON.parse(file), JSON.parse(JSON.stringify(checklistSchema())), 'run npm run generate');
});

test('what we write is valid: fresh, decided, with everything in it', () => {
  assert.deepEqual(errors(fresh), []);
  const around = surroundings();
  const decided = edited(fresh, ...acceptProposals([...statesOf(fresh).values()], 'workshop', zoe, around), {
    id: 'x-own',
    change: {
      decision: 'undecided',
      question: 'Do you need to consider X?',
      layer: 'AI model specifics',
      stride: ['Spoofing'],
    },
  });
  assert.deepEqual(errors(decided), []);
  const full = edited(decided, {
    id: 'cpu-limits',
    change: {
      decision: 'rejected',
      implementation: null,
      why: 'Only batch jobs run here.',
      'review-by': '2027-01-01',
      owner: 'platform',
      ticket: 'SEC-1',
      impact: 2,
      evidence: [{ note: 'Measured', ref: 'docs/load.md', date: '2026-11-20' }],
      watch: ['k8s/a.yaml'],
      seal: '0123456789abcdef',
    },
  });
  assert.deepEqual(errors(full), []);
  assert.deepEqual(readChecklist(full).problems, []);
});

test('the schema says no where the reader does', () => {
  const entry = (fields: string) => fresh.replace('  cpu-limits:\n    decision: undecided', `  cpu-limits:\n${fields}`);
  for (const bad of [
    entry('    decision: maybe'),
    entry('    decision: rejected\n    by: a\n    date: "2026-01-01"'),
    entry('    decision: required'),
    entry('    decision: undecided\n    implementation: done'),
    entry('    decision: undecided\n    impact: 9'),
    entry('    decision: undecided\n    date: "2026-13-01"'),
    entry('    decision: undecided\n    other: 1'),
    fresh.replace('version: 1', 'version: 2'),
    fresh.replace('profile: arbitrary-code', 'profile: strict'),
    fresh.replace('component: retina\n', ''),
  ]) {
    assert.notDeepEqual(errors(bad), []);
  }
});

test('the report for programs is what its schema says, and the schema names all of it', () => {
  const file = readFileSync('schemas/threat-checklist-report.schema.json', 'utf8');
  assert.deepEqual(JSON.parse(file), JSON.parse(JSON.stringify(reportSchema())), 'run npm run generate');
  const strict: unknown = JSON.parse(file, (_, value) => (value?.properties ? { ...value, ...closed } : value));
  const check = new Ajv2020({ allErrors: true }).compile(strict as object);
  const rule = 'memory-limit-missing';
  const silenced = { ...finding(rule), reason: 'batch' };
  const evidence = evidenceOf({
    [rule]: { files: ['k8s/deploy.yaml'], findings: [finding(rule)], suppressed: [silenced] },
  });
  const around = surroundings({ evidence });
  const accepted = edited(fresh, ...acceptProposals([...statesOf(fresh).values()], 'workshop', zoe, around));
  const text = edited(accepted, {
    id: 'cpu-limits',
    change: {
      decision: 'rejected',
      why: 'no',
      'review-by': '2026-01-01',
      owner: 'a',
      ticket: 'b',
      impact: 2,
      evidence: [{ note: 'seen', ref: 'x', date: '2026-01-01' }],
    },
  });
  const states = [...statesOf(text, around).values()];
  for (const scope of reportScopes) {
    const before = { checklist: readChecklist(fresh), name: 'main' };
    const report = reportOf(readChecklist(`${text}  - broken`), states, {
      scope,
      before,
      commit: 'abc',
      date: zoe.date,
    });
    assert.ok(check(JSON.parse(jsonReport(report))), JSON.stringify(check.errors));
  }
});

const closed = { additionalProperties: false };
