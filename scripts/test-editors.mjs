// Proves that editors other than VS Code can use `bulkhead lsp --stdio`: Neovim and Emacs with eglot, each with its own
// LSP client, see a finding and apply its fix. Installs them with apt-get where it may, else says what it left out.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './lib/root.mjs';

const manifest =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true # for the load test\n  containers: []\n';

const editors = [
  {
    name: 'Neovim',
    command: 'nvim',
    packages: ['neovim'],
    args: ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${join(root, 'e2e/editors/neovim.lua')}`],
  },
  {
    name: 'Emacs with eglot',
    command: 'emacs',
    packages: ['emacs-nox', 'elpa-eglot'],
    args: ['--batch', '-l', join(root, 'e2e/editors/eglot.el')],
    // In batch mode Debian's packages are not on the load path by themselves.
    before: ['--eval', '(package-initialize)'],
  },
];

let passed = 0;
let failed = 0;
for (const editor of editors) {
  if (!has(editor.command)) install(editor.packages);
  if (!has(editor.command)) {
    console.log(`left out: ${editor.name} is not installed (Debian: apt-get install ${editor.packages.join(' ')})`);
    continue;
  }
  const problem = run(editor);
  if (problem) failed++;
  else passed++;
  console.log(problem ? `FAILED ${editor.name}: ${problem}` : `  ok ${editor.name}: finding, fix, edit applied`);
}
console.log(`other editors: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

function install(packages) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  console.log(`installing ${packages.join(' ')} with apt-get`);
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    execFileSync('apt-get', ['update'], quiet);
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet);
  } catch {
    // Said above: the editor is left out.
  }
}

/** Undefined when all is well. */
function run({ command, args, before = [] }) {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-other-'));
  const file = join(folder, 'pod.yaml');
  writeFileSync(file, manifest);
  const env = {
    ...process.env,
    HOME: folder,
    BULKHEAD_NODE: process.execPath,
    BULKHEAD_CLI: join(root, 'dist/cli.js'),
    BULKHEAD_FILE: file,
  };
  const [first = '', ...rest] = args;
  const done = spawnSync(command, [first, ...before, ...rest], { env, timeout: 90_000, encoding: 'utf8' });
  const text = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true, force: true });
  if (done.status !== 0)
    return (done.stderr || done.stdout || `ended with ${done.status ?? done.signal}`).trim().slice(-600);
  return text.includes('hostNetwork: true') || !text.includes('# for the load test')
    ? `the file is now ${text}`
    : undefined;
}
