import { type InlayHint, MarkupKind } from 'vscode-languageserver';
import { toPosition } from './convert';
import type { OpenDocument } from './documents';

export interface PlacedHint {
  readonly at: number;
  readonly hint: InlayHint;
}

export function placedHint(document: OpenDocument, at: number, label: string, tooltip: string): PlacedHint {
  const contents = { kind: MarkupKind.Markdown, value: tooltip };
  return { at, hint: { position: toPosition(document, at), label, tooltip: contents, paddingLeft: true } };
}
