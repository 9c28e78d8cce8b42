import { type Context, type FileEngine, type Finding, fileKind, type SourceFile, smallestEdit } from '@bulkhead/rules';
import type { Charts } from './charts';
import type { OpenDocument } from './documents';
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
  /** The files that are looked at, with their texts. */
  readonly sources: () => Promise<readonly SourceFile[]>;
  /** The charts of the workspace by their folders, each with one of its files. */
  readonly chartRoots: () => Promise<ReadonlyMap<string, string>>;
}

export interface TogetherNeeds {
  readonly engine: FileEngine;
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

  const sources = async (): Promise<readonly SourceFile[]> => {
    const found: SourceFile[] = [];
    for (const folder of files.folders()) {
      for (const uri of await files.below(folder)) {
        const text = await files.text(uri);
        if (text === undefined || fileKind(uri, text) === undefined) continue;
        const { ignored, patch } = await needs.settingsFor(uri);
        if (ignored || (await needs.charts.rootOf(uri)) !== undefined) continue;
        found.push({ path: uri, text, ...(patch ? { patch } : {}) });
      }
    }
    return found;
  };

  const run = async (): Promise<void> => {
    const own = ++request;
    const [folder] = files.folders();
    if (folder === undefined) return;
    const read = await sources();
    const { context, enable } = await needs.settingsFor(`${folder}/.bulkhead.yaml`);
    if (own !== request) return;
    const size = read.reduce((sum, { text }) => sum + text.length, 0);
    const next = enable && size <= mostCharacters ? check(read, context) : new Map();
    const same = describe(next) === describe(results);
    results = next;
    if (same) return;
    revision++;
    needs.onChanged();
  };

  const check = (read: readonly SourceFile[], context: Context) => {
    const started = host.now();
    const byFile = new Map(read.map(({ path, text }) => [path, { text, findings: [] as Finding[] }]));
    for (const finding of engine.checkTogether(read, context)) byFile.get(finding.file)?.findings.push(finding);
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
    sources,
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
