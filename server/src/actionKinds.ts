import { CodeActionKind } from 'vscode-languageserver';

/** Applies every safe fix of the file; honoured by `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.bulkhead`;
/** Makes one container, stage or file as safe as the rules can. */
export const hardenKind = `${CodeActionKind.RefactorRewrite}.bulkhead.harden`;

export const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind, hardenKind];
