/** The scope of a classic worker: it has no modules, and all its scripts share one scope. */
export interface ScriptScope {
  readonly importScripts: (url: string) => void;
  module?: { exports: unknown };
  require?: (file: string) => unknown;
  /** What the core's script defines. */
  readonly bulkhead?: unknown;
}

/**
 * Gives a worker what the parts of the server need of CommonJS. They are beside the script that calls this; the worker's
 * own location does not tell where, because VS Code starts workers from a blob.
 */
export function provideRequire(scope: ScriptScope): void {
  const folder = /[\w-]+:\/\/[^\s()]+\/(?=core\.js)/.exec(new Error().stack ?? '')?.[0] ?? './';
  const loaded = new Map<string, unknown>();
  scope.require = (file) => {
    if (file === './core.js') return scope.bulkhead;
    if (!loaded.has(file)) {
      const module = { exports: {} };
      scope.module = module;
      scope.importScripts(folder + file.slice('./'.length));
      loaded.set(file, module.exports);
    }
    return loaded.get(file);
  };
}
