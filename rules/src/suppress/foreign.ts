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
  readonly target: 'everything' | number;
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
  /** Marks are about the instruction they stand above. */
  readonly narrow?: boolean;
}

/** Comments by which hadolint, BuildKit, Checkov, Trivy and KICS are told to be silent. */
export function readForeignComments(
  text: string,
  { isComment = () => true, narrow = false }: Reading = {},
): ForeignMark[] {
  if (!anyMark.test(text)) return [];
  const marks: ForeignMark[] = [];
  let inDirectives = true;
  let inHead = true;
  let below = 0;
  for (let at = 0; at < text.length && marks.length < mostMarks; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    const hash = line.indexOf('#');
    inDirectives &&= /^\uFEFF?#\s*\w+\s*=/.test(line);
    inHead &&= /^\uFEFF?\s*(?:#|---\s*$|$)/.test(line);
    if (hash < 0 || !anyMark.test(line) || !isComment(at + hash)) continue;
    const isAlone = line.slice(0, hash).replace('\uFEFF', '').trim() === '';
    const words = line.slice(hash + 1, hash + longestMark).trim();
    // Marks above one another are about the same line.
    if (isAlone && below <= at) below = following(text, at);
    const place: Place = { target: isAlone ? below : at, inDirectives, inHead };
    for (const { tool, names, rest, ...mark } of readMark(words, place)) {
      const explained = isReason(rest) || (isAlone && isExplainedAround(text, at));
      const comment = { span: span(at + hash, lineEnd(text, at)), tool, names, explained };
      marks.push({ ...mark, comment, ...(narrow && !/ignore-block/.test(words) ? { narrow } : {}) });
    }
  }
  return marks;
}

/** What stands behind so many characters of a comment is no mark that anybody wrote. */
const longestMark = 2_000;

const anyMark = /hadolint|check\s*=|(?:checkov|bridgecrew):skip|(?:trivy|tfsec):ignore|kics-scan/i;

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

/** Where a mark stands: the line it is about, and whether it is a directive of the Dockerfile or heads the file. */
interface Place {
  readonly target: number;
  readonly inDirectives: boolean;
  readonly inHead: boolean;
}

/** What a mark says, the names it uses, and the words behind it. */
type Read = Pick<ForeignMark, 'ids' | 'of' | 'except' | 'target' | 'until' | 'reason'> &
  Pick<MarkComment, 'tool' | 'names'> & { readonly rest: string };

const wordsOf = (list: string) => list.split(/[\s,;]+/).filter(Boolean);

function readMark(comment: string, place: Place): Read[] {
  const { target } = place;
  const hadolint = /^hadolint\s+(global\s+)?ignore\s*=\s*([A-Z\d]+(?:\s*,\s*[A-Z\d]+)*)(.*)/.exec(comment);
  if (hadolint) {
    const [, global, names = '', rest = ''] = hadolint;
    const ids = wordsOf(names);
    return [{ ids, target: global ? 'everything' : target, reason: 'hadolint', tool: 'hadolint', names, rest }];
  }
  const check = /^check\s*=\s*(?:.*;)?\s*skip\s*=\s*([\w, ]+)/i.exec(comment);
  if (check) {
    const names = wordsOf(check[1] ?? '');
    const ids = names.includes('all') ? 'all' : names.map((n) => `BK:${n}`);
    const where = place.inDirectives ? 'everything' : target;
    const rest = '';
    return [{ ids, of: /^BK:/, target: where, reason: 'check=skip', tool: 'BuildKit', names: names.join(', '), rest }];
  }
  const checkov = /(?:checkov|bridgecrew):skip= *([A-Za-z_\d]+)(?:\s*:\s*(.*))?/.exec(comment);
  if (checkov) {
    const [, id = '', rest = ''] = checkov;
    return [{ ids: [id], target: 'everything', reason: rest || 'checkov:skip', tool: 'Checkov', names: id, rest }];
  }
  const trivy = readTrivy(comment, target);
  return trivy.length > 0 ? trivy : readKics(comment, place);
}

const trivyMark = /(?:trivy|tfsec):ignore:([^\s:[\]]+)(?:\[[^\]]*\])?(?::exp:(\d{4}-\d{2}-\d{2}))?\S*/gi;

/** `trivy:ignore:AVD-DS-0002:exp:2026-01-01 trivy:ignore:KSV014`: new, long and short ids, `*` for all. */
function readTrivy(comment: string, target: number): Read[] {
  const rest = comment.replace(trivyMark, '');
  return [...comment.matchAll(trivyMark)].map(([, name = '', until]) => {
    const [, kind = '', number = ''] = /^(?:AVD-)?(DS|KSV)-?0*(\d+)$/i.exec(name) ?? [];
    const ids = name === '*' ? 'all' : kind ? [`${kind.toUpperCase()}-${number.padStart(4, '0')}`] : [];
    return { ids, of: /^(?:DS|KSV)-/, target, until, reason: 'trivy:ignore', tool: 'Trivy', names: name, rest };
  });
}

function readKics(comment: string, { target, inHead }: Place): Read[] {
  const kics = /^kics-scan\s+(ignore-line|ignore-block|ignore|(?:disable|enable)\s*=\s*([\w, -]+))(.*)/.exec(comment);
  if (!kics) return [];
  const [, command = '', list, rest = ''] = kics;
  const mark = { of: /^KICS:/, reason: 'kics-scan', tool: 'KICS', names: list ?? 'all', rest } as const;
  if (/^ignore-/.test(command)) return [{ ...mark, ids: 'all', target }];
  // These speak for the file, and only at its head.
  if (!inHead) return [];
  const ids = wordsOf(list ?? '').map((id) => `KICS:${id.slice(0, 8)}`);
  if (command.startsWith('enable')) return [{ ...mark, ids: 'all', except: ids, target: 'everything' }];
  return [{ ...mark, ids: list === undefined ? 'all' : ids, target: 'everything' }];
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
