import { type Context, defaultContext } from '../src/context';
import { createEngine, type Engine } from '../src/engine';
import type { SourceFile } from '../src/report';
import type { Accepted, Example, Finding, Rule } from '../src/rule';
import { applyEdits, selectCompatible } from '../src/text/edits';
import { chartAcceptComplaints, chartComplaints, chartFindings, isOfChart } from './tester/charts';
import { readMarks } from './tester/marks';
import { unsoundness } from './tester/proofs';
import { dockerfileTextShapes, treeShapes, yamlTextShapes } from './tester/shapes';

/** What a rule promises and does not keep, found by running its own examples in every shape. Empty: it is proven. */
export function complaintsAbout(rule: Rule, all: readonly Rule[] = [rule]): string[] {
  const crashed: string[] = [];
  const engineFor = (rules: readonly Rule[]) =>
    createEngine({ rules, onRuleFailed: (id, error) => crashed.push(`${id} throws: ${String(error)}`) });
  const trial: RuleTrial = { rule, alone: engineFor(aloneRules(rule, all)), together: engineFor(all) };
  const complaints = [
    ...wording(rule),
    ...rule.examples.flatMap((example, i) => exampleComplaints(trial, example).map((c) => `example ${i + 1}: ${c}`)),
    ...rule.accepts.flatMap((accepted, i) => acceptComplaints(trial, accepted).map((c) => `accepts ${i + 1}: ${c}`)),
    ...oddInput(trial),
  ];
  return [...complaints, ...new Set(crashed)];
}

/** What the rule says about its own examples. */
export function exampleFindings(rule: Rule, all: readonly Rule[]): Finding[] {
  const engine = createEngine({ rules: aloneRules(rule, all) });
  return rule.examples.flatMap((example) => {
    const context = contextFor(rule, example.context);
    const { text } = readMarks(example.bad);
    if (isOfChart(rule, example)) return chartFindings(engine, rule, text, example, context);
    return findingsOf(engine, rule, fileFor(rule, text), context, example.files);
  });
}

const ignorable = {
  suppression: ['privileged-container'],
  mark: ['privileged-container', 'final-stage-user-root', 'secret-in-env'],
};

/** A rule about ignore comments needs a rule that can be ignored beside it. */
function aloneRules(rule: Rule, all: readonly Rule[]): readonly Rule[] {
  const others = rule.subject === 'suppression' || rule.subject === 'mark' ? ignorable[rule.subject] : [];
  return [rule, ...all.filter((other) => others.includes(other.id))];
}

interface RuleTrial {
  readonly rule: Rule;
  readonly alone: Engine;
  readonly together: Engine;
}

function contextFor(rule: Rule, changes: Partial<Context> | undefined): Context {
  return { ...defaultContext, profile: 'all', rules: { [rule.id]: rule.severity }, ...changes };
}

const isDockerfile = (rule: Rule) => ['dockerfile', 'stage', 'instruction'].includes(rule.subject);

function fileFor(rule: Rule, text: string): SourceFile {
  const looksLikeDockerfile =
    isDockerfile(rule) || (/^(?:workspace|mark)$/.test(rule.subject) && /^\s*(FROM|ARG)\s/m.test(text));
  if (rule.subject === 'values') return { path: 'values.yaml', text, kind: 'helm-values' };
  return looksLikeDockerfile ? { path: 'Dockerfile', text } : { path: 'manifest.yaml', text };
}

function findingsOf(
  engine: Engine,
  rule: Rule,
  file: SourceFile,
  context: Context,
  files: Example['files'],
): Finding[] {
  const more = Object.entries(files ?? {}).map(([path, text]) => ({ path, text }));
  const found =
    rule.subject === 'workspace'
      ? engine.checkTogether([file, ...more], context)
      : engine.check(file, context).findings;
  return found.filter((finding) => finding.rule === rule.id && finding.file === file.path);
}

function wording(rule: Rule): string[] {
  const complaints: string[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(rule.id)) complaints.push('the id is not a kebab-case slug');
  if (rule.why.trim().length < 20 || !/[.!]$/.test(rule.why)) complaints.push('`why` is not a sentence');
  if (rule.remedy.trim().length < 10 || !/[.!`]$/.test(rule.remedy)) complaints.push('`remedy` is not a sentence');
  if (rule.title.trim() === '' || /[.]$/.test(rule.title))
    complaints.push('the title is empty or ends with a full stop');
  if (rule.examples.length === 0) complaints.push('there is no example');
  if (rule.accepts.length === 0) complaints.push('nothing shows what the rule accepts');
  if (rule.fixable !== 'never' && !rule.examples.some((e) => e.good !== undefined))
    complaints.push('no example shows the fix');
  return complaints;
}

function exampleComplaints(trial: RuleTrial, example: Example): string[] {
  const { rule, alone } = trial;
  if (isOfChart(rule, example)) return chartComplaints(alone, rule, example, contextFor(rule, example.context));
  const context = contextFor(rule, example.context);
  const { text, spans } = readMarks(example.bad);
  const file = fileFor(rule, text);
  const found = findingsOf(alone, rule, file, context, example.files);
  const complaints: string[] = [];
  if (spans.length === 0) complaints.push('nothing is marked with «»');
  const wanted = spans
    .map((s) => `${s.start}-${s.end}`)
    .sort()
    .join(' ');
  const got = found
    .map((f) => `${f.span.start}-${f.span.end}`)
    .sort()
    .join(' ');
  if (wanted !== got) complaints.push(`underlines ${describeSpans(text, found)}, not what is marked`);
  for (const finding of found) {
    if (!/[.?!]$/.test(finding.message) || /\n|undefined|\[object/.test(finding.message))
      complaints.push(`message is not one sentence: ${finding.message}`);
    const strange = finding.aliases.filter((alias) => !rule.aliases.includes(alias));
    if (strange.length) complaints.push(`claims ${strange.join(', ')}, which the rule does not`);
    const fix = finding.fix();
    if (rule.fixable === 'never' && fix) complaints.push('offers a fix although fixable is "never"');
    if (rule.fixable === 'always' && !fix) complaints.push('offers no fix although fixable is "always"');
  }
  if (rule.subject === 'workspace') return [...complaints, ...workspaceFixComplaints(trial, example, file, found)];
  if (example.good === undefined && found.some((f) => f.fix()))
    complaints.push('offers a fix, but the example has no `good`');
  const proof = unsoundness({ engine: alone, file, context });
  complaints.push(...proof.complaints);
  if (example.good !== undefined && proof.text !== example.good) complaints.push(`the fixed text is\n${proof.text}`);
  complaints.push(
    ...unsoundness({ engine: trial.together, file, context: { ...context, rules: {} } }).complaints.map(
      (c) => `with all rules: ${c}`,
    ),
  );
  return [...complaints, ...shapeComplaints(trial, text, example, context)];
}

/** Rules across files have no fix loop: their fixes are applied once and judged with the same other files. */
function workspaceFixComplaints(trial: RuleTrial, example: Example, file: SourceFile, found: Finding[]): string[] {
  const context = contextFor(trial.rule, example.context);
  const fixes = found.flatMap((finding) => finding.fix() ?? []);
  if (example.good === undefined) return fixes.length ? ['offers a fix, but the example has no `good`'] : [];
  const edits = selectCompatible(fixes, (fix) => fix.edits).flatMap((fix) => fix.edits);
  const editsOf = (path: string) => edits.filter((edit) => (edit.file ?? file.path) === path);
  const text = applyEdits(file.text, editsOf(file.path));
  const complaints = text === example.good ? [] : [`the fixed text is\n${text}`];
  const files: Record<string, string> = { ...example.files };
  for (const path of new Set(edits.flatMap((edit) => edit.file ?? []))) {
    if (path === file.path) continue;
    files[path] = applyEdits(files[path] ?? '', editsOf(path));
    if (files[path] !== example.goodFiles?.[path]) complaints.push(`${path} becomes\n${files[path]}`);
  }
  const fixed = { ...file, text };
  const left = findingsOf(trial.alone, trial.rule, fixed, context, files);
  complaints.push(...left.map((finding) => `is still reported: ${finding.message}`));
  const rest = { ...context, rules: {} };
  const had = new Set(trial.together.check(file, rest).findings.map((finding) => finding.rule));
  const after = trial.together.check({ ...fixed, path: `fixed-${file.path}` }, rest);
  if (after.notes.length) complaints.push(`no longer parses: ${after.notes[0]?.message}`);
  complaints.push(...after.findings.filter((f) => !had.has(f.rule)).map((f) => `${f.rule} came with the fix`));
  return complaints;
}

function describeSpans(text: string, found: readonly Finding[]): string {
  return found.length ? found.map((f) => `"${text.slice(f.span.start, f.span.end)}"`).join(' and ') : 'nothing';
}

function shapeComplaints(trial: RuleTrial, text: string, example: Example, context: Context): string[] {
  const { rule, alone } = trial;
  const inDockerfile = fileFor(rule, text).path === 'Dockerfile';
  const textShapes = inDockerfile ? dockerfileTextShapes : yamlTextShapes;
  const complaints: string[] = [];
  const original = findingsOf(alone, rule, fileFor(rule, text), context, example.files);
  for (const shape of textShapes) {
    const file = fileFor(rule, shape.write(text));
    const found = findingsOf(alone, rule, file, context, example.files);
    const said = (findings: readonly Finding[], inText: string) =>
      findings.map((f) => inText.slice(f.span.start, f.span.end).replace(/\r/g, '')).join('|');
    if (said(found, file.text) !== said(original, text))
      complaints.push(`${shape.name}: underlines ${describeSpans(file.text, found)}`);
    const proof = unsoundness({ engine: alone, file, context });
    complaints.push(...proof.complaints.map((c) => `${shape.name}: ${c}`));
    if (example.good !== undefined && proof.text !== shape.write(example.good, text)) {
      complaints.push(`${shape.name}: the fixed text is\n${JSON.stringify(proof.text)}`);
    }
  }
  if (inDockerfile) return complaints;
  for (const shape of treeShapes) {
    const written = shape.write(text);
    if (written === undefined) continue;
    const proof = unsoundness({ engine: alone, file: fileFor(rule, written), context });
    complaints.push(...proof.complaints.map((c) => `${shape.name}: ${c}\n${proof.text}`));
  }
  return complaints;
}

function acceptComplaints(trial: RuleTrial, accepted: string | Accepted): string[] {
  if (isOfChart(trial.rule, typeof accepted === 'string' ? {} : accepted))
    return chartAcceptComplaints(trial.alone, trial.rule, accepted, contextFor);
  const { text, context, files } =
    typeof accepted === 'string' ? { text: accepted, context: undefined, files: undefined } : accepted;
  const file = fileFor(trial.rule, text);
  const found = findingsOf(trial.alone, trial.rule, file, contextFor(trial.rule, context), files);
  return found.map((finding) => `is reported: ${finding.message}`);
}

const oddYaml = [
  '',
  '{}',
  '[]',
  'null',
  '- 1',
  'a',
  ': :',
  '---\n...\n',
  '\uFEFF',
  '{{ .Values.x }}',
  'kind: Pod',
  ...oddPods(),
];

/** Objects of every kind with the wrong type in every place: nothing to say, and nothing to trip over. */
function oddPods(): string[] {
  const kinds = [
    'v1 Pod',
    'apps/v1 Deployment',
    'batch/v1 CronJob',
    'v1 Service',
    'rbac.authorization.k8s.io/v1 ClusterRole',
    'networking.k8s.io/v1 NetworkPolicy',
    'v1 Namespace',
    'v1 ConfigMap',
    'v1 Secret',
  ];
  const bodies = [
    '',
    'metadata:\nspec:\n',
    'metadata: 1\nspec: true\n',
    'metadata: []\nspec: {}\n',
    'spec:\n  containers: {}\n',
    'spec:\n  containers: [1, null, {}, []]\n',
    'spec:\n  containers:\n  - name: {}\n    image: []\n    securityContext: true\n    resources: 1\n    env: {}\n    ports: x\n    volumeMounts: [null]\n  volumes: [1, {}]\n  securityContext: no\n',
    'spec: {template: {spec: {containers: [{securityContext: []}]}}}\n',
    'rules: {}\nsubjects: 1\n',
    'rules: [1, null, {verbs: x, resources: {}}]\n',
    'spec: {ingress: 1, egress: [[]], podSelector: []}\n',
  ];
  return kinds.flatMap((kind) => {
    const [apiVersion, name] = kind.split(' ');
    return bodies.map((body) => `apiVersion: ${apiVersion}\nkind: ${name}\n${body}`);
  });
}

const oddDockerfiles = [
  '',
  '\n',
  '#',
  'FROM',
  'FROM \n',
  'RUN x',
  'FROM a\nRUN',
  'FROM a\nRUN <<EOF\n',
  'FROM a\nRUN "',
  'FROM a AS',
  'FROM $x\nUSER',
  'ADD',
  'FROM a\nCOPY --from',
  'FROM a\nRUN \\\n',
  '\0',
  'FROM a\nENV',
  'FROM a\nARG\nUSER $',
  'FROM a\nHEALTHCHECK',
  'FROM a\nONBUILD',
  'FROM a\nSHELL []',
  'FROM a\nCMD [',
  'FROM a\nEXPOSE',
  'FROM a\nRUN --mount',
];

function oddInput(trial: RuleTrial): string[] {
  const texts = isDockerfile(trial.rule) ? oddDockerfiles : oddYaml;
  return texts.flatMap((text) => {
    const file = fileFor(trial.rule, text);
    // A rule across files that throws is noticed by its engine.
    if (trial.rule.subject === 'workspace')
      findingsOf(trial.alone, trial.rule, file, contextFor(trial.rule, undefined), {});
    const proof = unsoundness({ engine: trial.alone, file, context: contextFor(trial.rule, undefined) });
    return proof.complaints.map((c) => `odd input ${JSON.stringify(text)}: ${c}`);
  });
}
