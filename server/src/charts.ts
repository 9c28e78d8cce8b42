import type { ChartInput } from '@bulkhead/rules';
import type { Documents } from './documents';
import { foldersAbove, type WorkspaceFiles } from './workspaceFiles';

/** A chart with the state of its files. */
export interface OpenChart {
  readonly input: ChartInput;
  /** Changes whenever one of its open files does. */
  readonly stamp: string;
}

/** Finds the chart a file is rendered with. */
export interface Charts {
  readonly of: (uri: string) => Promise<OpenChart | undefined>;
  /** The folder of that chart only. */
  readonly rootOf: (uri: string) => Promise<string | undefined>;
}

export function createCharts(files: WorkspaceFiles, documents: Documents): Charts {
  /** The outermost one: a chart vendored in another is rendered with it. */
  const rootOf = async (uri: string): Promise<string | undefined> => {
    let root: string | undefined;
    for (const folder of foldersAbove(uri)) {
      const isChart = (await files.text(`${folder}/Chart.yaml`)) !== undefined;
      if (isChart && (root === undefined || root.startsWith(`${folder}/charts/`))) root = folder;
      if (files.folders().includes(folder)) break;
    }
    return root !== undefined && isRendered(uri.slice(root.length + 1)) ? root : undefined;
  };

  return {
    rootOf,
    async of(uri) {
      const root = await rootOf(uri);
      if (root === undefined) return undefined;
      const texts = new Map<string, string>();
      for (const file of await files.below(root)) {
        const text = await files.text(file);
        if (text !== undefined) texts.set(file.slice(root.length + 1), text);
      }
      // A file that was never saved is on no list.
      const open = documents.all().filter((document) => document.uri.startsWith(`${root}/`));
      for (const document of open) texts.set(document.uri.slice(root.length + 1), document.text);
      const stamp = open.map((document) => `${document.uri}@${document.version}`).join(' ');
      return { input: { folder: root, files: texts }, stamp };
    },
  };
}

/** Whether a file of a chart is judged as rendered, and not as it stands. */
function isRendered(local: string): boolean {
  return /^(?:templates|charts|ci)\//.test(local) || /^(?:values[^/]*|Chart)\.ya?ml$/.test(local);
}
