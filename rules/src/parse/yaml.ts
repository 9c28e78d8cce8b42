import { parseBounded } from '@bulkhead/helm';
import { type Alias, type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { type Span, span } from '../text/span';

/** One document of a YAML stream: its slice of the file, parsed. Offsets of nodes count from the slice's start. */
export interface YamlDocument {
  readonly text: string;
  /** Where the slice starts in the file. */
  readonly start: number;
  readonly root: Node | null;
  readonly problems: readonly YamlProblem[];
  /** What an alias stands for; undefined when the anchor is missing or the alias is inside its own anchor. */
  readonly target: (alias: Alias) => Node | undefined;
  /** Whether some alias in the document repeats this node. */
  readonly isShared: (node: Node) => boolean;
}

export interface YamlProblem {
  readonly message: string;
  /** In the file. */
  readonly span: Span;
}

type Parsed = Omit<YamlDocument, 'start'>;

/** Remembers parsed documents of one file by their text, so that only the edited document is parsed again. */
export type YamlCache = Map<string, Parsed>;

/**
 * Cuts a stream into its documents. By the specification `---` and `...` at the start of a line are markers wherever
 * they stand, so no parsing is needed: block scalars cannot hide them, and in quoted scalars they are an error anyway.
 */
export function splitDocuments(text: string): Span[] {
  const cuts: number[] = [];
  let contentSinceCut = false;
  let directives: number | undefined;
  let ended = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const start = at === 0 && text.charCodeAt(0) === 0xfeff ? 1 : at;
    const mark = text.startsWith('---', start) ? '---' : text.startsWith('...', start) ? '...' : undefined;
    const isMarker = mark !== undefined && /^[\s]?$/.test(text.charAt(start + 3));
    if (isMarker && mark === '---') {
      if (contentSinceCut) {
        cuts.push(directives ?? at);
      }
      contentSinceCut = true;
      directives = undefined;
      ended = false;
    } else if (isMarker) {
      ended = true;
    } else if (ended || !contentSinceCut) {
      const blank = isBlankOrComment(text, start, next);
      const directive = text.charCodeAt(start) === 0x25;
      if (directive && contentSinceCut) directives ??= at;
      else if (!blank && !directive) {
        if (ended && contentSinceCut) {
          cuts.push(directives ?? at);
        }
        contentSinceCut = true;
        ended = false;
        directives = undefined;
      }
    }
    at = next;
  }
  const starts = [0, ...cuts.filter((cut) => cut > 0)];
  return starts.map((start, i) => span(start, starts[i + 1] ?? text.length));
}

function isBlankOrComment(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x23) return true;
    if (c !== 0x20 && c !== 0x09 && c !== 0x0d && c !== 0x0a) return false;
  }
  return true;
}

/**
 * Definitions of custom resources describe types, not workloads: no rule looks at them, and they are most of the bytes
 * of many repositories. The old API version is still read, because it is a finding.
 */
function isTypeDefinition(text: string): boolean {
  return (
    /^kind:[ \t]*CustomResourceDefinition[ \t]*\r?$/m.test(text) &&
    /^apiVersion:[ \t]*apiextensions\.k8s\.io\/v1[ \t]*\r?$/m.test(text)
  );
}

/** Parses a stream document by document. Never throws; what cannot be read is a problem of its document. */
export function readYaml(text: string, cache?: YamlCache): YamlDocument[] {
  return [...documentsOf(text, cache)];
}

/** The same, each document when it is asked for. */
export function* documentsOf(text: string, cache?: YamlCache): Generator<YamlDocument, void> {
  const seen: YamlCache = new Map();
  for (const slice of splitDocuments(text)) {
    const part = text.slice(slice.start, slice.end);
    const parsed = cache?.get(part) ?? seen.get(part) ?? parseOne(part);
    seen.set(part, parsed);
    yield atOffset(parsed, slice.start);
  }
  if (!cache) return;
  cache.clear();
  for (const [part, parsed] of seen) cache.set(part, parsed);
}

function atOffset(parsed: Parsed, start: number): YamlDocument {
  if (start === 0) return { ...parsed, start };
  const problems = parsed.problems.map((p) => ({ ...p, span: span(p.span.start + start, p.span.end + start) }));
  return { ...parsed, start, problems };
}

function parseOne(text: string): Parsed {
  const refuse = (message: string, at = 0): Parsed => ({
    text,
    root: null,
    problems: [{ message, span: span(at, Math.min(at + 1, text.length)) }],
    target: () => undefined,
    isShared: () => false,
  });
  if (isTypeDefinition(text)) return { text, root: null, problems: [], target: () => undefined, isShared: () => false };
  const nul = text.indexOf('\0');
  if (nul >= 0) return refuse('This is not text: it holds a NUL character.', nul);
  try {
    const document = parseBounded(text, {
      schema: 'failsafe',
      keepSourceTokens: true,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    const problems = document.errors.map((e) => ({ message: e.message, span: span(e.pos[0], e.pos[1]) }));
    return { text, root: document.contents as Node | null, problems, ...readAnchors(text, document) };
  } catch (error) {
    return refuse(
      `This document cannot be read: ${error instanceof RangeError ? 'it is nested too deeply' : String(error)}.`,
    );
  }
}

function readAnchors(text: string, document: Document): Pick<Parsed, 'target' | 'isShared'> {
  if (!text.includes('*')) return { target: () => undefined, isShared: () => false };
  const targets = new Map<Alias, Node>();
  const shared = new Set<Node>();
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  const walk = (node: unknown): void => {
    if (isPair(node)) {
      walk(node.key);
      walk(node.value);
    } else if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target && !open.has(target)) {
        targets.set(node, target);
        shared.add(target);
      }
    } else if (isMap(node) || isSeq(node)) {
      if (node.anchor) anchors.set(node.anchor, node);
      open.add(node);
      for (const item of node.items) walk(item);
      open.delete(node);
    } else if (isScalar(node) && node.anchor) anchors.set(node.anchor, node);
  };
  walk(document.contents);
  return { target: (alias) => targets.get(alias), isShared: (node) => shared.has(node) };
}
