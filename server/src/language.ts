import type { RuleWords, Says } from '@bulkhead/rules/rule';
import type { Host } from './host';
import { type Translate, translator } from './translate';

/** A language as it is shipped: a file beside the server. */
export interface Words {
  readonly rules: Readonly<Record<string, RuleWords>>;
  /** What more than one rule says, and what the server says itself. */
  readonly shared: Says;
  /** What only the pages of the rules say. */
  readonly pages: Says;
}

/** How things are said to the user. The engine speaks English; this is where it becomes the language of the editor. */
export interface Language {
  /** A text as the language has it; what it has no words for stays English. */
  readonly tell: (text: string, rule?: string) => string;
  /** The same line by line, and where a line is not known as a whole, by the parts it lists. */
  readonly tellParts: (text: string, rule?: string) => string;
  /** The same for a line of a rule's page. */
  readonly tellPage: (text: string, rule: string) => string;
  /** What explains a rule; undefined in English, where the rule does that itself. */
  readonly rule: (id: string) => RuleWords | undefined;
  /** What the server says itself. */
  readonly t: Translate;
}

export const english: Language = {
  tell: (text) => text,
  tellParts: (text) => text,
  tellPage: (text) => text,
  rule: () => undefined,
  t: translator((text) => text),
};

/** The names of what is meant for people in what the server answers; everything else is for programs. */
const texts = new Set(
  'message title ask form description detail documentation value tooltip spoken question explanation refused readOnly progress facts problems notes'.split(
    ' ',
  ),
);

/** An answer of the server in the language. */
export function toldIn<T>(language: Language, answer: T): T {
  return language === english ? answer : (toldValue(language, answer, { isText: false }) as T);
}

/** Texts beside the name of a rule are what that rule says. */
function toldValue(language: Language, value: unknown, as: { isText: boolean; rule?: string }): unknown {
  if (typeof value === 'string') return as.isText ? language.tellParts(value, as.rule) : value;
  if (Array.isArray(value)) return value.map((item) => toldValue(language, item, as));
  if (typeof value !== 'object' || value === null) return value;
  // What a completion is called is what it inserts; the label of a line in a tree is only read.
  const isRead = (name: string) => texts.has(name) || (name === 'label' && 'icon' in value);
  const rule = 'rule' in value && typeof value.rule === 'string' ? { rule: value.rule } : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, toldValue(language, item, { isText: isRead(name), ...rule })]),
  );
}

/** The language of the client, once it is known and read; English before that, and where there is no other. */
export interface Tongue {
  readonly language: () => Language;
  /** Takes the locale of the client, such as `de-AT`. Calls back when things are said differently from now on. */
  readonly choose: (locale: string | undefined, changed: () => void) => Promise<void>;
}

/** Languages other than English that are shipped, each as a file beside the server. */
const shipped = ['de'];

export function createTongue(host: Pick<Host, 'readFile' | 'log'>, library: () => string | undefined): Tongue {
  let language = english;
  return {
    language: () => language,
    async choose(locale, changed) {
      const wanted = locale?.toLowerCase().split(/[-_]/)[0] ?? '';
      const folder = library();
      if (!shipped.includes(wanted) || folder === undefined) return;
      const text = await host.readFile(`${folder}${wanted}.json`);
      if (text === undefined)
        return host.log('warning', `The texts in the language "${wanted}" are not where they should be.`);
      language = speak(JSON.parse(text));
      changed();
    },
  };
}

export function speak(words: Words): Language {
  const [shared, pages] = [compile(words.shared), compile(words.pages)];
  const ofRules = new Map<string, Book>();

  const bookOf = (rule: string): Book => {
    let book = ofRules.get(rule);
    if (!book) {
      const own = words.rules[rule];
      book = own ? [compile(own.says), shared] : [shared];
      ofRules.set(rule, book);
    }
    return book;
  };

  const tell: Language['tell'] = (text, rule) => translate(text, rule === undefined ? [shared] : bookOf(rule));
  return {
    tell,
    t: translator(tell),
    tellParts: (text, rule) => {
      const book = rule === undefined ? [shared] : bookOf(rule);
      return text
        .split('\n')
        .map((line) => part(line, book))
        .join('\n');
    },
    tellPage: (text, rule) => part(text, [pages, ...bookOf(rule)]),
    rule: (id) => words.rules[id],
  };
}

/** What can be said: whole texts, and texts with holes. */
interface Phrases {
  readonly whole: ReadonlyMap<string, string>;
  /** How long the longest of the whole ones is. */
  readonly longest: number;
  readonly open: readonly Pattern[];
}

/** Phrases of a rule before those that all share. */
type Book = readonly Phrases[];

/** An English text with holes, and the same in the other language. */
interface Pattern {
  /** What stands between the holes, one more than there are holes. */
  readonly between: readonly string[];
  /** Which hole is which. */
  readonly holes: readonly number[];
  /** Those in quotes: what fills them is a name or somebody's own words, and stays. */
  readonly quoted: ReadonlySet<number>;
  readonly translation: string;
}

const hole = /\{(\d)\}/;

/** The most telling patterns first: a text that fits two of them is meant by the longer one. */
function compile(says: Says): Phrases {
  const weight = ({ between }: Pattern) => between.reduce((sum, part) => sum + part.length, 0);
  const [whole, open]: [[string, string][], Pattern[]] = [[], []];
  for (const [english, translation] of Object.entries(says)) {
    const parts = english.split(hole);
    if (parts.length === 1) whole.push([english, translation]);
    else {
      const between = parts.filter((_, i) => i % 2 === 0);
      const holes = parts.filter((_, i) => i % 2 === 1).map(Number);
      const inQuotes = holes.filter((_, i) => between[i]?.endsWith('"') && between[i + 1]?.startsWith('"'));
      open.push({ between, holes, quoted: new Set(inQuotes), translation });
    }
  }
  const longest = whole.reduce((most, [english]) => Math.max(most, english.length), 0);
  return { whole: new Map(whole), longest, open: open.sort((a, b) => weight(b) - weight(a)) };
}

function translate(text: string, book: Book): string {
  for (const { whole } of book) {
    const said = whole.get(text);
    if (said !== undefined) return said;
    // What is a part of a sentence elsewhere may begin one here.
    const inside = whole.get(withFirst(text, 'toLowerCase'));
    if (inside !== undefined) return withFirst(inside, 'toUpperCase');
  }
  for (const { open } of book) {
    for (const pattern of open) {
      const found = match(text, pattern, book);
      if (found)
        return pattern.translation.replace(/\{(\d)\}/g, (_, digit) => {
          const filling = found[Number(digit)] ?? '';
          return pattern.quoted.has(Number(digit)) ? filling : part(filling, book);
        });
    }
  }
  return text;
}

function withFirst(text: string, change: 'toLowerCase' | 'toUpperCase'): string {
  return text.charAt(0)[change]() + text.slice(1);
}

const joints: Readonly<Record<string, string>> = { ' and ': ' und ', ' or ': ' oder ' };

/** What fills a hole: a name, words of its own, or a list of either. */
function part(text: string, book: Book): string {
  const all = translate(text, book);
  if (all !== text) return all;
  // Where something is said behind a sentence, its full stop stands behind that.
  const sentence = translate(`${text}.`, book);
  if (sentence !== `${text}.`) return sentence.replace(/\.$/, '');
  const items = text.split(/( - |, | and | or )/);
  const told = items.map((item) => itemOf(item, book));
  // Of which nothing is known, that is a name or somebody's own words.
  if (told.every((item, i) => item === items[i])) return text;
  return told.map((item) => joints[item] ?? item).join('');
}

/** One of a list; the last may have the full stop of the sentence. */
function itemOf(text: string, book: Book): string {
  const [, kind, name] = /^(\p{Lu}\w+) ("[^"]*")$/u.exec(text) ?? [];
  if (kind !== undefined && name !== undefined) return `${kind} ${translate(name, book)}`;
  const said = translate(text, book);
  if (said !== text || !text.endsWith('.')) return said;
  return `${translate(text.slice(0, -1), book)}.`;
}

/** What fills the holes, by their numbers. Looks for fixed texts only, so hostile names cost no more than others. */
function match(text: string, { between, holes }: Pattern, book: Book): string[] | undefined {
  const last = between.length - 1;
  const first = between[0] ?? '';
  const ending = between[last] ?? '';
  if (!text.startsWith(first) || !text.endsWith(ending)) return undefined;
  const end = text.length - ending.length;
  const found: string[] = [];
  let at = first.length;
  const place = (i: number): number => (i >= last ? end : text.indexOf(between[i] ?? '', at));
  for (let i = 1; i <= last; i++) {
    const fixed = between[i] ?? '';
    const next = i < last && fixed.length < 2 ? seam(text, [at, place(i + 1)], fixed, book) : place(i);
    if (next < at || next > end) return undefined;
    const filling = text.slice(at, next);
    if (closesMore(filling)) return undefined;
    found[holes[i - 1] ?? 0] = filling;
    at = next + fixed.length;
  }
  return found;
}

/** Whether a bracket ends in it that begins before it: no part of a sentence by itself. */
function closesMore(text: string): boolean {
  const close = text.indexOf(')');
  const open = text.indexOf('(');
  return close >= 0 && (open < 0 || close < open);
}

/** Where one of two holes side by side ends and the other begins: the second has words that are known, or nothing. */
function seam(text: string, [from, to]: [number, number], fixed: string, book: Book): number {
  for (const { whole, longest, open } of book) {
    // What is longer than any text that is known need not be looked up: names may be of any length.
    for (
      let at = Math.max(from, to - fixed.length - longest);
      at >= 0 && at < to;
      at = fixed === '' ? at + 1 : text.indexOf(fixed, at + 1)
    ) {
      if (text.startsWith(fixed, at) && whole.has(text.slice(at + fixed.length, to))) return at;
    }
    for (const pattern of open) {
      const opening = pattern.between[0];
      const at = opening ? text.indexOf(fixed + opening, from) : -1;
      if (at >= 0 && at < to && match(text.slice(at + fixed.length, to), pattern, [])) return at;
    }
  }
  return fixed === '' ? to : text.indexOf(fixed, from);
}
