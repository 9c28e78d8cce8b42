// Builds dist/: the extension (desktop and web), the language server (process and worker) and the command line.
//   node esbuild.mjs            minified, as it ships
//   node esbuild.mjs --dev      with source maps
//   node esbuild.mjs --watch    the same, again after every change
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as esbuild from 'esbuild';
import { importSource } from './scripts/lib/bundle.mjs';
import { globSync } from './scripts/lib/files.mjs';
import { leanClient, leanDockerfile, leanServer } from './scripts/lib/lean.mjs';
import { sampleTexts } from './scripts/lib/sample.mjs';
import { serverParts } from './scripts/lib/serverParts.mjs';
import { ruleTexts, shipRules, shipRuleTexts, shipTemplates, templateTexts } from './scripts/lib/shipRules.mjs';
import { germanWords } from './scripts/lib/words.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const base = {
  bundle: true,
  minify: !dev,
  sourcemap: dev,
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  // The build for browsers can be cut down to what is used, the one for Node cannot; they are the same otherwise.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  define: { BULKHEAD_VERSION: JSON.stringify(version) },
};
const plugins = [leanDockerfile, ...(dev ? [] : [shipRules, shipRuleTexts, shipTemplates])];
const node = { ...base, platform: 'node', format: 'cjs', external: ['vscode'] };

const builds = [
  { ...node, plugins: [leanClient], entryPoints: ['client/src/node.ts'], outfile: 'dist/client/node.js' },
  serverParts({ ...base, plugins: [leanServer, ...plugins] }),
  {
    ...node,
    external: ['./serve.js'],
    entryPoints: ['server/src/node.ts'],
    outfile: 'dist/server/node.js',
  },
  {
    ...base,
    plugins: [leanClient],
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    entryPoints: ['client/src/browser.ts'],
    outfile: 'dist/client/browser.js',
  },
  {
    ...node,
    plugins: [leanDockerfile],
    entryPoints: ['cli/src/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
];

if (!watch) for (const folder of ['dist', '.cache/server']) rmSync(folder, { recursive: true, force: true });
mkdirSync('dist/server', { recursive: true });
writeFileSync('dist/server/rules.json', await ruleTexts());
const { german } = await importSource('rules/src/german.generated.ts');
const { items } = await importSource('rules/src/catalog/index.ts');
writeFileSync('dist/server/de.json', JSON.stringify(germanWords(german, items)));
writeFileSync('dist/server/templates.json', await templateTexts());
writeFileSync('dist/server/sample.json', sampleTexts());
if (watch) {
  for (const build of builds) await (await esbuild.context({ ...build, logLevel: 'info' })).watch();
} else {
  const results = await Promise.allSettled(builds.map((build) => esbuild.build(build)));
  if (results.some(({ status }) => status === 'rejected')) process.exitCode = 1; // esbuild has said why.
  for (const file of globSync('dist', /\.js$/)) {
    console.log(`dist/${file}  ${(statSync(`dist/${file}`).size / 1000).toFixed(0)} kB`);
  }
}
