// Starts a real VS Code for tests and for trying out: code-server's VS Code server, and a headless Chromium for its window.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Quiet and offline; what a test asks for comes on top. */
export const quiet = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  // Pictures are of what comes to rest, not of something half faded in.
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  // In a browser VS Code saves by itself, and what one test typed would be there for the next.
  'files.autoSave': 'off',
};

/** A folder for the server's data, with settings, and with a VSIX installed when one is given. */
export function prepareData(host, { vsix, userSettings = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'bulkhead-editor-'));
  mkdirSync(join(data, 'data/User'), { recursive: true });
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...quiet, ...userSettings }, null, 2));
  if (vsix) {
    const args = ['--server-data-dir', data, '--accept-server-license-terms', '--install-extension', vsix];
    execFileSync(host.node, [mainOf(host), ...args], { stdio: 'pipe', env: envOf(host) });
  }
  return data;
}

/** An old server is started by a program of ours, which has to know where it is. */
function mainOf({ vscode, launcher }) {
  return launcher ?? join(vscode, 'out/server-main.js');
}

function envOf({ vscode, launcher }) {
  return launcher ? { ...process.env, BULKHEAD_VSCODE: vscode } : process.env;
}

/** Starts the server; `env` reaches the extension host. */
export async function startServer(host, { data, port = 0, env = {}, forTests = true }) {
  const args = [mainOf(host), '--host', '127.0.0.1', '--port', String(port)];
  args.push('--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off');
  args.push('--server-data-dir', data);
  // Without it a built VS Code ignores which extension to develop and which tests to run.
  if (forTests) args.push('--enable-smoke-test-driver');
  // A process group of its own, so that the extension hosts end with it.
  const child = spawn(host.node, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...envOf(host), ...env },
  });
  const end = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  process.once('exit', () => end('SIGKILL'));
  const log = createWriteStream(join(data, 'server.log'));
  child.stderr.pipe(log);
  const opened = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The VS Code server did not start in 120 s.')), 120_000);
    let output = '';
    child.stdout.on('data', (chunk) => {
      log.write(chunk);
      output += chunk;
      const found = /Extension host agent listening on (\d+)/.exec(output);
      if (!found) return;
      clearTimeout(late);
      resolve(Number(found[1]));
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The VS Code server ended with ${code}: ${output.slice(-500)}`));
    });
  });
  return {
    origin: `http://127.0.0.1:${opened}`,
    async stop() {
      if (child.exitCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        end('SIGTERM');
        await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3000))]);
      }
      end('SIGKILL');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Opens a headless browser window. */
export async function startBrowser(host, { width = 1280, height = 800, bypassCSP = false } = {}) {
  const { chromium } = await import('playwright-core');
  const profile = mkdtempSync(join(tmpdir(), 'bulkhead-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: host.chromium,
    headless: true,
    viewport: { width, height },
    bypassCSP,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async stop() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** The address that opens a folder or a workspace file, one of its files when told, and runs tests in the extension host when told. */
export function workbenchUrl(origin, { folder, workspace, file, development, tests }) {
  const remote = (path) => `vscode-remote://${new URL(origin).host}${encodeURI(path)}`;
  const payload = [['skipWelcome', 'true']];
  if (file) payload.push(['openFile', remote(file)]);
  if (development) payload.push(['extensionDevelopmentPath', remote(development)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const url = new URL(`${origin}/`);
  if (folder) url.searchParams.set('folder', folder);
  if (workspace) url.searchParams.set('workspace', workspace);
  if (payload.length > 1) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Changes the workbench's configuration before it is read: the only way to load a web extension from another origin. */
export async function patchConfiguration(page, patch) {
  await page.addInitScript((changes) => {
    const merge = (into, from) => {
      for (const [key, value] of Object.entries(from)) {
        const nested = value && typeof value === 'object' && !Array.isArray(value);
        into[key] = nested ? merge(into[key] ?? {}, value) : value;
      }
      return into;
    };
    document.addEventListener('readystatechange', () => {
      const element = document.getElementById('vscode-workbench-web-configuration');
      if (document.readyState !== 'interactive' || !element) return;
      const configuration = JSON.parse(element.getAttribute('data-settings'));
      element.setAttribute('data-settings', JSON.stringify(merge(configuration, changes)));
    });
  }, patch);
}
