import type { Steps } from '@bulkhead/helm/steps';
import type { Finding } from '@bulkhead/rules';
import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Charts } from './charts';
import { linesOf, type PositionEncoding } from './convert';
import { type DiagnosticStyle, toDiagnostic, worst } from './diagnostics';
import type { Documents } from './documents';
import type { ServerEngine } from './engine';
import type { Host } from './host';
import type { CheckWorkspaceResult } from './protocol';
import type { Settings } from './settings';
import { breathe, slice } from './slices';
import type { Together } from './together';
import { isAtOrBelow, type WorkspaceFiles } from './workspaceFiles';

/** What work on a whole workspace needs. */
export interface WorkspaceNeeds {
  /** An engine of its own: what is remembered of open documents is not disturbed. */
  readonly engine: ServerEngine;
  readonly host: Pick<Host, 'setTimer' | 'now'>;
  readonly documents: Documents;
  readonly files: WorkspaceFiles;
  readonly charts: Charts;
  readonly together: Pick<Together, 'projects' | 'chartRoots'>;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  readonly encoding: () => PositionEncoding;
}

export interface CheckWorkspaceNeeds extends WorkspaceNeeds {
  readonly connection: Connection;
  readonly style: () => DiagnosticStyle;
}

/** Checks files nobody has opened, and shows what it finds until they are opened or checked again. */
export interface WorkspaceCheck {
  readonly run: (token: CancellationToken, progress: WorkDoneProgressReporter) => Promise<CheckWorkspaceResult>;
  /** What was shown of a file, or below a folder, holds no longer: it was opened or removed. */
  readonly left: (uri: string) => void;
  /** A file is said to have changed on disk, or a folder: what was found holds where the text is still the same. */
  readonly changed: (uri: string) => Promise<void>;
}

export function createWorkspaceCheck(needs: CheckWorkspaceNeeds): WorkspaceCheck {
  const { host, files, documents } = needs;
  /** The files whose findings are shown, with the text those were found in. */
  const shown = new Map<string, string>();
  /** Of each check that is underway, what was said to have changed since it began. */
  const outdated = new Set<string[]>();

  const clear = (uri: string) => {
    if (shown.delete(uri)) void needs.connection.sendDiagnostics({ uri, diagnostics: [] });
  };

  const show = async (uri: string, findings: readonly Finding[]): Promise<void> => {
    const text = documents.get(uri) ? undefined : await files.text(uri);
    if (text === undefined || !findings.length) return clear(uri);
    const lines = linesOf(text, needs.encoding());
    const settings = await needs.settingsFor(uri);
    const diagnostics = worst(findings).map((finding) => toDiagnostic(finding, lines, settings, needs.style()));
    shown.set(uri, text);
    await needs.connection.sendDiagnostics({ uri, diagnostics });
  };

  /** The work, a step at a time: files by themselves, charts as they render, and then all together. */
  async function* steps(found: Map<string, Finding[]>, read: Map<string, string>): AsyncGenerator<number> {
    // People ask right behind a change that nobody has told us of yet.
    files.changed(files.folders());
    const engine = await needs.engine.forAll();
    const add = (findings: readonly Finding[]) => {
      for (const finding of findings) found.set(finding.file, [...(found.get(finding.file) ?? []), finding]);
    };
    const projects = (await needs.together.projects()).filter(({ enable }) => enable);
    const sources = projects.flatMap((project) => project.sources);
    const roots = await needs.together.chartRoots();
    const total = sources.length + roots.size + 1;
    let done = 0;
    for (const source of sources) {
      found.set(source.path, []);
      read.set(source.path, source.text);
      add(engine.check(source, (await needs.settingsFor(source.path)).context).findings);
      engine.forget(source.path);
      yield ++done / total;
    }
    for (const [root, member] of roots) {
      const chart = await needs.charts.of(member);
      const { context, enable, ignored } = await needs.settingsFor(`${root}/values.yaml`);
      if (chart && enable && !ignored) {
        const judge = await needs.engine.charts();
        add((yield* through(judge.chartInSteps(chart.input, context), done / total)).findings);
      }
      needs.engine.forget(root);
      yield ++done / total;
    }
    for (const project of projects) {
      add(yield* through(engine.togetherInSteps(project.sources, project.context), done / total));
    }
    yield 1;
  }

  return {
    left(uri) {
      for (const since of outdated) since.push(uri);
      for (const one of [...shown.keys()]) if (isAtOrBelow(one, uri)) clear(one);
    },
    async changed(uri) {
      for (const since of outdated) since.push(uri);
      for (const one of [...shown.keys()]) {
        if (!isAtOrBelow(one, uri)) continue;
        const text = await files.text(one);
        if (text !== shown.get(one)) clear(one);
      }
    },
    async run(token, progress) {
      const found = new Map<string, Finding[]>();
      const read = new Map<string, string>();
      const since: string[] = [];
      outdated.add(since);
      try {
        let started = host.now();
        for await (const part of steps(found, read)) {
          if (token.isCancellationRequested) return { files: found.size, findings: 0, cancelled: true };
          if (host.now() - started < slice) continue;
          progress.report(Math.round(part * 100));
          await breathe(host);
          started = host.now();
        }
        for (const uri of [...shown.keys()]) if (!found.has(uri)) clear(uri);
        for (const [uri, findings] of found)
          if (!since.some((changed) => isAtOrBelow(uri, changed)) || read.get(uri) === (await files.text(uri)))
            await show(uri, findings);
      } finally {
        outdated.delete(since);
      }
      const findings = [...found.values()].reduce((sum, one) => sum + one.length, 0);
      return { files: found.size, findings, cancelled: false };
    },
  };
}

/** Work of which all steps are one part of a whole. */
async function* through<T>(steps: Steps<T>, part: number): AsyncGenerator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield part;
  }
}
