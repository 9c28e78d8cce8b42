import { matches, type Pattern, readPattern } from '../../text/wildcard';

/** What a `.dockerignore` leaves out of the build context. */
export interface IgnoreFile {
  readonly text: string;
  readonly rules: readonly IgnoreRule[];
}

interface IgnoreRule {
  readonly pattern: Pattern;
  /** `!pattern` takes files back in. */
  readonly negated: boolean;
}

/** More lines than this were not written by anybody. */
const mostRules = 5000;

/** Reads the patterns of a `.dockerignore` as BuildKit does. */
export function readIgnoreFile(text: string): IgnoreFile {
  const rules: IgnoreRule[] = [];
  for (const written of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const line = written.startsWith('#') ? '' : written.trim();
    const negated = line.startsWith('!');
    const path = cleaned(negated ? line.slice(1).trim() : line);
    if (path === '' || rules.length >= mostRules) continue;
    rules.push({ pattern: readPattern(path), negated });
  }
  return { text, rules };
}

/** A pattern without what a path does not need: `/a/`, `./a`, `a//b`. */
function cleaned(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** Whether a file is left out: the last pattern that fits it, or a folder it lies in, decides. */
export function isIgnored({ rules }: Pick<IgnoreFile, 'rules'>, path: string): boolean {
  const parts = path.split('/');
  const paths = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  let ignored = false;
  for (const { pattern, negated } of rules) {
    if (ignored === negated && paths.some((each) => matches(pattern, each))) ignored = !negated;
  }
  return ignored;
}
