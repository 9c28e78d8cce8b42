import { matchesPattern } from '../glob';

interface Rule {
  readonly pattern: string;
  readonly negated: boolean;
  readonly folders: boolean;
  readonly whole: boolean;
}

/** The test a `.helmignore` makes: whether a path, or a folder above it, is left out. */
export function ignoreRules(text: string): (path: string) => boolean {
  const known = cache.get(text);
  if (known) return known;
  const decide = readRules(text);
  const decided = new Map<string, boolean>();
  const ask = (path: string) => {
    const before = decided.get(path);
    if (before !== undefined) return before;
    const ignored = decide(path);
    if (decided.size < MAX_REMEMBERED) decided.set(path, ignored);
    return ignored;
  };
  if (cache.size >= 50) cache.clear();
  cache.set(text, ask);
  return ask;
}

/** Decisions by rules and path: a chart is loaded again with every edit, and its paths stay. */
const cache = new Map<string, (path: string) => boolean>();
const MAX_REMEMBERED = 20_000;

function readRules(text: string): (path: string) => boolean {
  const rules = text
    .split(/\r?\n/)
    .slice(0, 1000)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.includes('**'))
    .map(readRule);
  // Helm always leaves out hidden files of templates/.
  rules.push({ pattern: 'templates/.?*', negated: false, folders: false, whole: true });
  return (path) => {
    const parts = path.split('/');
    return parts.some((_, i) => isIgnored(rules, parts.slice(0, i + 1), i < parts.length - 1));
  };
}

function readRule(line: string): Rule {
  const negated = line.startsWith('!');
  const body = negated ? line.slice(1) : line;
  const folders = body.endsWith('/');
  const trimmed = folders ? body.slice(0, -1) : body;
  return { pattern: trimmed.replace(/^\//, ''), negated, folders, whole: trimmed.includes('/') };
}

function isIgnored(rules: readonly Rule[], parts: readonly string[], isFolder: boolean): boolean {
  const path = parts.join('/');
  const name = parts.at(-1) ?? '';
  return rules.some((rule) => {
    if (rule.folders && !isFolder) return false;
    const matches = matchesPattern(rule.pattern, rule.whole ? path : name);
    return rule.negated ? !matches : matches;
  });
}
