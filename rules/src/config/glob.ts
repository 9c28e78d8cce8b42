import { expandBraces, matches, readPattern } from '../text/wildcard';

const compiled = new Map<string, (path: string) => boolean>();

/** Whether a path (forward slashes, relative) matches a glob of a config file. */
export function matchesGlob(glob: string, path: string): boolean {
  let test = compiled.get(glob);
  if (!test) {
    test = compile(glob);
    if (compiled.size > 500) compiled.clear();
    compiled.set(glob, test);
  }
  return test(path.replace(/^\.?\//, ''));
}

/** A glob without a slash matches at any depth, as in .gitignore; a folder matches what is in it. */
function compile(glob: string): (path: string) => boolean {
  const patterns = expandBraces(glob.replace(/^\.?\//, ''), 50)
    .map((p) => p.replace(/\/$/, ''))
    .map((p) => (p.includes('/') ? p : `**/${p}`))
    .flatMap((p) => [readPattern(p), readPattern(`${p}/**`)]);
  return (path) => patterns.some((pattern) => matches(pattern, path));
}
