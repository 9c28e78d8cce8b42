import {
  type Config,
  configFileName,
  judgementFor,
  lineStarts,
  matchesGlob,
  type PlacedConfig,
  positionAt,
} from '@bulkhead/rules';
import { deepestPatch, kustomizationNames } from '@bulkhead/rules/model/kustomizationNames';
import type { ConfigInForce, Settings } from './settings';
import { foldersAbove, type WorkspaceFiles } from './workspaceFiles';

/** Decides how a file is judged: the editor's settings, and over them the `.bulkhead.yaml` files around it. */
export interface Judge {
  readonly settle: (uri: string, settings: Settings) => Promise<Settings>;
  /** The settings files that speak for a file, the outermost first. */
  readonly configsOf: (uri: string) => Promise<readonly string[]>;
}

/** More folders than this lie above no file that is worth a look. */
const deepest = 40;

interface FoundConfig extends PlacedConfig {
  readonly inForce: ConfigInForce;
}

export function createJudge(files: Pick<WorkspaceFiles, 'text' | 'folders'>): Judge {
  const lastGood = new Map<string, Config>();

  const read = async (folder: string): Promise<FoundConfig | undefined> => {
    const uri = `${folder}/${configFileName}`;
    const text = await files.text(uri);
    if (text === undefined) {
      lastGood.delete(folder);
      return undefined;
    }
    const { readConfig } = await import('@bulkhead/rules/config/read');
    const { config, problems } = readConfig(text);
    const [first] = problems;
    if (!first) lastGood.set(folder, config);
    const problem = first && {
      line: 1 + positionAt(lineStarts(text), first.span.start).line,
      message: first.message,
      hadGood: lastGood.has(folder),
    };
    // While somebody is editing it, the last one without mistakes stays in force.
    const good = lastGood.get(folder) ?? config;
    return { folder: decoded(folder), config: good, inForce: { uri, ...(problem ? { problem } : {}) } };
  };

  /** From the file up to the top of its repository, or of the workspace where there is none to be seen. */
  const foldersFor = async (uri: string): Promise<string[]> => {
    const found: string[] = [];
    for (const folder of foldersAbove(uri).slice(0, deepest)) {
      found.push(folder);
      const isRepository = (await files.text(`${folder}/.git/HEAD`)) !== undefined;
      if (isRepository || (!uri.startsWith('file:') && files.folders().includes(folder))) break;
    }
    return found;
  };

  const configsFor = async (uri: string): Promise<FoundConfig[]> => {
    const found = await Promise.all((await foldersFor(uri)).map(read));
    const configs = found.filter((config) => config !== undefined);
    const root = configs.findIndex(({ config }) => config.root === true);
    return configs.slice(0, root < 0 ? undefined : root + 1).reverse();
  };

  /** The editor's own list, relative to the folder of the workspace. */
  const isLeftOut = (uri: string, { ignore }: Settings): boolean => {
    const folder = files.folders().find((one) => uri.startsWith(`${one}/`));
    const local = folder === undefined ? undefined : decoded(uri.slice(folder.length + 1));
    return local !== undefined && ignore.some((glob) => matchesGlob(glob, local));
  };

  const isPatch = async (uri: string): Promise<boolean> => {
    for (const folder of foldersAbove(uri).slice(0, deepestPatch)) {
      for (const name of kustomizationNames) {
        const text = await files.text(`${folder}/${name}`);
        if (text === undefined) continue;
        const { laysOver } = await import('@bulkhead/rules/model/kustomization');
        if (laysOver(text, decoded(uri.slice(folder.length + 1)))) return true;
      }
    }
    return false;
  };

  return {
    async settle(uri, settings) {
      const leftOut = isLeftOut(uri, settings);
      const [configs, patch] = await Promise.all([configsFor(uri), isPatch(uri)]);
      const settled = patch ? { ...settings, patch } : settings;
      if (!configs.length) return leftOut ? { ...settled, ignored: true } : settled;
      const judgement = judgementFor(decoded(uri), configs, settings.context);
      const ignored = judgement.ignored || leftOut;
      const { context, overlays, chart } = judgement;
      return { ...settled, context, ignored, overlays, chart, configs: configs.map(({ inForce }) => inForce) };
    },
    async configsOf(uri) {
      return (await configsFor(uri)).map(({ inForce }) => inForce.uri);
    },
  };
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
