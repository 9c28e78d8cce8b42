import { parseBounded } from '@bulkhead/helm/read/bounded';
import { readSimpleYaml } from '@bulkhead/helm/read/simpleYaml';
import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { type Span, span } from '../text/span';
import { splitDocuments } from './yamlSplit';

export { splitDocuments };

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

/** No object that a cluster stores comes near it, and a syntax tree takes a hundred times the bytes of its text. */
const megabytes = 4;
const largestDocument = megabytes * 1024 * 1024;

type Parsed = Omit<YamlDocument, 'start'>;

/** Remembers parsed documents of one file by their text, so that only the edited document is parsed again. */
export type YamlCache = Map<string, Parsed>;

/**
 * How much of a document is read. Definitions of custom resources describe types, not workloads: no rule looks at them,
 * and they are most of the bytes of many repositories. Of the old API version the head is read, because it is a finding.
 */
function readLength(text: string): number {
  if (!/^kind:[ \t]*CustomResourceDefinition[ \t]*\r?$/m.test(text)) return text.length;
  const version = /^apiVersion:[ \t]*apiextensions\.k8s\.io\/v1(beta1)?[ \t]*\r?$/m.exec(text);
  if (!version) return text.length;
  if (!version[1]) return 0;
  const types = text.search(/^spec:/m);
  const isHead = types > 0 && /^kind:/m.test(text.slice(0, types)) && /^metadata:/m.test(text.slice(0, types));
  return isHead && version.index < types ? types : text.length;
}

/** Parses a stream document by document. Never throws; what cannot be read is a problem of its document. */
export function readYaml(text: string, cache?: YamlCache): YamlDocument[] {
  const seen: YamlCache = new Map();
  const documents = splitDocuments(text).map((slice) => {
    const part = text.slice(slice.start, slice.end);
    const parsed = cache?.get(part) ?? seen.get(part) ?? parseOne(part);
    seen.set(part, parsed);
    return atOffset(parsed, slice.start);
  });
  if (cache) {
    cache.clear();
    for (const [part, parsed] of seen) cache.set(part, parsed);
  }
  return documents;
}

/** Reads one document that was cut from a stream at `start`. */
export function readYamlDocument(text: string, start: number): YamlDocument {
  return atOffset(parseOne(text), start);
}

/** A text that was parsed elsewhere, as its only document; undefined when it holds several. */
export function documentOf(text: string, root: Node | null): YamlDocument | undefined {
  if (splitDocuments(text).length > 1) return undefined;
  return { text, start: 0, root, problems: [], ...readAnchors(text, root) };
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
  const length = readLength(text);
  if (length === 0) return { text, root: null, problems: [], target: () => undefined, isShared: () => false };
  if (length > largestDocument) return refuse(`This document is not read: it has more than ${megabytes} MB.`);
  const nul = text.indexOf('\0');
  if (nul >= 0) return refuse('This is not text: it holds a NUL character.', nul);
  // The editor never sends such lines; in a file every rule and edit would take it for one line.
  if (!text.includes('\n') && /\r./.test(text))
    return refuse('This document is not read: its lines end with CR alone; save it with LF or CRLF.');
  const part = text.slice(0, length);
  const simple = readSimpleYaml(part);
  if (simple) return { text, root: simple, problems: [], ...readAnchors(text, simple) };
  try {
    const document = parseBounded(part, {
      schema: 'failsafe',
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    const problems = document.errors.map((e) => ({ message: e.message, span: span(e.pos[0], e.pos[1]) }));
    const root = document.contents as Node | null;
    return { text, root, problems, ...readAnchors(text, root) };
  } catch (error) {
    return refuse(
      `This document cannot be read: ${error instanceof RangeError ? 'it is nested too deeply' : String(error)}.`,
    );
  }
}

const anchor = /(?:^|[\s[{,])&[^\s,[\]{}]/;

function readAnchors(text: string, root: Node | null): Pick<Parsed, 'target' | 'isShared'> {
  if (!text.includes('*') || !anchor.test(text)) return { target: () => undefined, isShared: () => false };
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
  walk(root);
  return { target: (alias) => targets.get(alias), isShared: (node) => shared.has(node) };
}
