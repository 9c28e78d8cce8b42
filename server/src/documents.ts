import { lineStarts, positionAt } from '@bulkhead/rules';
import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { type Lines, linesOf, type PositionEncoding, toSpan } from './convert';
import { canonicalUri } from './uris';

/** One version of an open document. Never changed: a new version is a new object. */
export interface OpenDocument extends Lines {
  /** Canonical. */
  readonly uri: string;
  /** The same as the client writes it. Not every client knows it again in another spelling. */
  readonly spelled: string;
  readonly languageId: string;
  readonly version: number;
}

/** The buffers the client has open, as they are now and not as they are on disk. */
export interface Documents {
  readonly get: (uri: string) => OpenDocument | undefined;
  readonly all: () => readonly OpenDocument[];
  readonly open: (item: TextDocumentItem) => OpenDocument;
  /** Undefined when the document is not open: a change that comes too late is not an error. */
  readonly change: (
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ) => OpenDocument | undefined;
  readonly close: (uri: string) => void;
}

export function createDocuments(encoding: () => PositionEncoding): Documents {
  const opened = new Map<string, OpenDocument>();
  return {
    get: (uri) => opened.get(canonicalUri(uri)),
    all: () => [...opened.values()],
    open({ uri: spelled, languageId, version, text }) {
      const uri = canonicalUri(spelled);
      const document = { uri, spelled, languageId, version, ...linesOf(text, encoding()) };
      opened.set(uri, document);
      return document;
    },
    change(spelled, version, changes) {
      const uri = canonicalUri(spelled);
      const before = opened.get(uri);
      if (!before) return undefined;
      const after = { ...before, ...changes.reduce<Lines>(applyChange, before), version };
      opened.set(uri, after);
      return after;
    },
    close: (uri) => void opened.delete(canonicalUri(uri)),
  };
}

/** The text after one change of the protocol; the line starts far from the change are moved, not searched again. */
export function applyChange(lines: Lines, change: TextDocumentContentChangeEvent): Lines {
  if (!('range' in change)) return linesOf(change.text, lines.encoding);
  const { start, end } = toSpan(lines, change.range);
  const text = lines.text.slice(0, start) + change.text + lines.text.slice(end);
  const { starts } = lines;
  // A line more on either side, because an edit can join or part a carriage return and its line feed.
  const first = Math.max(0, positionAt(starts, start).line - 1);
  const after = positionAt(starts, end).line + 2;
  const from = starts[first] ?? 0;
  const delta = change.text.length - (end - start);
  const rest = starts[after];
  const middle = text.slice(from, rest === undefined ? undefined : rest + delta);
  const next = starts.slice(0, first);
  for (const at of lineStarts(middle)) next.push(from + at);
  if (rest !== undefined) {
    next.pop(); // The line that begins just after the middle comes first in what follows.
    for (let i = after; i < starts.length; i++) next.push((starts[i] ?? 0) + delta);
  }
  return { text, starts: next, encoding: lines.encoding };
}
