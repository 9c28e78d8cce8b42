import { type Fix, smallestEdit } from '@bulkhead/rules';
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { type Lines, toRange } from './convert';
import type { OpenDocument } from './documents';

/** What the client understands of workspace edits. */
export interface EditStyle {
  readonly documentChanges: boolean;
  /** Files may be made. */
  readonly create: boolean;
  /** Parts of an edit may ask for a look. */
  readonly annotations: boolean;
}

/** A file that edits may touch: an open one carries its version, so that a late edit is refused and not misplaced. */
export interface EditTarget extends Lines {
  readonly uri: string;
  /** As the client writes it, when it is open. */
  readonly spelled?: string;
  readonly version: number | null;
}

/** The edit of one fix; undefined when it touches a file whose text is not at hand. */
export function fixToEdit(
  fix: Fix,
  document: OpenDocument,
  fileAt: (uri: string) => EditTarget | undefined,
  style: EditStyle,
): WorkspaceEdit | undefined {
  const byFile = new Map<EditTarget, TextEdit[]>();
  for (const edit of fix.edits) {
    if (edit.creates && edit.file !== undefined) return newFile(edit.file, edit.text, style);
    const target = edit.file === undefined || edit.file === document.uri ? document : fileAt(edit.file);
    if (!target) return undefined;
    const edits = byFile.get(target) ?? [];
    byFile.set(target, edits);
    edits.push({ range: toRange(target, edit.span), newText: edit.text });
  }
  return workspaceEdit(byFile, style);
}

/** A fix that makes a file does nothing else. */
function newFile(uri: string, text: string, style: EditStyle): WorkspaceEdit | undefined {
  if (!style.documentChanges || !style.create) return undefined;
  const start = { line: 0, character: 0 };
  const edits = [{ range: { start, end: start }, newText: text }];
  return {
    documentChanges: [
      { kind: 'create', uri },
      { textDocument: { uri, version: null }, edits },
    ],
  };
}

/** The edit that turns files into the texts all their fixes end in; undefined when nothing changes. */
export function textsToEdit(
  texts: readonly (readonly [EditTarget, string])[],
  style: EditStyle,
): WorkspaceEdit | undefined {
  const byFile = new Map<EditTarget, TextEdit[]>();
  for (const [target, text] of texts) {
    const change = smallestEdit(target.text, text);
    if (change) byFile.set(target, [{ range: toRange(target, change.span), newText: change.text }]);
  }
  return byFile.size ? workspaceEdit(byFile, style) : undefined;
}

export function workspaceEdit(byFile: ReadonlyMap<EditTarget, readonly TextEdit[]>, style: EditStyle): WorkspaceEdit {
  if (!style.documentChanges) {
    return { changes: Object.fromEntries([...byFile].map(([{ uri, spelled = uri }, edits]) => [spelled, [...edits]])) };
  }
  const documentChanges = [...byFile].map(
    ([{ uri, spelled = uri, version }, edits]): TextDocumentEdit => ({
      textDocument: { uri: spelled, version },
      edits: [...edits],
    }),
  );
  return { documentChanges };
}
