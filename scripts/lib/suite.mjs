import { cpSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './root.mjs';

/** Bundles the editor suite for a host (`node` or `web`) and returns its folder. */
export async function buildSuite(host) {
  const web = host === 'web';
  const folder = join(root, '.cache/e2e', host);
  await esbuild.build({
    bundle: true,
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'warning',
    entryPoints: [web ? 'e2e/suite/web.ts' : 'e2e/suite/node.ts'],
    platform: web ? 'browser' : 'node',
    external: web ? ['vscode'] : ['vscode', 'mocha'],
    define: web ? { global: 'globalThis' } : {},
    outfile: join(folder, 'index.js'),
  });
  if (web) await buildMemoryFiles();
  return folder;
}

/** The extension that gives a browser a folder. */
async function buildMemoryFiles() {
  const folder = join(root, '.cache/e2e/memfs');
  await esbuild.build({
    bundle: true,
    format: 'cjs',
    target: 'es2022',
    logLevel: 'warning',
    entryPoints: ['e2e/suite/memfs.ts'],
    platform: 'browser',
    external: ['vscode'],
    outfile: join(folder, 'extension.js'),
  });
  cpSync('e2e/memfs/package.json', join(folder, 'package.json'));
}
