import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

// Some packages are CommonJS and ask for Node's own modules at run time.
const banner = { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" };

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles test files into .cache/tests and returns the bundles' paths. */
export async function bundleTests(files) {
  const outdir = join(root, '.cache/tests', String(process.pid));
  process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: files.map((f) => ({ in: f, out: f.replace(/\.ts$/, '') })),
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    packages: 'bundle',
    external: ['fast-check', 'ajv', 'esbuild', 'vscode-languageserver', 'vscode-languageserver/*'],
    outExtension: { '.js': '.mjs' },
    banner,
  });
  return files.map((f) => join(outdir, f.replace(/\.ts$/, '.mjs')));
}

/** Bundles one source file and imports it: how scripts read the rule set without a build. */
export async function importSource(file) {
  const outfile = join(root, '.cache/scripts', `${file.replace(/[^a-z0-9]/gi, '_')}-${process.pid}.mjs`);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    banner,
  });
  try {
    return await import(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}
