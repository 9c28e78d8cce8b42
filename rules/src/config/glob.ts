const compiled = new Map<string, (path: string) => boolean>();

/**
 * Whether a path (forward slashes, relative) matches a glob: `*` within a folder, `**` across folders, `?`, `{a,b}`.
 * Matching is done by hand with memory of failed positions, so that a hostile pattern costs at most its length times the path's.
 */
export function matchesGlob(glob: string, path: string): boolean {
  let test = compiled.get(glob);
  if (!test) {
    const patterns = expandBraces(glob.replace(/^\.?\//, ''));
    // A pattern without a slash matches at any depth, as in .gitignore; a folder matches what is in it.
    const anchored = patterns
      .map((p) => (p.includes('/') ? p : `**/${p}`))
      .flatMap((p) => [p, `${p.replace(/\/$/, '')}/**`]);
    test = (candidate) => anchored.some((p) => match(p, candidate));
    if (compiled.size > 500) compiled.clear();
    compiled.set(glob, test);
  }
  return test(path.replace(/^\.?\//, ''));
}

function match(pattern: string, path: string): boolean {
  const failed = new Set<number>();
  const from = (p: number, s: number): boolean => {
    const key = p * (path.length + 1) + s;
    if (failed.has(key)) return false;
    const result = step(p, s);
    if (!result) failed.add(key);
    return result;
  };
  const step = (p: number, s: number): boolean => {
    if (p === pattern.length) return s === path.length;
    if (pattern.startsWith('**/', p)) {
      if (from(p + 3, s)) return true;
      const slash = path.indexOf('/', s);
      return slash >= 0 && from(p, slash + 1);
    }
    if (pattern.startsWith('**', p)) return s === path.length ? from(p + 2, s) : from(p + 2, s) || from(p, s + 1);
    const c = pattern[p];
    if (c === '*') return from(p + 1, s) || (s < path.length && path[s] !== '/' && from(p, s + 1));
    if (s >= path.length) return false;
    return (c === '?' ? path[s] !== '/' : c === path[s]) && from(p + 1, s + 1);
  };
  if (pattern.length * path.length > 200_000) return false;
  return from(0, 0);
}

/** The alternatives of a pattern; a pattern with more than fifty is taken as it stands. */
function expandBraces(glob: string): string[] {
  let patterns = [glob];
  for (;;) {
    const next = patterns.flatMap(expandFirst);
    if (next.length === patterns.length) return patterns;
    if (next.length > 50) return [glob];
    patterns = next;
  }
}

function expandFirst(glob: string): string[] {
  const open = /\{([^{}]*,[^{}]*)\}/.exec(glob);
  if (!open) return [glob];
  const head = glob.slice(0, open.index);
  const tail = glob.slice(open.index + open[0].length);
  return (open[1] ?? '').split(',').map((part) => head + part + tail);
}
