import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './root.mjs';

const pieces = join(root, '.cache/server');

/**
 * How esbuild makes the server: one core, and parts. The core is what every Dockerfile and manifest needs on any platform;
 * it is the script of the web worker, and what Node's entry loads first. Whatever the sources `import()` becomes a part, a
 * file that is loaded when it is wanted. No module is in two files.
 *
 * esbuild splits only ES modules, which neither a classic worker nor VS Code's loader takes. So it splits the sources
 * into pieces; those that the worker needs at once become the core, and each other piece a script beside it.
 */
export function serverParts(options) {
  const pack = {
    name: 'pack',
    setup: (build) => build.onEnd((split) => (split.errors.length ? undefined : packAll(split, options))),
  };
  return {
    ...options,
    entryPoints: { core: 'server/src/worker.ts', serve: 'server/src/serve.ts' },
    outdir: pieces,
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    platform: 'node',
    conditions: ['browser'],
    minify: false,
    sourcemap: options.sourcemap && 'inline',
    plugins: [...options.plugins, pack],
  };
}

async function packAll({ metafile }, { minify, sourcemap, target, charset }) {
  const imports = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [basename(file), output.imports.filter(isPiece)]),
  );
  const core = new Set(['core.js']);
  for (const piece of core) {
    for (const { path, kind } of imports.get(piece)) if (kind === 'import-statement') core.add(basename(path));
  }
  const shared = [...core].filter((piece) => piece !== 'core.js');
  const script = {
    bundle: true,
    minify,
    sourcemap,
    target,
    charset,
    platform: 'node',
    logLevel: 'warning',
    supported: { 'dynamic-import': false },
  };
  const coreScript = {
    ...script,
    stdin: {
      contents: [
        ...shared.map((piece) => `export * as ${nameOf(piece)} from './${piece}';`),
        "import './core.js';",
      ].join('\n'),
      resolveDir: pieces,
    },
    outfile: 'dist/server/core.js',
    format: 'iife',
    globalName: 'bulkhead',
    footer: { js: 'if (typeof module === "object") module.exports = bulkhead;' },
    plugins: [apart((piece) => !core.has(piece), new Set())],
  };
  const partScripts = [...imports.keys()]
    .filter((piece) => !core.has(piece))
    .map((piece) => ({
      ...script,
      entryPoints: [join(pieces, piece)],
      outfile: `dist/server/${piece}`,
      format: 'cjs',
      // In a worker all scripts share one scope.
      banner: { js: '(() => {' },
      footer: { js: '})();' },
      plugins: [apart((other) => other !== piece, core)],
    }));
  await Promise.all([coreScript, ...partScripts].map((build) => esbuild.build(build)));
}

const isPiece = ({ path }) => path.startsWith('.cache/server/');
const nameOf = (piece) => piece.replace(/\W/g, '_');

/** Leaves pieces where they are: those of the core are asked of the core, others are files of their own. */
function apart(isApart, core) {
  return {
    name: 'apart',
    setup(build) {
      build.onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path, namespace }) => {
        const piece = basename(path);
        if (namespace === 'core') return { path, external: true };
        if (!isApart(piece)) return undefined;
        return core.has(piece) ? { path: piece, namespace: 'core' } : { path, external: true };
      });
      build.onLoad({ filter: /./, namespace: 'core' }, ({ path }) => ({
        contents: `module.exports = require('./core.js').${nameOf(path)};`,
      }));
    },
  };
}
