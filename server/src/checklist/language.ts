import {
  type Actor,
  type ChecklistDiagnostic,
  checklistCompletions,
  checklistDiagnostics,
  checklistFixes,
  checklistHover,
  checklistLenses,
  type Page,
} from '@bulkhead/rules/checklist/index';
import type { Edit } from '@bulkhead/rules/text/edits';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionItemKind,
  Diagnostic,
  DiagnosticSeverity,
  Hover,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import { type Lines, toOffset, toRange, toSpan } from '../convert';

// The protocol's numbers, written out: its library would double the size of this part.
const severities: Readonly<Record<ChecklistDiagnostic['severity'], DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
};
const completionKinds: Readonly<Record<'item' | 'field' | 'value', CompletionItemKind>> = {
  item: 10,
  field: 5,
  value: 20,
};

/** The messages of a checklist file for the protocol. */
export function lspDiagnostics(page: Page, lines: Lines): Diagnostic[] {
  return checklistDiagnostics(page).map((diagnostic) => ({
    range: toRange(lines, diagnostic.at),
    severity: severities[diagnostic.severity],
    source: 'bulkhead',
    code: `checklist-${diagnostic.code}`,
    message: diagnostic.message,
  }));
}

/** Quick fixes for the messages that touch a range. */
export function lspCodeActions(page: Page, lines: Lines, uri: string, range: Range, actor: Actor): CodeAction[] {
  const asked = toSpan(lines, range);
  const touching = checklistDiagnostics(page).filter(({ at }) => at.start <= asked.end && asked.start <= at.end);
  return touching.flatMap((diagnostic) =>
    checklistFixes(page, diagnostic, actor).map(({ title, edits, preferred }) => ({
      title,
      kind: 'quickfix',
      isPreferred: preferred,
      diagnostics: [asLsp(diagnostic, lines)],
      edit: { changes: { [uri]: textEdits(edits, lines) } },
    })),
  );
}

function asLsp(diagnostic: ChecklistDiagnostic, lines: Lines): Diagnostic {
  const { at, severity, code, message } = diagnostic;
  return {
    range: toRange(lines, at),
    severity: severities[severity],
    source: 'bulkhead',
    code: `checklist-${code}`,
    message,
  };
}

/** Questions and states above the blocks. Clients without our commands get plain titles. */
export function lspLenses(page: Page, lines: Lines, uri: string, options: { readonly commands: boolean }): CodeLens[] {
  return checklistLenses(page).flatMap(({ at, title, action, id }) => {
    if (!options.commands && action !== 'show') return [];
    const command = options.commands && action !== 'show' ? `bulkhead.checklist.${action}` : '';
    return [{ range: toRange(lines, at), command: { title, command, arguments: [{ uri, ids: [id] }] } }];
  });
}

export function lspHover(page: Page, lines: Lines, position: Position): Hover | null {
  const hover = checklistHover(page, toOffset(lines, position));
  if (!hover) return null;
  return { contents: { kind: 'markdown', value: hover.markdown }, range: toRange(lines, hover.at) };
}

export function lspCompletions(
  page: Page,
  lines: Lines,
  position: Position,
  world: { readonly today: string; readonly files: readonly string[] },
): CompletionItem[] {
  return checklistCompletions(page, toOffset(lines, position), world).map((each, i) => ({
    label: each.label,
    kind: completionKinds[each.kind],
    sortText: String(i).padStart(4, '0'),
    textEdit: { range: toRange(lines, each.replace), newText: each.text },
    ...(each.detail === undefined ? {} : { detail: each.detail }),
    ...(each.documentation === undefined ? {} : { documentation: { kind: 'markdown', value: each.documentation } }),
  }));
}

/** Edits as the client counts. */
export function textEdits(edits: readonly Edit[], lines: Lines): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(lines, span), newText: text }));
}
