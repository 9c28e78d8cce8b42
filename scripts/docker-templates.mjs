// Builds the Dockerfile templates with a real engine and runs them as confined as a cluster would: read-only, without
// capabilities and network, as 65532, until they are healthy. Not part of the gate: it needs an engine and the internet.
//   node scripts/docker-templates.mjs [template...]
// Placeholder digests are taken away for the build: here the tags decide.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { importSource } from './lib/bundle.mjs';
import { programs } from './lib/dockerPrograms.mjs';

const engine = ['docker', 'podman'].find((name) => spawnSync(name, ['info'], { stdio: 'ignore' }).status === 0);
if (!engine) {
  console.log('docker-templates: there is no Docker engine here, so nothing was built or run.');
  process.exit(0);
}

const run = (args, options = {}) => spawnSync(engine, args, { encoding: 'utf8', timeout: 900_000, ...options });

/** The files of a template and of a small program for it, in a folder of their own. */
function context(template, expand, answers) {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-image-'));
  const files = { ...programs[template.id] };
  for (const { path, text } of expand(template, answers)) files[path] = text.replace(/@sha256:0{64}/g, '');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Why the image does not do; undefined when it does. */
async function judge(template, folder) {
  const tag = `bulkhead-template-${template.id}`;
  const check = run(['build', '--check', folder]);
  if (check.status !== 0 && !/unknown flag/.test(check.stderr)) return `build --check: ${check.stderr}${check.stdout}`;
  const build = run(['build', '--tag', tag, folder]);
  if (build.status !== 0) return `build: ${build.stderr.slice(-2000)}`;
  const confined = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--network', 'none'];
  const started = run([
    'run',
    '--detach',
    ...confined,
    '--user',
    '65532',
    '--tmpfs',
    '/tmp',
    '--tmpfs',
    '/results:mode=1777',
    tag,
  ]);
  if (started.status !== 0) return `run: ${started.stderr}`;
  const id = started.stdout.trim();
  try {
    for (let second = 0; second < 90; second++) {
      const state = JSON.parse(run(['inspect', '--format', '{{json .State}}', id]).stdout);
      if (state.Health?.Status === 'healthy') return undefined;
      // A job is done instead of healthy.
      if (state.Status === 'exited') return state.ExitCode === 0 ? undefined : run(['logs', id]).stderr;
      await wait(1000);
    }
    return `not healthy after 90 seconds: ${run(['logs', id]).stderr}`;
  } finally {
    run(['rm', '--force', id]);
    run(['rmi', '--force', tag]);
  }
}

const { templates, expand, defaultAnswers } = await importSource('snippets/src/index.ts');
const words = process.argv.slice(2);
const wanted = templates.filter((t) => t.id.startsWith('df-') && (!words.length || words.includes(t.id)));
let failed = 0;
for (const template of wanted) {
  if (!programs[template.id]) {
    console.log(`${template.id}: not run (it needs a GPU, Windows, or packages and models of your own)`);
    continue;
  }
  const folder = context(template, expand, defaultAnswers(template));
  const problem = await judge(template, folder);
  rmSync(folder, { recursive: true, force: true });
  console.log(`${template.id}: ${problem ? `FAILED ${problem}` : 'built, confined, healthy'}`);
  if (problem) failed++;
}
process.exit(failed ? 1 : 0);
