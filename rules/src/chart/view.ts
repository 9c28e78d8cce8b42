import type { Chart, PathKey, RenderedTemplate, Steps } from '@bulkhead/helm';
import { ask, judge, type RunRules, rulesFor } from '../engine/run';
import { isValuesName } from '../fileKind';
import type { ChartView, ChartYaml } from '../model/chart';
import { readObjects } from '../model/object';
import { rootValue } from '../model/value';
import { documentOf, readYaml } from '../parse/yaml';
import type { Finding } from '../rule';
import { touches } from '../text/span';
import { documentsOf, type Judgements } from './judged';
import { isOwn } from './place';
import { readsPath } from './reads';
import type { Rendering } from './render';
import { type ChartInput, overlaysOf, placed, stackOf } from './types';

/** What the rules about charts themselves say. */
export function* judgeChart(
  input: ChartInput,
  rendering: Rendering,
  known: Judgements,
  run: RunRules,
): Steps<Finding[]> {
  if (!run.rules.some((rule) => rule.subject === 'chart' || rule.subject === 'values')) return [];
  const view = viewOf(input, rendering, known);
  if (!view) return [];
  const found: Finding[] = [];
  yield;
  for (const rule of rulesFor(run, 'chart')) {
    ask(run, rule, view, view.metadata.file, [], found);
    yield;
  }
  for (const values of view.values) {
    judge(run, 'values', { ...values, chart: view }, values.file, [], found);
    yield;
  }
  for (const values of strangers(input)) judge(run, 'values', { ...values, chart: undefined }, values.file, [], found);
  return found.map((finding) => ({ ...finding, file: placed(input, finding.file) }));
}

/** Whether a finding about a rendered manifest makes one about the chart needless: it names the container. */
export function saysTheSame(rendered: Finding, own: Finding): boolean {
  if (rendered.control !== own.control) return false;
  const places = [rendered, ...rendered.related.map(({ file, at }) => ({ file, span: at }))];
  return places.some(({ file, span }) => file === own.file && touches(span, own.span));
}

function viewOf(input: ChartInput, rendering: Rendering, known: Judgements): ChartView | undefined {
  const metadata = yamlFile(input, 'Chart.yaml');
  if (!metadata) return undefined;
  const { chart, scenarios } = rendering;
  const templates = [...new Set(scenarios.flatMap((scenario) => scenario.templates))];
  const kinds = new Set(templates.flatMap((template) => kindsOf(template, known)));
  return {
    name: chart.metadata.name,
    metadata,
    vendored: vendoredIn(chart),
    isLocked: input.files.has('Chart.lock') || input.files.has('requirements.lock'),
    values: valuesFiles(input).flatMap((file) => readAlready(rendering, file) ?? yamlFile(input, file) ?? []),
    schema: chart.schema?.text,
    templates: chart.templates.filter((one) => isOwn(one.file)),
    isWhole: chart.problems.length === 0 && templates.every((one) => one.complete),
    kinds,
    objects: () => {
      const installed = scenarios.filter(({ named }) => !/^ci\//.test(named.overlay ?? ''));
      const rendered = new Set(installed.flatMap((one) => one.templates));
      return [...rendered].flatMap((one) => documentsOf(one, known).flatMap(readObjects));
    },
    isRead: (path: readonly PathKey[]) => templates.some((one) => readsPath(one, path)),
  };
}

function vendoredIn({ subcharts }: Chart): Map<string, string[]> {
  const versions = new Map<string, string[]>();
  for (const { metadata } of subcharts) {
    versions.set(metadata.name, [...(versions.get(metadata.name) ?? []), metadata.version]);
  }
  return versions;
}

const kindsKnown = new WeakMap<RenderedTemplate, readonly string[]>();

function kindsOf(template: RenderedTemplate, known: Judgements): readonly string[] {
  const before = kindsKnown.get(template);
  if (before) return before;
  const kinds = documentsOf(template, known).flatMap((document) => readObjects(document).map(({ kind }) => kind));
  kindsKnown.set(template, kinds);
  return kinds;
}

/** A values file as it was read to render the chart: large ones take long to read. */
function readAlready({ input, chart, scenarios }: Rendering, name: string): ChartYaml | undefined {
  const overlays = scenarios.flatMap(({ prepared }) => prepared.overlays);
  const read = [chart.values, ...overlays].find((one) => one?.file === name && one.text === input.files.get(name));
  const document = read && !read.problem ? documentOf(read.text, read.tree.root) : undefined;
  return document && { file: name, text: document.text, root: rootValue(document) };
}

function valuesFiles(input: ChartInput): string[] {
  return [...new Set(['values.yaml', ...overlaysOf(input).flatMap(stackOf)])];
}

/** Values that lie in the chart's folder and are for another chart. */
function strangers(input: ChartInput): ChartYaml[] {
  const used = new Set(valuesFiles(input));
  return [...input.files.keys()].flatMap((file) =>
    isValuesName(file) && !used.has(file) ? (yamlFile(input, file) ?? []) : [],
  );
}

function yamlFile(input: ChartInput, file: string): ChartYaml | undefined {
  const text = input.files.get(file);
  if (typeof text !== 'string') return undefined;
  const [document, more] = readYaml(text);
  if (!document || more || document.problems.length > 0) return undefined;
  return { file, text, root: rootValue(document) };
}
