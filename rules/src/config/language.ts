import { ruleFacts } from '../facts.generated';
import { lineStart } from '../text/lines';
import { type Span, span } from '../text/span';
import { configFields, type Field, type Fields, ruleSettings } from './fields';

/** What may stand at a place of a config file. */
export interface ConfigCompletion {
  readonly label: string;
  /** The text to put in place of `replaces`. */
  readonly insert: string;
  readonly detail: string;
  readonly replaces: Span;
}

/** What a word of a config file means. */
export interface ConfigHover {
  readonly span: Span;
  readonly markdown: string;
  /** The rule it names: there is more to say of that. */
  readonly rule?: string;
}

/** Where the caret is: the keys above it by indentation, and what is written on its line. Half-typed text is the rule here. */
interface Spot {
  readonly parents: readonly string[];
  /** The key of the line, when the caret stands behind its colon. */
  readonly key: string | undefined;
  readonly word: Span;
}

/** The keys or values that fit at an offset. */
export function completeConfig(text: string, offset: number): ConfigCompletion[] {
  const spot = spotAt(text, offset);
  const { parents, key, word } = spot;
  const field = fieldAt(parents);
  if (key !== undefined) return valuesOf(childOf(field, key)).map((value) => completion(value, '', word));
  if (field === 'rules') return ruleFacts.map((rule) => completion(rule.id, rule.title, word, ': '));
  if (!field || typeof field !== 'object') return [];
  const taken = siblings(text, offset);
  return Object.entries(field)
    .filter(([name]) => !taken.has(name))
    .map(([name, child]) =>
      completion(
        name,
        child.doc,
        word,
        child.type === 'map' || child.type === 'list' || child.type === 'rules' ? ':' : ': ',
      ),
    );
}

function completion(label: string, detail: string, replaces: Span, tail = ''): ConfigCompletion {
  return { label, insert: label + tail, detail, replaces };
}

/** What the key or the rule under the caret does. */
export function hoverConfig(text: string, offset: number): ConfigHover | undefined {
  const spot = spotAt(text, offset);
  const line = text.slice(lineStart(text, offset)).split(/\r\n|\n|\r/, 1)[0] ?? '';
  const found = /^([\s-]*)([\w-]+)\s*:/.exec(line);
  if (!found) return undefined;
  const [, lead = '', name = ''] = found;
  const start = lineStart(text, offset) + lead.length;
  const where = span(start, start + name.length);
  if (offset < where.start || offset > where.end) return undefined;
  const field = fieldAt(spot.parents);
  if (field === 'rules') {
    const rule = ruleFacts.find((r) => r.id === name);
    return rule && { span: where, markdown: `**${rule.title}** (${rule.level}, ${rule.severity})`, rule: rule.id };
  }
  const child = childOf(field, name);
  return child && typeof child === 'object' && 'doc' in child ? { span: where, markdown: child.doc } : undefined;
}

/** The settings below a chain of keys. */
function fieldAt(parents: readonly string[]): Fields | 'rules' | undefined {
  let here: Fields | 'rules' | undefined = configFields;
  for (const key of parents) {
    if (here === 'rules' || here === undefined) return undefined;
    const field: Field | undefined = Object.hasOwn(here, key) ? here[key] : undefined;
    here =
      field?.type === 'rules' ? 'rules' : field?.type === 'map' || field?.type === 'list' ? field.fields : undefined;
  }
  return here;
}

function childOf(place: Fields | 'rules' | undefined, key: string): Field | 'rule' | undefined {
  if (place === 'rules') return 'rule';
  return place && Object.hasOwn(place, key) ? place[key] : undefined;
}

function valuesOf(place: Field | 'rule' | undefined): readonly string[] {
  if (place === 'rule') return ruleSettings;
  if (place?.type === 'switch') return ['true', 'false'];
  return place?.type === 'text' ? (place.values ?? []) : [];
}

function spotAt(text: string, offset: number): Spot {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  const colon = /^[\s-]*([\w-]+)\s*:\s*/.exec(before);
  const wordStart =
    offset - (/[\w-]*$/.exec(colon ? before.slice(colon[0].length) : before.replace(/^[\s-]*/, ''))?.[0].length ?? 0);
  const wordEnd = offset + (/^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const indent = columnOfKey(before);
  return { parents: parentsAbove(text, start, indent), key: colon?.[1], word: span(wordStart, wordEnd) };
}

/** The column in which the key of a line starts; the dash of a list item counts as part of the indentation. */
function columnOfKey(line: string): number {
  return /^[\s-]*/.exec(line)?.[0].length ?? 0;
}

function parentsAbove(text: string, start: number, column: number): string[] {
  const parents: string[] = [];
  let limit = column;
  for (const line of text
    .slice(0, start)
    .split(/\r\n|\n|\r/)
    .reverse()) {
    if (limit === 0) break;
    const key = /^([\s-]*)([\w-]+)\s*:\s*(#.*)?$/.exec(line);
    const at = key?.[1]?.replace(/-\s*$/, '').length ?? 0;
    if (!key || at >= limit) continue;
    parents.unshift(key[2] ?? '');
    limit = at;
  }
  return parents;
}

/** The keys that stand beside the caret already. */
function siblings(text: string, offset: number): Set<string> {
  const start = lineStart(text, offset);
  const column = columnOfKey(text.slice(start, offset));
  const keys = new Set<string>();
  const collect = (lines: readonly string[]) => {
    for (const line of lines) {
      if (line.trim() === '' || line.trim().startsWith('#')) continue;
      const at = columnOfKey(line);
      if (at < column) return;
      const key = /^[\s-]*([\w-]+)\s*:/.exec(line)?.[1];
      if (at === column && key) keys.add(key);
      if (/^\s*-/.test(line) && column > 0) return;
    }
  };
  collect(
    text
      .slice(0, start)
      .split(/\r\n|\n|\r/)
      .reverse(),
  );
  collect(
    text
      .slice(offset)
      .split(/\r\n|\n|\r/)
      .slice(1),
  );
  return keys;
}
