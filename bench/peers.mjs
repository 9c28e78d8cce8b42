// What runs beside our server: its peers, and the floor.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../scripts/lib/root.mjs';

export const yamlPeer = 'yaml-ls + schema';

/** Builds and installs what is missing, and tells how each server is started. */
export async function prepareServers(schema) {
  execFileSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'ignore' });
  const peers = installPeers();
  const peer = (path) => [process.execPath, join(peers, 'node_modules', path), '--stdio'];
  const contents = resolve(root, schema);
  const hasSchema = existsSync(join(contents, 'all.json'));
  if (!hasSchema) console.log('no Kubernetes schema: yaml-language-server runs without, and its goals are not judged');
  const yaml = { validate: true, hover: true, schemaStore: { enable: false }, maxItemsComputed: 5000 };
  return [
    {
      name: 'bulkhead',
      command: [process.execPath, join(root, 'dist/server/node.js'), '--stdio'],
      languages: ['dockerfile', 'yaml'],
    },
    {
      name: 'floor',
      command: [process.execPath, await bundled('floor.cjs'), '--stdio'],
      languages: ['dockerfile', 'yaml'],
    },
    {
      name: 'dockerfile-ls',
      command: peer('dockerfile-language-server-nodejs/bin/docker-langserver'),
      languages: ['dockerfile'],
    },
    {
      name: hasSchema ? yamlPeer : 'yaml-ls',
      command: peer('yaml-language-server/bin/yaml-language-server'),
      languages: ['yaml'],
      notify: ['yaml/registerContentRequest'],
      contents,
      settings: { yaml: { ...yaml, schemas: hasSchema ? { kubernetes: ['*.yaml'] } : {} } },
    },
  ];
}

/** A script of this folder as one minified file, as the floor is meant. */
export async function bundled(script) {
  const outfile = join(root, '.cache', `bench-${script.replace(/\.\w+$/, '.cjs')}`);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [`bench/${script}`],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    logLevel: 'error',
  });
  return outfile;
}

function installPeers() {
  const peers = join(root, '.cache/bench-peers');
  mkdirSync(peers, { recursive: true });
  if (existsSync(join(peers, 'node_modules/yaml-language-server'))) return peers;
  console.log('installing the peers into .cache/bench-peers');
  const packages = ['dockerfile-language-server-nodejs@0.15.0', 'yaml-language-server@1.25.0'];
  const args = ['install', '--prefix', peers, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...packages], { cwd: peers, stdio: 'inherit', shell: process.platform === 'win32' });
  return peers;
}
