import type { KubernetesObject } from '../model/object';
import { lineStart, nextLine } from '../text/lines';

/** A mark of another tool: the ids it silences (as our aliases), or all, for a line or everything. */
export interface ForeignMark {
  readonly ids: readonly string[] | 'all';
  readonly target: 'everything' | number;
  readonly reason: string;
}

/** Comments by which hadolint, BuildKit, Checkov, Trivy and KICS are told to be silent. */
export function readForeignComments(text: string, isComment: (offset: number) => boolean = () => true): ForeignMark[] {
  if (!/hadolint|check=|checkov:skip|trivy:ignore|kics-scan/.test(text)) return [];
  const marks: ForeignMark[] = [];
  let inDirectives = true;
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    const hash = line.indexOf('#');
    inDirectives &&= /^\uFEFF?#\s*\w+\s*=/.test(line);
    if (hash < 0 || !isComment(at + hash)) continue;
    const target = line.slice(0, hash).trim() === '' ? following(text, at) : at;
    marks.push(...readMark(line.slice(hash + 1).trim(), { target, isDirective: inDirectives }));
  }
  return marks;
}

/** Where a mark stands: the line it is about, and whether it is one of the directives that head a Dockerfile. */
interface Place {
  readonly target: number;
  readonly isDirective: boolean;
}

function readMark(comment: string, place: Place): ForeignMark[] {
  const { target } = place;
  const words = (list: string) => list.split(/[\s,;]+/).filter(Boolean);
  const hadolint = /^hadolint\s+(global\s+)?ignore\s*=\s*([\w, ]+)/.exec(comment);
  if (hadolint)
    return [{ ids: words(hadolint[2] ?? ''), target: hadolint[1] ? 'everything' : target, reason: 'hadolint' }];
  const check = /^check\s*=\s*(?:.*;)?\s*skip\s*=\s*([\w, ]+)/.exec(comment);
  if (check) {
    const names = words(check[1] ?? '');
    return [
      {
        ids: names.includes('all') ? 'all' : names.map((n) => `BK:${n}`),
        target: place.isDirective ? 'everything' : target,
        reason: 'check=skip',
      },
    ];
  }
  const checkov = /^checkov:skip\s*=\s*(CKV2?_\w+)(?::\s*(.*))?/.exec(comment);
  if (checkov) return [{ ids: [checkov[1] ?? ''], target: 'everything', reason: checkov[2] ?? 'checkov:skip' }];
  if (/^trivy:ignore:/.test(comment)) return [{ ids: trivyIds(comment), target, reason: 'trivy:ignore' }];
  return readKics(comment, target);
}

/** `trivy:ignore:AVD-DS-0002 exp:2026-01-01 trivy:ignore:KSV014`: new, long and short ids. */
function trivyIds(comment: string): string[] {
  return [...comment.matchAll(/trivy:ignore:(?:AVD-)?(DS|KSV)-?0*(\d+)/gi)].map(
    ([, kind = '', number = '']) => `${kind.toUpperCase()}-${number.padStart(4, '0')}`,
  );
}

function readKics(comment: string, target: number): ForeignMark[] {
  const kics = /^kics-scan\s+(ignore-line|ignore-block|ignore|disable\s*=\s*([\w, -]+))/.exec(comment);
  if (!kics) return [];
  if (kics[2]) {
    const ids = kics[2]
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((id) => `KICS:${id.slice(0, 8)}`);
    return [{ ids, target: 'everything', reason: 'kics-scan' }];
  }
  return [{ ids: 'all', target: kics[1] === 'ignore' ? 'everything' : target, reason: 'kics-scan' }];
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
