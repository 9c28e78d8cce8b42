import {
  type Context,
  configFileName,
  type FileEngine,
  type Finding,
  fileKind,
  type SourceFile,
  smallestEdit,
} from '@bulkhead/rules';
import type { Charts } from './charts';
import type { OpenDocument } from './documents';
import type { ServerEngine } from './engine';
import type { Host } from './host';
import type { Settings } from './settings';
import type { WorkspaceFiles } from './workspaceFiles';

/** The findings of rules that look at several files, kept up to date a little behind the typing. */
export interface Together {
  /** Something has changed: look again soon. */
  readonly touched: () => void;
  readonly findingsOf: (document: OpenDocument) => readonly Finding[];
  /** Grows with every new result. */
  readonly revision: () => number;
  /** The text of a file as it was looked at. */
  readonly textOf: (uri: string) => string | undefined;
  /** The files that are looked at, by the folders of the workspace. */
  readonly projects: () => Promise<readonly Project[]>;
  /** The charts of the workspace by their folders, each with one of its files. */
  readonly chartRoots: () => Promise<ReadonlyMap<string, string>>;
}

/** What belongs together: the files of a folder, with their texts. */
export interface Project {
  readonly context: Context;
  readonly enable: boolean;
  readonly sources: readonly SourceFile[];
}

export interface TogetherNeeds {
  readonly engine: Pick<ServerEngine, 'forAll'>;
  readonly host: Pick<Host, 'setTimer' | 'now' | 'log'>;
  readonly files: WorkspaceFiles;
  readonly charts: Charts;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  readonly onChanged: () => void;
}

const shortestPause = 400;
/** Larger workspaces are read as a whole only when the user asks: reading them would hold up the typing. */
const mostCharacters = 500_000;

export function createTogether(needs: TogetherNeeds): Together {
  const { engine, host, files } = needs;
  let results = new Map<string, { readonly text: string; readonly findings: readonly Finding[] }>();
  let revision = 0;
  let cost = 0;
  let cancel = () => {};
  let request = 0;

  /** The folders of a workspace are projects of their own, each judged by its own settings; a file belongs to the innermost. */
  const projects = async (): Promise<readonly Project[]> => {
    const innermost = [...files.folders()].sort((a, b) => b.length - a.length);
    const taken = new Set<string>();
    const found: Project[] = [];
    for (const folder of innermost) {
      const { context, enable } = await needs.settingsFor(`${folder}/${configFileName}`);
      const sources: SourceFile[] = [];
      for (const uri of await files.below(folder)) {
        if (taken.has(uri)) continue;
        taken.add(uri);
        const text = await files.text(uri);
        if (text === undefined || fileKind(uri, text) === undefined) continue;
        const { ignored, patch } = await needs.settingsFor(uri);
        if (ignored || (await needs.charts.rootOf(uri)) !== undefined) continue;
        sources.push({ path: uri, text, ...(patch ? { patch } : {}) });
      }
      found.push({ context, enable, sources });
    }
    return found;
  };

  const run = async (): Promise<void> => {
    const own = ++request;
    const read = await projects();
    if (own !== request) return;
    const size = read.flatMap(({ sources }) => sources).reduce((sum, { text }) => sum + text.length, 0);
    const judged = size === 0 || size > mostCharacters ? [] : read.filter(({ enable }) => enable);
    const next = judged.length > 0 ? check(judged, await engine.forAll()) : new Map();
    if (own !== request) return;
    const same = describe(next) === describe(results);
    results = next;
    if (same) return;
    revision++;
    needs.onChanged();
  };

  const check = (read: readonly Project[], engine: FileEngine) => {
    const started = host.now();
    const all = read.flatMap(({ sources }) => sources);
    const byFile = new Map(all.map(({ path, text }) => [path, { text, findings: [] as Finding[] }]));
    for (const { sources, context } of read)
      for (const finding of engine.checkTogether(sources, context)) byFile.get(finding.file)?.findings.push(finding);
    cost = host.now() - started;
    return byFile;
  };

  const chartRoots = async (): Promise<ReadonlyMap<string, string>> => {
    const roots = new Map<string, string>();
    for (const folder of files.folders()) {
      for (const uri of await files.below(folder)) {
        const root = await needs.charts.rootOf(uri);
        if (root !== undefined) roots.set(root, uri);
      }
    }
    return roots;
  };

  return {
    projects,
    chartRoots,
    revision: () => revision,
    textOf: (uri) => results.get(uri)?.text,
    touched() {
      cancel();
      cancel = host.setTimer(Math.max(shortestPause, 3 * cost), () => {
        run().catch((error) => host.log('error', `The files could not be checked together: ${String(error)}`));
      });
    },
    findingsOf(document) {
      const known = results.get(document.uri);
      if (!known) return [];
      return known.text === document.text ? known.findings : moved(known.findings, known.text, document.text);
    },
  };
}

/** Findings in a text that has changed since: moved where they still stand, without those that were touched. */
export function moved(findings: readonly Finding[], before: string, after: string): readonly Finding[] {
  const edit = smallestEdit(before, after);
  if (!edit) return findings;
  const shift = edit.text.length - (edit.span.end - edit.span.start);
  return findings.flatMap((finding) => {
    const { start, end } = finding.span;
    // Their fixes were computed for the old text; they are offered again after the next look.
    if (end <= edit.span.start) return [{ ...finding, fix: () => undefined }];
    if (start < edit.span.end) return [];
    return [{ ...finding, span: { start: start + shift, end: end + shift }, scope: [], fix: () => undefined }];
  });
}

function describe(results: ReadonlyMap<string, { readonly findings: readonly Finding[] }>): string {
  const parts = [...results].map(([uri, { findings }]) =>
    findings.map(({ rule, span, message }) => `${uri} ${rule} ${span.start} ${span.end} ${message}`),
  );
  return parts.flat().join('\n');
}
