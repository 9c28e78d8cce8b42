/** A semantic version. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly pre: string;
  readonly build: string;
  readonly original: string;
  /** How many of the three numbers were written. */
  readonly parts: number;
}

const SHAPE =
  /^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** Reads a version; a missing minor or patch counts as 0. */
export function parseVersion(text: string): Version | undefined {
  if (text.length > 256) return undefined;
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [, major = '0', minor, patch, pre = '', build = ''] = match;
  const parts = patch !== undefined ? 3 : minor !== undefined ? 2 : 1;
  return {
    major: Number(major),
    minor: Number(minor ?? 0),
    patch: Number(patch ?? 0),
    pre,
    build,
    original: text,
    parts,
  };
}

/** Orders versions; a pre-release comes before its release, build data does not count. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || comparePre(a.pre, b.pre);
}

function comparePre(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i];
    const y = right[i];
    if (x === y) continue;
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const numbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    if (numbers) return Number(x) - Number(y);
    if (/^\d+$/.test(x)) return -1;
    if (/^\d+$/.test(y)) return 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

interface Bound {
  readonly operator: string;
  readonly version: Version;
  /** How many numbers are exact: "1.2.x" has two. */
  readonly exact: number;
}

const BOUND =
  /(=|==|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?([0-9xX*]+)(\.[0-9xX*]+)?(\.[0-9xX*]+)?(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?/y;

/** Whether a version is in a range such as ">=1.2 <2 || ^3.0". Undefined when the range cannot be read. */
export function satisfies(version: Version, range: string): boolean | undefined {
  if (range.length > 1000) return undefined;
  const alternatives = range.split('||').map((part) => parseBounds(part.trim()));
  if (alternatives.some((bounds) => bounds === undefined)) return undefined;
  return alternatives.some((bounds) => {
    // A pre-release is only in a range whose bounds speak of pre-releases.
    if (version.pre !== '' && bounds?.some((bound) => bound.version.pre === '')) return false;
    return bounds?.every((bound) => holds(version, bound)) ?? false;
  });
}

function parseBounds(text: string): Bound[] | undefined {
  const spread = text.replace(/(\S+)\s+-\s+(\S+)/g, '>=$1 <=$2');
  if (spread === '') return [];
  const bounds: Bound[] = [];
  let at = 0;
  while (at < spread.length) {
    const gap = /[\s,]*/y;
    gap.lastIndex = at;
    gap.test(spread);
    at = gap.lastIndex;
    if (at >= spread.length) break;
    BOUND.lastIndex = at;
    const match = BOUND.exec(spread);
    if (!match) return undefined;
    at = BOUND.lastIndex;
    bounds.push(boundOf(match));
  }
  return bounds;
}

function boundOf(match: RegExpExecArray): Bound {
  const [, operator = '', major = '', minor, patch, pre = ''] = match;
  const numbers = [major, minor?.slice(1), patch?.slice(1)];
  const wild = numbers.findIndex((part) => part === undefined || /[xX*]/.test(part));
  const exact = wild < 0 ? 3 : wild;
  const [a = 0, b = 0, c = 0] = numbers.map((part, i) => (i < exact ? Number(part) : 0));
  const version = { major: a, minor: b, patch: c, pre: pre.slice(1), build: '', original: match[0], parts: 3 };
  return { operator, version, exact };
}

function holds(version: Version, bound: Bound): boolean {
  const { operator, exact } = bound;
  const order = compareVersions(version, bound.version);
  const within = samePrefix(version, bound.version, exact);
  switch (operator) {
    case '':
    case '=':
    case '==':
      return exact < 3 ? within : order === 0;
    case '!=':
      return exact < 3 ? !within : order !== 0;
    case '>':
      return exact < 3 ? order > 0 && !within : order > 0;
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return order <= 0 || (exact < 3 && within);
    case '~':
    case '~>':
      return order >= 0 && samePrefix(version, bound.version, Math.min(exact, 2));
    default:
      return order >= 0 && samePrefix(version, bound.version, caretPrefix(bound));
  }
}

/** "^" lets everything after the first number that is not zero change. */
function caretPrefix({ version, exact }: Bound): number {
  if (version.major > 0 || exact < 2) return Math.min(1, exact);
  if (version.minor > 0 || exact < 3) return 2;
  return 3;
}

function samePrefix(a: Version, b: Version, count: number): boolean {
  if (count > 0 && a.major !== b.major) return false;
  if (count > 1 && a.minor !== b.minor) return false;
  return count < 3 || a.patch === b.patch;
}
