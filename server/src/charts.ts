import type { ChartInput } from '@bulkhead/rules';
import type { WithLinked } from '@bulkhead/rules/chart/linked';
import { isOverlay, stackOf } from '@bulkhead/rules/chart/types';
import type { Documents } from './documents';
import type { Settings } from './settings';
import { canonicalUri, escapePath } from './uris';
import { foldersAbove, type WorkspaceFiles } from './workspaceFiles';

/** A chart with the state of its files. */
export interface OpenChart {
  readonly input: ChartInput;
  /** Changes whenever one of its open files does. */
  readonly stamp: string;
  /** Whether its open files are still as they were. */
  readonly isCurrent: () => boolean;
}

/** Finds the chart a file is rendered with. */
export interface Charts {
  readonly of: (uri: string) => Promise<OpenChart | undefined>;
  /** The folder of that chart only. */
  readonly rootOf: (uri: string) => Promise<string | undefined>;
}

export function createCharts(
  files: WorkspaceFiles,
  documents: Documents,
  settingsFor: (uri: string) => Promise<Settings>,
): Charts {
  /** The outermost one: a chart vendored in another is rendered with it. */
  const around = async (uri: string): Promise<string | undefined> => {
    let root: string | undefined;
    for (const folder of foldersAbove(uri)) {
      const isChart = (await files.text(`${folder}/Chart.yaml`)) !== undefined;
      if (isChart && (root === undefined || root.startsWith(`${folder}/charts/`))) root = folder;
      if (files.folders().includes(folder)) break;
    }
    return root;
  };

  const rootOf = async (uri: string): Promise<string | undefined> => {
    const root = await around(uri);
    if (root !== undefined && isRendered(uri.slice(root.length + 1))) return root;
    // Settings may name a values file that lies elsewhere.
    const listed = /\.ya?ml$/.test(uri) ? (await settingsFor(uri)).chart : undefined;
    const chart = listed === undefined ? undefined : canonicalUri(listed);
    return chart !== undefined && (await files.text(`${chart}/Chart.yaml`)) !== undefined ? chart : undefined;
  };

  const readFolder = async (root: string): Promise<Map<string, string | Uint8Array>> => {
    const found = new Map<string, string | Uint8Array>();
    for (const uri of await files.ofChart(root)) {
      const content = isBinary(uri) ? await files.bytes(uri) : await files.text(uri);
      if (content !== undefined) found.set(uri.slice(root.length + 1), content);
    }
    return found;
  };

  /** Whether a folder is part of the workspace: its list of files leads through no link. */
  const isOurs = async (folder: string): Promise<boolean> => {
    const around = files.folders().find((one) => folder.startsWith(`${one}/`));
    return around !== undefined && (await files.below(around)).includes(`${folder}/Chart.yaml`);
  };

  const withLinked = async (root: string, texts: Map<string, string | Uint8Array>): Promise<WithLinked> => {
    const { addLinked } = await import('@bulkhead/rules/chart/linked');
    const work = addLinked(texts);
    for (let step = work.next(); ; ) {
      if (step.done) return step.value;
      const folder = below(root, step.value);
      step = work.next((await isOurs(folder)) ? await readFolder(folder) : undefined);
    }
  };

  return {
    rootOf,
    async of(uri) {
      const root = await rootOf(uri);
      if (root === undefined) return undefined;
      const listed = (await settingsFor(`${root}/values.yaml`)).overlays;
      const overlays = listed?.map((scenario) => stackOf(scenario).map(escapePath).join(','));
      const texts = await readFolder(root);
      // A file that was never saved is on no list.
      for (const { uri: other, text } of documents.all()) {
        if (other.startsWith(`${root}/`)) texts.set(other.slice(root.length + 1), text);
      }
      for (const file of overlays?.flatMap(stackOf) ?? []) {
        const text = texts.has(file) ? undefined : await files.text(below(root, file));
        if (text !== undefined) texts.set(file, text);
      }
      const { files: all, linked } = await withLinked(root, texts);
      const outside = new Set(overlays?.flatMap(stackOf).map((file) => below(root, file)));
      const folders = [root, ...[...linked.values()].map((folder) => below(root, folder))];
      const open = () =>
        documents.all().filter(({ uri }) => outside.has(uri) || folders.some((folder) => uri.startsWith(`${folder}/`)));
      const stampNow = () =>
        open()
          .map((document) => `${document.uri}@${document.version}`)
          .join(' ');
      const stamp = stampNow();
      const input = { folder: root, files: all, linked, ...(overlays ? { overlays } : {}) };
      return { input, stamp, isCurrent: () => stampNow() === stamp };
    },
  };
}

/** Whether a file of a chart is judged as rendered, and not as it stands. */
function isRendered(local: string): boolean {
  return /^(?:templates|charts)\//.test(local) || /^(?:values[^/]*|Chart)\.ya?ml$/.test(local) || isOverlay(local);
}

/** Text that is not UTF-8 would come out as something else, and so would what templates make of it. */
function isBinary(uri: string): boolean {
  return /\.(tgz|gz|bz2|xz|zip|png|jpe?g|gif|ico|jks|p12|pfx)$/i.test(uri);
}

/** The URI of a file that is named relative to a folder. */
function below(folder: string, file: string): string {
  let at = folder;
  let rest = file;
  for (; rest.startsWith('../'); rest = rest.slice(3)) at = at.slice(0, at.lastIndexOf('/'));
  return `${at}/${rest}`;
}
