import { completeConfig, hoverConfig } from '@bulkhead/rules/config/language';
import { type CompletionItem, CompletionItemKind, type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { type Lines, toOffset, toRange } from './convert';

/** What is needed of an open document. */
type Text = Lines & { readonly text: string };

/** The settings, rules and values that fit at a place. */
export function configCompletions(document: Text, position: Position): CompletionItem[] {
  return completeConfig(document.text, toOffset(document, position)).map(({ label, insert, detail, replaces }) => ({
    label,
    kind: insert === label ? CompletionItemKind.Value : CompletionItemKind.Property,
    ...(detail === '' ? {} : { documentation: { kind: MarkupKind.Markdown, value: detail } }),
    textEdit: { range: toRange(document, replaces), newText: insert },
  }));
}

/** What a setting or a rule under the cursor does. */
export function configHover(document: Text, position: Position): Hover | null {
  const found = hoverConfig(document.text, toOffset(document, position));
  return found
    ? { range: toRange(document, found.span), contents: { kind: MarkupKind.Markdown, value: found.markdown } }
    : null;
}
