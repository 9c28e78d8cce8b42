import type { Steps } from '@bulkhead/helm/steps';
import {
  type Context,
  type Edit,
  type FileEngine,
  type Finding,
  type FixOptions,
  fixUntilStable,
  type Safety,
} from '@bulkhead/rules';
import { type AcrossResult, fixAcross } from '@bulkhead/rules/fixAcross';
import { lineEdits } from '@bulkhead/rules/text/lineEdits';
import type {
  AnnotatedTextEdit,
  CancellationToken,
  ChangeAnnotation,
  TextEdit,
  WorkDoneProgressReporter,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { WorkspaceNeeds } from './checkWorkspace';
import { linesOf, toRange } from './convert';
import { type EditStyle, type EditTarget, workspaceEdit } from './edits';
import type { FixWorkspaceResult } from './protocol';
import { breathe, inSlices } from './slices';
import type { Project } from './together';
import type { Translate } from './translate';

export interface WorkspaceFixNeeds extends WorkspaceNeeds {
  readonly edits: () => EditStyle;
  readonly t: () => Translate;
}

/** A file with its text after the safe fixes and after all. */
interface Fixed {
  readonly uri: string;
  readonly before: string;
  readonly safe: string;
  readonly all: string;
  /** The folder of the chart whose files are fixed together: half of that may be no fix. */
  readonly chart?: string;
}

/**
 * All fixes of the workspace as one edit. Its parts are annotated, so that the editor shows what wants a look before
 * anything is changed, and a person can leave parts out.
 */
export async function fixWorkspace(
  rule: string | undefined,
  needs: WorkspaceFixNeeds,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<FixWorkspaceResult> {
  const fixed: Fixed[] = [];
  for await (const [part, found] of steps(rule, needs, token)) {
    fixed.push(...found.filter(({ before, all }) => before !== all));
    progress.report(Math.round(part * 100));
    await breathe(needs.host);
    if (token.isCancellationRequested) return { edit: null, files: 0, cancelled: true };
  }
  return { edit: fixed.length ? toEdit(fixed, needs) : null, files: fixed.length, cancelled: false };
}

async function* steps(
  rule: string | undefined,
  needs: WorkspaceFixNeeds,
  token: CancellationToken,
): AsyncGenerator<[number, Fixed[]]> {
  const { together, charts } = needs;
  const engine = await needs.engine.forAll();
  const only = (finding: Finding) => rule === undefined || finding.rule === rule;
  const options = (safety: Safety): FixOptions => ({ safety, only });
  const projects = await together.projects();
  const roots = await together.chartRoots();
  const total = projects.reduce((sum, { sources }) => sum + sources.length, 0) + roots.size;
  let done = 0;
  for (const project of projects) {
    const contexts = new Map<string, Context>();
    const mended: Fixed[] = [];
    for (const source of project.sources) {
      const { context, enable } = await needs.settingsFor(source.path);
      const fix = (safety: Safety) => fixUntilStable(engine, source, context, options(safety)).text;
      if (enable) {
        contexts.set(source.path, context);
        mended.push({ uri: source.path, before: source.text, safe: fix('safe'), all: fix('review') });
      }
      engine.forget(source.path);
      yield [++done / total, []];
    }
    const across = async (safety: 'safe' | 'all') => {
      const texts = new Map(mended.map((one) => [one.uri, one[safety]]));
      const steps = stepsAcross(project, texts, contexts, engine, options(safety === 'safe' ? 'safe' : 'review'));
      return await inSlices(steps, needs.host, () => !token.isCancellationRequested);
    };
    const [safe, all] = [await across('safe'), await across('all')];
    yield [
      done / total,
      mended.map((one) => ({
        ...one,
        safe: safe?.changed.get(one.uri) ?? one.safe,
        all: all?.changed.get(one.uri) ?? one.all,
      })),
    ];
  }
  for (const [root, member] of roots) {
    const chart = await charts.of(member);
    const { context, enable, ignored } = await needs.settingsFor(`${root}/values.yaml`);
    if (chart && enable && !ignored) {
      const { files } = chart.input;
      const judge = await needs.engine.charts();
      const fix = async (safety: Safety) => {
        const steps = judge.fixInSteps(chart.input, context, options(safety));
        const result = await inSlices(steps, needs.host, () => !token.isCancellationRequested);
        return result?.changed ?? new Map<string, string>();
      };
      const [safe, all] = [await fix('safe'), await fix('review')];
      const together = all.size > 1 ? { chart: root } : {};
      const found = [...all].map(([path, text]) => {
        const before = String(files.get(path) ?? '');
        return { uri: `${root}/${path}`, before, safe: safe.get(path) ?? before, all: text, ...together };
      });
      yield [++done / total, found];
    }
    needs.engine.forget(root);
  }
}

/** Mends what the files of a project show together, from the texts in which each was mended by itself. */
function stepsAcross(
  { context, sources }: Project,
  texts: ReadonlyMap<string, string>,
  contexts: ReadonlyMap<string, Context>,
  engine: FileEngine,
  options: FixOptions,
): Steps<AcrossResult> {
  const files = sources.map((source) => ({ ...source, text: texts.get(source.path) ?? source.text }));
  return fixAcross(engine, files, context, {
    ...options,
    mayWrite: (uri) => texts.has(uri),
    mend(file) {
      const { text } = fixUntilStable(engine, file, contexts.get(file.path) ?? context, options);
      engine.forget(file.path);
      return text;
    },
  });
}

function toEdit(fixed: readonly Fixed[], needs: WorkspaceFixNeeds): WorkspaceEdit {
  const style = needs.edits();
  const edits = new Map<EditTarget, TextEdit[]>();
  const changeAnnotations = annotations(needs.t());
  for (const { uri, before, safe, all, chart } of fixed) {
    const review = chart ?? 'review';
    if (chart !== undefined) changeAnnotations[chart] ??= annotationOfChart(chart, needs.t());
    const version = needs.documents.get(uri)?.version ?? null;
    const target = { uri, version, ...linesOf(before, needs.encoding()) };
    const harmless = new Set(lineEdits(before, safe).map(nameOf));
    const annotated = lineEdits(before, all).map((edit): TextEdit | AnnotatedTextEdit => ({
      range: toRange(target, edit.span),
      newText: edit.text,
      ...(style.annotations ? { annotationId: harmless.has(nameOf(edit)) ? 'safe' : review } : {}),
    }));
    edits.set(target, annotated);
  }
  const edit = workspaceEdit(edits, style);
  return style.annotations ? { ...edit, changeAnnotations } : edit;
}

function nameOf({ span, text }: Edit): string {
  return `${span.start} ${span.end} ${text}`;
}

/** The editor lets one leave out every edit by itself; under a heading of their own they can be ticked together. */
function annotationOfChart(root: string, t: Translate): ChangeAnnotation {
  return {
    label: t('Fixes to review: chart {0}', decodeURIComponent(root.slice(root.lastIndexOf('/') + 1))),
    description: t('Templates and values go together: take all of them or none.'),
    needsConfirmation: true,
  };
}

function annotations(t: Translate): Record<string, ChangeAnnotation> {
  return {
    safe: {
      label: t('Safe fixes'),
      description: t('The program behaves the same, or stricter exactly as intended.'),
      needsConfirmation: false,
    },
    review: {
      label: t('Fixes to review'),
      description: t('The program may need something that the fix takes away: look before you apply.'),
      needsConfirmation: true,
    },
  };
}
