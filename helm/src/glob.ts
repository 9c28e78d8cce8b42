import { compileRegex, type Regex, RegexError } from './regex/compile';
import { matchAll } from './regex/match';

const cache = new Map<string, Regex | undefined>();

/** Whether a path fits a pattern: `*` and `?` within one folder, `**` across folders, `[a-z]`, `{a,b}`. */
export function matchesPattern(pattern: string, path: string): boolean {
  return fitsEnds(pattern, path) && fits(pattern, path);
}

/** Whether a path begins and ends with the letters that a pattern does: a chart has thousands of paths that do not. */
function fitsEnds(pattern: string, path: string): boolean {
  const first = pattern.search(special);
  if (first < 0) return path === pattern;
  let last = pattern.length;
  while (!special.test(pattern.charAt(last - 1))) last--;
  return path.startsWith(pattern.slice(0, first)) && path.endsWith(pattern.slice(last));
}

const special = /[*?[\]{},\\]/;

function fits(pattern: string, path: string): boolean {
  if (!cache.has(pattern)) {
    if (cache.size > 500) cache.clear();
    cache.set(pattern, compile(pattern));
  }
  const regex = cache.get(pattern);
  try {
    return regex !== undefined && matchAll(regex, path, 1).length > 0;
  } catch (error) {
    if (error instanceof RegexError) return false;
    throw error;
  }
}

function compile(pattern: string): Regex | undefined {
  try {
    return compileRegex(`^(?:${translate(pattern)})$`);
  } catch (error) {
    if (error instanceof RegexError) return undefined;
    throw error;
  }
}

function translate(pattern: string): string {
  let out = '';
  let braces = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '*' && pattern[i + 1] === '*') {
      out += '(?s:.*)';
      i++;
    } else if (char === '*') out += '[^/]*';
    else if (char === '?') out += '[^/]';
    else if (char === '\\' && i + 1 < pattern.length) out += quoted(pattern[++i] ?? '');
    else if (char === '[' && pattern.indexOf(']', i + 2) > 0) {
      const close = pattern.indexOf(']', i + 2);
      out += `[${pattern
        .slice(i + 1, close)
        .replace(/^!/, '^')
        .replace(/\\/g, '\\\\')}]`;
      i = close;
    } else if (char === '{') {
      out += '(?:';
      braces++;
    } else if (char === '}' && braces > 0) {
      out += ')';
      braces--;
    } else if (char === ',' && braces > 0) out += '|';
    else out += quoted(char);
  }
  return out;
}

function quoted(char: string): string {
  return /[A-Za-z0-9_/]/.test(char) || char > '\x7f' ? char : `\\${char}`;
}
