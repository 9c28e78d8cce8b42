import { existsSync, readdir as readdirCallback, readFile as readFileCallback } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Connection } from 'vscode-languageserver';
import { isCandidate, mostFiles, skippedFolders } from './fileNames';
import type { Host } from './host';
import { logTo, timers } from './portableHost';
import { canonicalUri } from './uris';

// What Node has for this, `node:fs/promises` and the global clock, takes milliseconds of a start to load.
const readFile = promisify(readFileCallback);
const readdir = promisify(readdirCallback);
const now = () => {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
};

/** A host with a file system, for VS Code on a desktop or server and for every editor that speaks over stdio. */
export function nodeHost(connection: Connection): Host {
  // In dist/, and in the package, the pages are beside the bundle's folder.
  const pages = join(__dirname, '../../docs/rules');
  return {
    ...timers(now),
    log: logTo(connection),
    readFile: async (uri) => {
      const path = localPath(uri);
      return path === undefined ? undefined : readFile(path, 'utf8').catch(() => undefined);
    },
    readBytes: async (uri) => {
      const path = localPath(uri);
      return path === undefined ? undefined : readFile(path).catch(() => undefined);
    },
    listFiles: async (folder, which) => {
      const path = localPath(folder);
      return path === undefined ? [] : listFiles(path, which === 'chart' ? () => true : isCandidate);
    },
    library: `${pathToFileURL(__dirname).href}/`,
    ...(existsSync(pages) ? { rulePages: `${pathToFileURL(pages).href}/` } : {}),
  };
}

function localPath(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined; // For example a Windows share on Linux.
  }
}

async function listFiles(root: string, wants: (name: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined && found.length < mostFiles; folder = folders.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !skippedFolders.has(entry.name)) folders.push(join(folder, entry.name));
      else if (entry.isFile() && wants(entry.name))
        found.push(canonicalUri(pathToFileURL(join(folder, entry.name)).href));
    }
  }
  return found;
}
