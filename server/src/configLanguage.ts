import { completeConfig, hoverConfig } from '@bulkhead/rules/config/language';
import { type CompletionItem, CompletionItemKind, type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { type Lines, toOffset, toRange } from './convert';
import { asPlainText, type HoverStyle } from './hover';

export { startingConfig } from '@bulkhead/rules/config/schema';

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
export async function configHover(
  document: Text,
  position: Position,
  { texts, language }: Pick<HoverStyle, 'texts' | 'language'>,
): Promise<Hover | null> {
  const found = hoverConfig(document.text, toOffset(document, position));
  if (!found) return null;
  const { span, markdown, rule } = found;
  const words = rule === undefined ? undefined : (language.rule(rule) ?? (await texts.of(rule)));
  const value = words ? `${markdown}\n\n${asPlainText(words.why)}` : markdown;
  return { range: toRange(document, span), contents: { kind: MarkupKind.Markdown, value } };
}
