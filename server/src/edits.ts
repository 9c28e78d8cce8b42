import type { Fix, FixResult } from '@bulkhead/rules';
import { smallestEdit } from '@bulkhead/rules';
import type { ChangeAnnotation, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { type Lines, toRange } from './convert';
import type { OpenDocument } from './documents';

/** What the client understands of workspace edits. */
export interface EditStyle {
  readonly documentChanges: boolean;
  readonly annotations: boolean;
}

/** A file that edits may touch: an open one carries its version, so that a late edit is refused and not misplaced. */
export interface EditTarget extends Lines {
  readonly uri: string;
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
    const target = edit.file === undefined || edit.file === document.uri ? document : fileAt(edit.file);
    if (!target) return undefined;
    const edits = byFile.get(target) ?? [];
    byFile.set(target, edits);
    edits.push({ range: toRange(target, edit.span), newText: edit.text });
  }
  return workspaceEdit(byFile, style);
}

/** The edit that turns the document into the text all its fixes end in; undefined when nothing changes. */
export function resultToEdit(result: FixResult, document: OpenDocument, style: EditStyle): WorkspaceEdit | undefined {
  const change = smallestEdit(document.text, result.text);
  if (!change) return undefined;
  const edit = { range: toRange(document, change.span), newText: change.text };
  return workspaceEdit(new Map([[document, [edit]]]), style);
}

function workspaceEdit(byFile: ReadonlyMap<EditTarget, readonly TextEdit[]>, style: EditStyle): WorkspaceEdit {
  if (!style.documentChanges) {
    return { changes: Object.fromEntries([...byFile].map(([{ uri }, edits]) => [uri, [...edits]])) };
  }
  const documentChanges = [...byFile].map(
    ([{ uri, version }, edits]): TextDocumentEdit => ({ textDocument: { uri, version }, edits: [...edits] }),
  );
  return { documentChanges };
}

/** Marks every edit so that the client asks before it applies them. */
export function needsConfirmation(edit: WorkspaceEdit, annotation: ChangeAnnotation): WorkspaceEdit {
  const id = 'bulkhead.review';
  const documentChanges = edit.documentChanges?.map((change) =>
    'edits' in change && 'textDocument' in change
      ? { ...change, edits: change.edits.map((one) => ({ ...one, annotationId: id })) }
      : change,
  );
  return documentChanges
    ? { documentChanges, changeAnnotations: { [id]: { ...annotation, needsConfirmation: true } } }
    : edit;
}
