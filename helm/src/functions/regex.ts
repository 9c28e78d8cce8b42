import { compileRegex, type Regex, RegexError } from '../regex/compile';
import { type Match, matchAll } from '../regex/match';
import { TemplateError } from '../template/run';
import { derived, slicePieces, Text } from '../value/text';
import { isUnknown, List, Unknown, type Value } from '../value/value';
import { type FunctionTable, int, plain, string, traced } from './arguments';
import { asText } from './strings';

const MAX_CACHE = 200;
const cache = new Map<string, Regex>();

function regex(pattern: Value): Regex {
  const source = string(pattern);
  const known = cache.get(source);
  if (known) return known;
  try {
    const compiled = compileRegex(source);
    if (cache.size >= MAX_CACHE) cache.clear();
    cache.set(source, compiled);
    return compiled;
  } catch (error) {
    if (error instanceof RegexError) throw new TemplateError(error.message);
    throw error;
  }
}

function find(pattern: Value, whole: string, limit = -1): Match[] {
  try {
    return matchAll(regex(pattern), whole, limit);
  } catch (error) {
    if (error instanceof RegexError) throw new TemplateError(error.message);
    throw error;
  }
}

/** The one function of Sprig that takes a broken pattern for one that does not match. */
function matches(pattern: Value, whole: string): boolean {
  try {
    return find(pattern, whole, 1).length > 0;
  } catch (error) {
    if (error instanceof TemplateError) return false;
    throw error;
  }
}

/** Replaces matches; what stands between them keeps its origin. */
function replaceAll(pattern: Value, value: Value, replacement: Value, mode: 'template' | 'literal'): Value {
  if (value instanceof Unknown || isUnknown(pattern) || isUnknown(replacement)) return new Unknown('regexReplaceAll');
  const source = asText(value);
  const whole = source.text;
  const matches = find(pattern, whole);
  if (matches.length === 0) return source;
  const pieces = [];
  let done = 0;
  for (const match of matches) {
    if (match.start > done) pieces.push(...slicePieces(source.pieces, done, match.start).filter((p) => p.text !== ''));
    const text = mode === 'literal' ? string(replacement) : expand(string(replacement), match, whole, regex(pattern));
    if (text !== '') pieces.push(derived(text));
    done = match.end;
  }
  if (done < whole.length) pieces.push(...slicePieces(source.pieces, done, whole.length).filter((p) => p.text !== ''));
  return new Text([...pieces, ...source.pieces.filter((p) => p.text === '')]);
}

/** Fills "$1" and "${name}" the way Go does: the longest name counts. */
function expand(template: string, match: Match, whole: string, compiled: Regex): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (all, braced?: string, plainName?: string) => {
    if (all === '$$') return '$';
    const name = braced ?? plainName ?? '';
    const index = /^\d+$/.test(name) ? Number(name) : (compiled.names.get(name) ?? -1);
    const group = match.groups[index];
    return group ? whole.slice(group[0], group[1]) : '';
  });
}

function findAll(pattern: Value, value: Value, limit: Value): Value {
  const whole = string(value);
  return new List(find(pattern, whole, Number(int(limit))).map((match) => whole.slice(match.start, match.end)));
}

function findFirst(pattern: Value, value: Value): Value {
  const whole = string(value);
  const match = find(pattern, whole, 1)[0];
  return match ? whole.slice(match.start, match.end) : '';
}

function split(pattern: Value, value: Value, limit: Value): Value {
  const whole = string(value);
  const most = Number(int(limit));
  if (most === 0) return new List([]);
  const parts: string[] = [];
  let done = 0;
  for (const match of find(pattern, whole)) {
    if (most > 0 && parts.length >= most - 1) break;
    if (match.end === 0 || (match.start === match.end && match.start >= whole.length)) continue;
    parts.push(whole.slice(done, match.start));
    done = match.end;
  }
  return new List([...parts, whole.slice(done)]);
}

/** Regular expressions, in time linear to the text. */
export const regexFunctions: FunctionTable = {
  regexMatch: plain((pattern = null, value = null) => matches(pattern, string(value))),
  mustRegexMatch: plain((pattern = null, value = null) => find(pattern, string(value), 1).length > 0),
  regexFind: plain((pattern = null, value = null) => findFirst(pattern, value)),
  regexFindAll: plain((pattern = null, value = null, limit = null) => findAll(pattern, value, limit)),
  regexReplaceAll: traced(([pattern = null, value = null, replacement = null]) =>
    replaceAll(pattern, value, replacement, 'template'),
  ),
  regexReplaceAllLiteral: traced(([pattern = null, value = null, replacement = null]) =>
    replaceAll(pattern, value, replacement, 'literal'),
  ),
  regexSplit: plain((pattern = null, value = null, limit = null) => split(pattern, value, limit)),
  regexQuoteMeta: plain((value = null) => string(value).replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};
