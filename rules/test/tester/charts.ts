import type { Context } from '../../src/context';
import type { Engine } from '../../src/engine';
import type { Accepted, Example, FileEdit, Finding, Rule } from '../../src/rule';
import { applyEdits } from '../../src/text/edits';
import { readMarks } from './marks';

/** Writings of a chart's file that must not change what a rule says: it speaks of the same words. */
const shapes: readonly ((text: string) => string)[] = [(text) => text, (text) => text.replace(/\n/g, '\r\n')];

const chartYaml = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';

export function chartFindings(
  engine: Engine,
  rule: Rule,
  text: string,
  { file = 'values.yaml', files = {} }: Pick<Example, 'file' | 'files'>,
  context: Context,
): Finding[] {
  const all = new Map(Object.entries({ 'Chart.yaml': chartYaml, ...files, [file]: text }));
  engine.forget('');
  return engine.checkChart({ folder: '', files: all }, context).findings.filter((finding) => finding.rule === rule.id);
}

/** Whether an example is a whole chart: rules about values speak of such that lie alone, too. */
export function isOfChart(rule: Rule, { file, files }: Pick<Example, 'file' | 'files'>): boolean {
  return rule.subject === 'chart' || (rule.subject === 'values' && (file ?? files) !== undefined);
}

/** What an example of a chart rule promises and does not keep. */
export function chartComplaints(engine: Engine, rule: Rule, example: Example, context: Context): string[] {
  const { text, spans } = readMarks(example.bad);
  const complaints = spans.length === 0 ? ['nothing is marked with «»'] : [];
  const marked = spans.map((span) => text.slice(span.start, span.end));
  for (const shape of shapes) {
    const written = shape(text);
    const found = chartFindings(engine, rule, written, example, context);
    const said = found.map((finding) => written.slice(finding.span.start, finding.span.end));
    if (said.join('|') !== marked.join('|')) complaints.push(`underlines ${said.join(' and ') || 'nothing'}`);
    for (const finding of found) {
      if (finding.file !== (example.file ?? 'values.yaml')) complaints.push(`is told in ${finding.file}`);
      if (!/[.?!]$/.test(finding.message) || /\n|undefined|\[object/.test(finding.message))
        complaints.push(`message is not one sentence: ${finding.message}`);
      if (rule.fixable === 'never' && finding.fix()) complaints.push('offers a fix although fixable is "never"');
      if (rule.fixable === 'always' && !finding.fix()) complaints.push('offers no fix although fixable is "always"');
    }
    const edits = found.flatMap((finding) => finding.fix()?.edits ?? []);
    const own = example.file ?? 'values.yaml';
    const isOwn = ({ file = own }: FileEdit) => file === own;
    const fixed = applyEdits(written, edits.filter(isOwn));
    if (fixed !== shape(example.good ?? text)) complaints.push(`the fixed text is\n${fixed}`);
    const files: Record<string, string> = { ...example.files };
    for (const path of new Set(edits.flatMap(({ file }) => (file === undefined || file === own ? [] : [file])))) {
      const some = edits.filter(({ file }) => file === path);
      files[path] = applyEdits(files[path] ?? '', some);
      if (files[path] !== example.goodFiles?.[path]) complaints.push(`${path} becomes\n${files[path]}`);
    }
    for (const path of Object.keys(example.goodFiles ?? {})) {
      if (files[path] !== example.goodFiles?.[path]) complaints.push(`${path} stays`);
    }
    const left = edits.length > 0 ? chartFindings(engine, rule, fixed, { ...example, files }, context) : [];
    complaints.push(...left.filter((f) => f.fix()).map((finding) => `is still reported: ${finding.message}`));
  }
  return complaints;
}

/** What a chart rule says where it promises to be silent. */
export function chartAcceptComplaints(
  engine: Engine,
  rule: Rule,
  accepted: string | Accepted,
  contextFor: (rule: Rule, changes: Partial<Context> | undefined) => Context,
): string[] {
  const given: Accepted = typeof accepted === 'string' ? { text: accepted } : accepted;
  const found = chartFindings(engine, rule, given.text, given, contextFor(rule, given.context));
  return found.map((finding) => `is reported: ${finding.message}`);
}
