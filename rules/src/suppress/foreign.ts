import type { KubernetesObject } from '../model/object';
import { lineEnd, lineStart, nextLine } from '../text/lines';
import { type Span, span } from '../text/span';
import { mostMarks } from './read';

/** A mark of another tool: the ids it silences (as our aliases), or all of the tool's, for a line or everything. */
export interface ForeignMark {
  readonly ids: readonly string[] | 'all';
  /** What the ids of the tool look like; without it `all` is all there is. */
  readonly of?: RegExp;
  /** The ids of the tool that are not silenced. */
  readonly except?: readonly string[];
  readonly target: 'everything' | number | Span;
  /** It is about the instruction at its target, not about the stage that begins there. */
  readonly narrow?: boolean;
  /** YYYY-MM-DD, from which on it silences nothing. */
  readonly until?: string | undefined;
  readonly reason: string;
  /** The comment it is read from. */
  readonly comment?: MarkComment;
}

export interface MarkComment {
  readonly span: Span;
  readonly tool: 'hadolint' | 'BuildKit' | 'Checkov' | 'Trivy' | 'KICS';
  /** The names as they are written. */
  readonly names: string;
  /** Somebody wrote a reason beside it. */
  readonly explained: boolean;
}

/** Whether a mark is about a rule with these aliases. */
export function isMeant({ ids, of, except }: ForeignMark, aliases: readonly string[]): boolean {
  if (ids !== 'all') return ids.some((id) => aliases.includes(id));
  if (!of) return true;
  const own = aliases.filter((alias) => of.test(alias));
  return own.length > 0 && !own.some((alias) => except?.includes(alias));
}

interface Reading {
  /** Tells a comment from a `#` that is part of something else. */
  readonly isComment?: (offset: number) => boolean;
  /** In a Dockerfile, where the stage of an offset ends: marks are about the instruction below, some about more of its stage. */
  readonly stageEnd?: (offset: number) => number;
}

/** Comments by which hadolint, BuildKit, Checkov, Trivy and KICS are told to be silent. */
export function readForeignComments(text: string, { isComment = () => true, stageEnd }: Reading = {}): ForeignMark[] {
  if (!anyMark.test(text)) return [];
  const marks: ForeignMark[] = [];
  let inDirectives = true;
  let inHead = true;
  let below = 0;
  let belowMarks = 0;
  for (let at = 0; at < text.length && marks.length < mostMarks; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    const isAlone = /^\uFEFF?\s*#/.test(line);
    const hash = isAlone || !stageEnd ? line.indexOf('#') : line.search(behindCommand);
    inDirectives &&= /^\uFEFF?#\s*\w+\s*=/.test(line);
    inHead &&= /^\uFEFF?\s*(?:#|---\s*$|$)/.test(line);
    if (hash < 0 || !anyMark.test(line) || !isComment(at + hash)) continue;
    const words = line.slice(hash + 1, hash + longestMark).trim();
    // Marks above one another are about the same line.
    if (isAlone && below <= at) below = following(text, at);
    if (belowMarks <= at) belowMarks = belowTrivy(text, at);
    const targets = isAlone ? { below, belowMarks } : { below: at, belowMarks: at };
    const place: Place = { text, at, ...targets, inDirectives, inHead, stageEnd };
    for (const { tool, names, rest, ...mark } of readMark(words, place)) {
      const explained = isReason(rest) || (isAlone && isExplainedAround(text, at));
      const comment = { span: span(at + hash, lineEnd(text, at)), tool, names, explained };
      marks.push({ ...mark, comment, ...(stageEnd ? { narrow: true } : {}) });
    }
  }
  return marks;
}

/** What stands behind so many characters of a comment is no mark that anybody wrote. */
const longestMark = 2_000;

const anyMark = /hadolint|check\s*=|(?:checkov|bridgecrew):skip|(?:trivy|tfsec):ignore|kics-scan/i;

/** In a Dockerfile only a shell knows comments behind something, and only Trivy reads marks there. */
const behindCommand = /(?<=\s)#(?:trivy|tfsec):ignore/;

/** A word or more that says something. */
const isReason = (text: string) => /[\p{L}\d]{2}/u.test(text);

/** Whether one of the comments directly above a mark, or between it and what it is about, says anything else. */
function isExplainedAround(text: string, at: number): boolean {
  const comment = (line: number) => /^[\uFEFF \t]*#(.*)/.exec(text.slice(line, lineEnd(text, line)))?.[1];
  const explains = (found: string) => !anyMark.test(found) && /\p{L}\S*\s+\S*\p{L}/u.test(found);
  let line = at;
  for (let i = 0; i < nearby && line > 0; i++) {
    line = lineStart(text, line - 1);
    const found = comment(line);
    if (found === undefined) break;
    if (explains(found)) return true;
  }
  line = at;
  for (let i = 0; i < nearby && line < text.length; i++) {
    line = nextLine(text, line);
    const found = comment(line);
    if (found === undefined) break;
    if (explains(found)) return true;
  }
  return false;
}

/** Nobody reads further for a reason. */
const nearby = 10;

/** Where a mark stands. */
interface Place {
  readonly text: string;
  /** Its line. */
  readonly at: number;
  /** The first line below that is neither blank nor a comment; its own line where the mark stands behind something. */
  readonly below: number;
  /** The first line below that is no mark of Trivy; its own line where the mark stands behind something. */
  readonly belowMarks: number;
  /** Among the directives of the Dockerfile. */
  readonly inDirectives: boolean;
  /** Nothing but comments above it. */
  readonly inHead: boolean;
  readonly stageEnd: Reading['stageEnd'];
}

/** What a mark says, the names it uses, and the words behind it. */
type Read = Pick<ForeignMark, 'ids' | 'of' | 'except' | 'target' | 'until' | 'reason'> &
  Pick<MarkComment, 'tool' | 'names'> & { readonly rest: string };

const wordsOf = (list: string) => list.split(/[\s,;]+/).filter(Boolean);

function readMark(comment: string, place: Place): Read[] {
  const found = readHadolint(comment, place) ?? readCheck(comment, place) ?? readCheckov(comment);
  if (found) return [found];
  const trivy = readTrivy(comment, place);
  if (trivy.length > 0) return trivy;
  const kics = readKics(comment, place);
  return kics ? [kics] : [];
}

/** hadolint reads the comment as a whole or not at all, and looks at the very next line. */
function readHadolint(comment: string, { text, at, below, stageEnd }: Place): Read | undefined {
  const found = hadolintMark.exec(comment);
  if (!found) return undefined;
  const [, scope, names = '', rest = ''] = found;
  let target: ForeignMark['target'] = stageEnd ? nextLine(text, at) : below;
  if (scope === 'global') target = 'everything';
  // What stands directly below is not part of it: above FROM, that is FROM.
  else if (scope && stageEnd) target = span(nextLine(text, target), stageEnd(target));
  return { ids: wordsOf(names), target, reason: 'hadolint', tool: 'hadolint', names, rest };
}

const hadolintMark =
  /^hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([DLSC\d]+(?:[ \t]*,[ \t]*[DLSC\d]+)*)[ \t]*(?:#(.*))?$/;

/** As a directive it is about the file, above an instruction about that. */
function readCheck(comment: string, { inDirectives, below }: Place): Read | undefined {
  const list = /^check\s*=\s*(?:.*;)?\s*skip\s*=\s*([\w, ]+)/i.exec(comment)?.[1];
  if (!list) return undefined;
  const names = wordsOf(list);
  const ids = names.includes('all') ? 'all' : names.map((name) => `BK:${name}`);
  const target = inDirectives ? 'everything' : below;
  return { ids, of: /^BK:/, target, reason: 'check=skip', tool: 'BuildKit', names: names.join(', '), rest: '' };
}

function readCheckov(comment: string): Read | undefined {
  const found = /(?:checkov|bridgecrew):skip= *([A-Za-z_\d]+)(?:\s*:\s*(.*))?/.exec(comment);
  if (!found) return undefined;
  const [, id = '', rest = ''] = found;
  return { ids: [id], target: 'everything', reason: rest || 'checkov:skip', tool: 'Checkov', names: id, rest };
}

/** `trivy:ignore:AVD-DS-0002:exp:2026-01-01 trivy:ignore:KSV014`: new and short ids, `*` for any part of one. */
function readTrivy(comment: string, place: Place): Read[] {
  if (!trivyMark.test(comment)) return [];
  const words = comment.split(/\s+/).map((word) => word.replace(/^[#/*]+/, ''));
  const rest = words.filter((word) => !trivyMark.test(word)).join(' ');
  const target = place.stageEnd ? place.belowMarks : place.below;
  return words.flatMap((word): Read[] => {
    const section = sectionsOf(word);
    const name = section('ignore')?.replace(/\[.*/, '');
    if (!trivyMark.test(word) || !name) return [];
    const date = section('exp');
    // A date that is none has passed.
    const until = date === undefined || isDate(date) ? date : '';
    const mark = { target, until, reason: 'trivy:ignore', tool: 'Trivy', names: name, rest } as const;
    if (name.includes('*')) return [{ ...mark, ids: 'all', of: trivyIds(name) }];
    const [, kind, number = ''] = /^(?:AVD-)?(DS|KSV)-?0*(\d+)$/.exec(name) ?? [];
    return [{ ...mark, ids: kind ? [`${kind}-${number.padStart(4, '0')}`] : [] }];
  });
}

const trivyMark = /(?:^|[\s#/*])(?:trivy|tfsec):/;
const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** `trivy:ignore:ID:exp:DATE` by its keys; some keys, such as `ws`, say nothing about Dockerfiles and manifests. */
function sectionsOf(word: string): (key: string) => string | undefined {
  const parts = word.split(':').slice(1);
  return (key) => parts.find((_, i) => i % 2 === 1 && parts[i - 1] === key);
}

function trivyIds(pattern: string): RegExp {
  const parts = pattern.replace(/^AVD-/, '').split(/\*+/);
  return new RegExp(`^(?=DS-|KSV-)${parts.map((part) => part.replace(/\W/g, '\\$&')).join('.*')}$`);
}

/** Trivy looks at the very next line; marks above one another share it. */
function belowTrivy(text: string, at: number): number {
  const isMark = (line: string) => /^[ \t]*#/.test(line) && trivyMark.test(line);
  let line = nextLine(text, at);
  while (isMark(text.slice(line, lineEnd(text, line)))) line = nextLine(text, line);
  return line;
}

function readKics(comment: string, { below, inHead, stageEnd }: Place): Read | undefined {
  const said = /^kics-scan\s+(.*)/i.exec(comment)?.[1];
  if (said === undefined) return undefined;
  const mark = { of: /^KICS:/, reason: 'kics-scan', tool: 'KICS', names: 'all', target: 'everything' } as const;
  const [near, kind] = /(?<!\S)ignore-(line|block)(?![\w-])/i.exec(said) ?? [];
  if (near !== undefined) {
    const isBlock = kind?.toLowerCase() === 'block';
    const target = isBlock && stageEnd ? span(below, stageEnd(below)) : below;
    return { ...mark, ids: 'all', target, rest: said.replace(near, '') };
  }
  // These speak for the file, and only at its head.
  const [, command = '', list, rest = ''] = /^(ignore|(?:disable|enable)\s*=\s*([\w, -]+))(.*)/.exec(said) ?? [];
  if (!inHead || !command) return undefined;
  if (list === undefined) return { ...mark, ids: 'all', rest };
  const ids = wordsOf(list).map((id) => `KICS:${id.slice(0, 8)}`);
  const isEnable = command.startsWith('enable');
  return { ...mark, names: list, rest, ...(isEnable ? { ids: 'all', except: ids } : { ids }) };
}

/** The first line below that is neither blank nor a comment. */
function following(text: string, offset: number): number {
  let at = nextLine(text, lineStart(text, offset));
  while (at < text.length && /^\s*(#.*)?$/.test(text.slice(at, nextLine(text, at)).trimEnd())) at = nextLine(text, at);
  return at;
}

/** Annotations by which Checkov, kube-linter, kube-score and Polaris are told to leave an object alone. */
export function readForeignAnnotations(object: KubernetesObject): ForeignMark[] {
  const marks: ForeignMark[] = [];
  const everything = 'everything' as const;
  for (const [key, value] of object.annotations) {
    const linter = /^ignore-check\.kube-linter\.io\/(.+)$/.exec(key)?.[1];
    const polaris = /^polaris\.fairwinds\.com\/(.+)-exempt$/.exec(key)?.[1];
    const on = /^true$/i.test(value);
    if (linter) marks.push({ ids: [`KL:${linter}`], target: everything, reason: value });
    else if (key === 'kube-linter.io/ignore-all') marks.push({ ids: 'all', target: everything, reason: value });
    else if (polaris && on) marks.push({ ids: [`PO:${polaris}`], target: everything, reason: key });
    else if (key === 'polaris.fairwinds.com/exempt' && on) marks.push({ ids: 'all', target: everything, reason: key });
    else if (key === 'kube-score/ignore') {
      marks.push({ ids: value.split(',').map((id) => `KSC:${id.trim()}`), target: everything, reason: key });
    } else if (/^checkov\.io\/skip\d*$/.test(key)) {
      const [id = '', reason = ''] = value.split('=');
      marks.push({ ids: [id.trim()], target: everything, reason: reason || 'checkov' });
    }
  }
  return marks;
}
