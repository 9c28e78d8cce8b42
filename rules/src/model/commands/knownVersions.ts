/** A version range with a defect that everybody knows, and the release that ends it. */
export interface KnownDefect {
  readonly advisory: string;
  readonly fixed: string;
  readonly what: string;
}

interface Entry extends KnownDefect {
  readonly ecosystem: 'pip' | 'os' | 'maven' | 'github';
  readonly name: RegExp;
  /** First bad version; everything from the start when absent. */
  readonly from?: string;
}

/** Reviewed 2026-11. Only defects that are certain, severe and independent of how the package is used. */
const entries: readonly Entry[] = [
  {
    ecosystem: 'pip',
    name: /^torch$/,
    fixed: '2.6.0',
    advisory: 'CVE-2025-32434',
    what: 'torch.load runs code from the file even with weights_only=True',
  },
  {
    ecosystem: 'pip',
    name: /^pyyaml$/,
    fixed: '5.4',
    advisory: 'CVE-2020-14343',
    what: 'full_load runs code from the document',
  },
  {
    ecosystem: 'pip',
    name: /^pillow$/,
    fixed: '10.0.1',
    advisory: 'CVE-2023-4863',
    what: 'a crafted WebP image runs code',
  },
  {
    ecosystem: 'pip',
    name: /^ray$/,
    fixed: '2.8.1',
    advisory: 'CVE-2023-6019',
    what: 'the dashboard runs commands for anybody',
  },
  {
    ecosystem: 'pip',
    name: /^mlflow$/,
    fixed: '2.9.2',
    advisory: 'CVE-2023-6831',
    what: 'callers read and write files of the server',
  },
  {
    ecosystem: 'pip',
    name: /^vllm$/,
    fixed: '0.8.5',
    advisory: 'CVE-2025-32444',
    what: 'the transfer between nodes unpickles what it receives',
  },
  {
    ecosystem: 'os',
    name: /^(?:xz-utils|xz|liblzma5|xz-libs)$/,
    from: '5.6.0',
    fixed: '5.6.2',
    advisory: 'CVE-2024-3094',
    what: 'it holds a back door',
  },
  {
    ecosystem: 'os',
    name: /^(?:openssl|libssl3|openssl-libs)$/,
    from: '3.0.0',
    fixed: '3.0.7',
    advisory: 'CVE-2022-3602',
    what: 'a crafted certificate overflows a buffer',
  },
  {
    ecosystem: 'os',
    name: /^(?:nvidia-container-toolkit|libnvidia-container1)$/,
    fixed: '1.17.8',
    advisory: 'CVE-2025-23266',
    what: 'a container takes over its host',
  },
  {
    ecosystem: 'os',
    name: /^runc$/,
    fixed: '1.1.12',
    advisory: 'CVE-2024-21626',
    what: 'a container reaches the file system of its host',
  },
  {
    ecosystem: 'github',
    name: /^opencontainers\/runc$/,
    fixed: '1.1.12',
    advisory: 'CVE-2024-21626',
    what: 'a container reaches the file system of its host',
  },
  {
    ecosystem: 'maven',
    name: /^log4j-core$/,
    from: '2.0',
    fixed: '2.17.1',
    advisory: 'CVE-2021-44228',
    what: 'a logged text runs code',
  },
];

function numbers(version: string): number[] {
  return version
    .replace(/^[0-9]+:/, '')
    .split(/[^0-9]+/)
    .filter((part) => part !== '')
    .map(Number);
}

/** Compares by numbers only; negative when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The defect of a pinned version, if it is a known one. */
export function knownDefect(ecosystem: Entry['ecosystem'], name: string, version: string): KnownDefect | undefined {
  if (!/^v?\d/.test(version)) return undefined;
  // Distributions keep old numbers and repair the code behind them.
  const upstream = version.replace(/^v/, '').replace(/[-+~].*$/, '');
  const isDistribution = ecosystem === 'os' && /[-+~]/.test(version);
  return entries.find((entry) => {
    if (entry.ecosystem !== ecosystem || !entry.name.test(name)) return false;
    if (isDistribution && entry.advisory !== 'CVE-2024-3094') return false;
    if (entry.from !== undefined && compareVersions(upstream, entry.from) < 0) return false;
    return compareVersions(upstream, entry.fixed) < 0;
  });
}
