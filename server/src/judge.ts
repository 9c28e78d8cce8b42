import { type Config, configFileName, judgementFor, type PlacedConfig, readConfig } from '@bulkhead/rules';
import type { Settings } from './settings';
import { foldersAbove, type WorkspaceFiles } from './workspaceFiles';

/** Decides how a file is judged: the editor's settings, and over them the `.bulkhead.yaml` files around it. */
export interface Judge {
  readonly settle: (uri: string, settings: Settings) => Promise<Settings>;
  /** The settings files that speak for a file, the outermost first. */
  readonly configsOf: (uri: string) => Promise<readonly string[]>;
}

/** More folders than this lie above no file that is worth a look. */
const deepest = 40;

export function createJudge(files: Pick<WorkspaceFiles, 'text' | 'folders'>): Judge {
  const lastGood = new Map<string, Config>();

  const read = async (folder: string): Promise<PlacedConfig | undefined> => {
    const text = await files.text(`${folder}/${configFileName}`);
    if (text === undefined) return undefined;
    const { config, problems } = readConfig(text);
    if (!problems.length) lastGood.set(folder, config);
    // While somebody is editing it, the last one without mistakes stays in force.
    return { folder: decoded(folder), config: lastGood.get(folder) ?? config };
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

  const configsFor = async (uri: string): Promise<PlacedConfig[]> => {
    const configs = await Promise.all((await foldersFor(uri)).map(read));
    return configs.filter((config) => config !== undefined).reverse();
  };

  return {
    async settle(uri, settings) {
      const configs = await configsFor(uri);
      if (!configs.length) return settings;
      const { context, ignored } = judgementFor(decoded(uri), configs, settings.context);
      return { ...settings, context, ignored };
    },
    async configsOf(uri) {
      return (await configsFor(uri)).map(({ folder }) => `${folder}/${configFileName}`);
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
