// The command line beside a process that only parses the same files.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../scripts/lib/root.mjs';
import { dockerfile, manifests } from './documents.mjs';
import { bundled } from './peers.mjs';

const count = 400; // As many as a repository has; a start is not all that is measured then.
const tick = 10; // Milliseconds in /proc.

/** Files per second of CPU time, start included; `folder` instead of files of our own. */
export async function measureCommandLine(runs, folder) {
  const files = folder ? resolve(folder) : writeFiles();
  const floor = await bundled('parseOnly.cjs');
  const cli = join(root, 'dist/cli.js');
  const commands = {
    floor: [floor, files],
    bulkhead: [cli, 'check', '--no-config', '--fail-on=never', '--format=json', files],
    alone: [cli, 'check', '--no-config', '--fail-on=never', '--format=json', '--no-cross-file', files],
    start: [cli, '--version'],
  };
  const least = {};
  for (let run = 0; run < runs; run++) {
    for (const [name, command] of Object.entries(commands)) {
      least[name] = Math.min(least[name] ?? Number.POSITIVE_INFINITY, cpuOf(command));
    }
  }
  return least;
}

/** One in eight is a Dockerfile, as in a repository of services. */
function writeFiles() {
  const folder = join(root, '.cache/bench-files');
  rmSync(folder, { recursive: true, force: true });
  for (let index = 0; index < count; index++) {
    const service = join(folder, `service${index}`);
    mkdirSync(service, { recursive: true });
    if (index % 8 === 0) writeFileSync(join(service, 'Dockerfile'), dockerfile(1 + (index % 5)));
    else writeFileSync(join(service, 'all.yaml'), manifests(1, index));
  }
  return folder;
}

/** CPU time of a process that has ended: what this process knows of its children. */
function cpuOf(command) {
  const before = ofChildren();
  const { status, stderr } = spawnSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  return ofChildren() - before;
}

function ofChildren() {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * tick;
}
