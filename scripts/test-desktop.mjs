// Runs the editor suite in a desktop VS Code: the newest one, which is downloaded, or the one in VSCODE_EXE.
//   npm run build && node scripts/test-desktop.mjs
// Not part of the gate: it needs a screen (or xvfb-run) and, without VSCODE_EXE, the network.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from './lib/root.mjs';
import { buildSuite } from './lib/suite.mjs';

process.chdir(root);
const suite = await buildSuite('node');
const temporary = mkdtempSync(join(tmpdir(), 'bulkhead-desktop-'));
const folder = join(temporary, 'shop');
cpSync('testFixture/shop', folder, { recursive: true });
try {
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: join(suite, 'index'),
    launchArgs: [
      folder,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--user-data-dir',
      join(temporary, 'user'),
    ],
    ...(process.env.VSCODE_EXE ? { vscodeExecutablePath: process.env.VSCODE_EXE } : {}),
  });
  console.log('editor suite, desktop: passed');
} catch (error) {
  console.error(`editor suite, desktop: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
