import assert from 'node:assert/strict';
import { createEngine, defaultContext, type Finding } from '../../src';
import type { ChartReport } from '../../src/chart/types';
import type { Context } from '../../src/context';
import { applyEdits } from '../../src/text/edits';

/** The files of a chart under test, by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export const chartYaml = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';

/** A Pod template whose only container has these lines besides name and image. */
export function podTemplate(container: string, spec = ''): string {
  const lines = (text: string, columns: number) =>
    text === '' ? [] : text.split('\n').map((line) => (line.startsWith('{{') ? line : ' '.repeat(columns) + line));
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: shop',
    'spec:',
    ...lines(spec, 2),
    '  containers:',
    '    - name: api',
    '      image: shop/api:1.4',
    ...lines(container, 6),
    '',
  ].join('\n');
}

/** Checks a chart with only these rules. */
export function check(files: Files, only: readonly string[], context: Partial<Context> = {}): ChartReport {
  const failures: string[] = [];
  const engine = createEngine({ onRuleFailed: (rule, error) => failures.push(`${rule}: ${String(error)}`) });
  const all = { 'Chart.yaml': chartYaml, ...files };
  const input = { folder: 'chart', files: new Map(Object.entries(all)) };
  const report = engine.checkChart(input, { ...defaultContext, ...context });
  assert.deepEqual(failures, []);
  return { ...report, findings: report.findings.filter((finding) => only.includes(finding.rule)) };
}

/** Where a finding is told, as `file: text`. */
export function told(files: Files, finding: Finding): string {
  const file = finding.file.slice('chart/'.length);
  const text = { 'Chart.yaml': chartYaml, ...files }[file];
  return `${file}: ${typeof text === 'string' ? text.slice(finding.span.start, finding.span.end) : '?'}`;
}

/** The chart's files after the fix of a finding. */
export function repaired(files: Files, finding: Finding | undefined): Files {
  const fix = finding?.fix();
  assert.ok(fix, 'there is a fix');
  const result: Record<string, string | Uint8Array> = { ...files };
  for (const file of new Set(fix.edits.map((edit) => (edit.file ?? '').slice('chart/'.length)))) {
    const own = fix.edits.filter((edit) => edit.file === `chart/${file}`);
    result[file] = applyEdits(String(files[file]), own);
  }
  return result;
}

/** With it a template is no YAML. */
export const commented = '{{- /* The pod. */ -}}\n';

export const escalation = ['privilege-escalation-allowed'];

/** Repairs the first finding and asks for proof that it is gone. */
export function fixed(files: Files, rules = escalation): Files {
  const after = repaired(files, check(files, rules).findings[0]);
  assert.deepEqual(
    check(after, rules).findings.map((finding) => finding.message),
    [],
  );
  return after;
}
