// Packs the extension into bulkhead.vsix and holds it to its size. Builds dist/ first unless told --no-build.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { root } from './lib/root.mjs';
import { scriptsOfStart } from './lib/serverParts.mjs';

// What the server reads before it finds anything: of manifests it needs more than of Dockerfiles. Other parts come later.
const limits = [
  [['bulkhead.vsix'], 1.5e6],
  ...Object.values(scriptsOfStart).map((scripts) => [scripts.map((script) => `dist/server/${script}`), 1e6]),
];

process.chdir(root);
if (!process.argv.includes('--no-build')) execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });

const packagePath = join(root, 'bulkhead.vsix');
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  // No home on the web yet: the pictures of the README are in the package.
  rewriteRelativeLinks: false,
  skipLicense: !existsSync('LICENSE'),
  // The rules that look for credentials show some: made-up ones, which the packer cannot tell from real ones.
  allowPackageAllSecrets: true,
});

const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
const strangers = files.filter((file) => file.includes('node_modules') || file.endsWith('.ts'));
const problems = strangers.map((file) => `${file} does not belong into the package`);
for (const [together, limit] of limits) {
  const name = together.join(' + ');
  const size = together.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`${name}  ${(size / 1000).toFixed(0)} kB of ${(limit / 1000).toFixed(0)}`);
  if (size > limit) problems.push(`${name}: larger than ${limit} bytes`);
}
for (const problem of problems) console.error(`package: ${problem}`);
process.exitCode = problems.length ? 1 : 0;
