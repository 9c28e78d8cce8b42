import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './root.mjs';

const pieces = join(root, '.cache/server');

/** What sessions load besides the core, each with the first file that needs it, and settings with the first `.bulkhead.yaml`. */
const starts = {
  dockerfiles: 'rules/src/engine/judges/dockerfiles.ts',
  manifests: 'rules/src/engine/judges/manifests.ts',
  settings: 'rules/src/config/read.ts',
};

/** The scripts that are read, in `dist/server`, before the first finding in a file of either sort. */
export const scriptsOfStart = {
  dockerfile: ['node.js', 'serve.js', 'core.js', 'dockerfiles.js'],
  manifest: ['node.js', 'serve.js', 'core.js', 'manifests.js', 'manifests-settings.js'],
};

/**
 * How esbuild makes the server: one core, and parts. The core is what every session needs on any platform; it is the script
 * of the web worker. Whatever the sources `import()` becomes a part, a file that is loaded when it is wanted. No module is
 * in two files.
 *
 * esbuild splits only ES modules, which neither a classic worker nor VS Code's loader takes. So it splits the sources
 * into pieces; those that are always loaded together become one script, and each other piece a script of its own.
 */
export function serverParts(options) {
  const pack = {
    name: 'pack',
    setup: (build) => build.onEnd((split) => (split.errors.length ? undefined : packAll(split, options))),
  };
  return {
    ...options,
    entryPoints: { core: 'server/src/core.ts', serve: 'server/src/serve.ts' },
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

async function packAll({ metafile }, { minify, sourcemap, target }) {
  const outputs = new Map(Object.entries(metafile.outputs).map(([file, output]) => [basename(file), output]));
  const scripts = scriptsFor(outputs);
  const names = shortNames(outputs);
  const builds = [...new Set(scripts.values())].map((script) => ({
    stdin: {
      contents: [...scripts.keys()]
        .filter((piece) => scripts.get(piece) === script)
        .map((piece) => exported(piece, names))
        .join('\n'),
      resolveDir: pieces,
    },
    outfile: `dist/server/${script}`,
    bundle: true,
    minify,
    sourcemap,
    target,
    platform: 'node',
    logLevel: 'warning',
    supported: { 'dynamic-import': false },
    plugins: [elsewhere(script, scripts, names)],
    ...(script === 'core.js' ? coreFormat : partFormat),
  }));
  await Promise.all(builds.map((build) => esbuild.build(build)));
}

const coreFormat = {
  format: 'iife',
  globalName: 'bulkhead',
  footer: { js: 'if (typeof module === "object") module.exports = bulkhead;' },
};

/** In a worker all scripts share one scope. */
const partFormat = { format: 'cjs', banner: { js: '(() => {' }, footer: { js: '})();' } };

/** The script that each piece goes into. What both sorts of files need goes into the core. */
function scriptsFor(outputs) {
  const core = closure('core.js', outputs);
  const closures = Object.entries(starts).map(([name, source]) => {
    const [entry] = [...outputs].find(([, { entryPoint }]) => entryPoint === source);
    return [name, closure(entry, outputs)];
  });
  return new Map(
    [...outputs.keys()].map((piece) => {
      const needing = closures.filter(([, needed]) => needed.has(piece)).map(([name]) => name);
      const isShared = needing.includes('dockerfiles') && needing.includes('manifests');
      if (core.has(piece) || isShared) return [piece, 'core.js'];
      return [piece, needing.length > 0 ? `${needing.join('-')}.js` : piece];
    }),
  );
}

/** A piece with all that must be loaded before it. */
function closure(entry, outputs) {
  const found = new Set([entry]);
  for (const piece of found) {
    for (const { path, kind } of outputs.get(piece).imports)
      if (kind === 'import-statement' && outputs.has(basename(path))) found.add(basename(path));
  }
  return found;
}

/** What each piece has, by names that are short and of its own: a script has what all its pieces have. */
function shortNames(outputs) {
  let count = 0;
  const short = () => `a${(count++).toString(36)}`;
  return new Map([...outputs].map(([piece, { exports }]) => [piece, new Map(exports.map((name) => [name, short()]))]));
}

function exported(piece, names) {
  const renamed = [...names.get(piece)].map(([name, short]) => `${name} as ${short}`);
  return `export { ${renamed.join(', ')} } from './${piece}';`;
}

/** Pieces of other scripts: constants that hold what those have. */
function elsewhere(script, scripts, names) {
  return {
    name: 'elsewhere',
    setup(build) {
      build.onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path, namespace }) => {
        if (namespace === 'elsewhere') return { path, external: true };
        const piece = basename(path);
        return scripts.get(piece) === script ? undefined : { path: piece, namespace: 'elsewhere' };
      });
      // Said to be pure, so that what nobody uses is left out.
      build.onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path: piece }) => ({
        contents: [
          `const there = require('./${scripts.get(piece)}');`,
          ...[...names.get(piece).values()].map(
            (short) => `const ${short} = /* @__PURE__ */ (() => there.${short})();`,
          ),
          `export { ${[...names.get(piece)].map(([name, short]) => `${short} as ${name}`).join(', ')} };`,
        ].join('\n'),
      }));
    },
  };
}
