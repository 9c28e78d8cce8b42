import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { toRange } from '../convert';
import type { EditStyle } from '../edits';
import type { PinOutcome } from '../registry/pinFiles';
import type { ImageDocument } from './files';

/** The change of all files as one edit: one undo, and refused as a whole when a file has moved on. */
export function pinEdit(files: readonly ImageDocument[], outcome: PinOutcome, style: EditStyle): WorkspaceEdit {
  const changed = files.flatMap((file) => {
    const edits = outcome.edits.get(file.path);
    if (!edits) return [];
    const textEdits = edits.map((edit): TextEdit => ({ range: toRange(file, edit.span), newText: edit.text }));
    return [{ uri: file.path, version: file.version, edits: textEdits }];
  });
  if (!style.documentChanges) return { changes: Object.fromEntries(changed.map(({ uri, edits }) => [uri, edits])) };
  return { documentChanges: changed.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })) };
}
