import { findFacts } from '@bulkhead/rules';
import { readIgnoreComments } from '@bulkhead/rules/suppress/read';
import type { DocumentLink } from 'vscode-languageserver';
import { toRange } from './convert';
import type { OpenDocument } from './documents';
import type { Translate } from './translate';

/** The page of a rule, where there is one. */
export type PageOf = (rule: string) => string | undefined;

/** The rules that ignore comments name, each as a link to its page. */
export function ignoreLinks(document: OpenDocument, pageOf: PageOf, t: Translate): DocumentLink[] {
  const named = readIgnoreComments(document.text, () => true).flatMap(({ rules }) => rules);
  return named.flatMap(({ id, span }) => link(document, id, span, pageOf, t));
}

/** The rules of a settings file, the same way. */
export function configLinks(document: OpenDocument, pageOf: PageOf, t: Translate): DocumentLink[] {
  return [...document.text.matchAll(/^[ \t]+(['"]?)([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\1[ \t]*:/gm)].flatMap((found) => {
    const [whole, quote = '', id = ''] = found;
    const start = found.index + whole.indexOf(quote + id) + quote.length;
    return link(document, id, { start, end: start + id.length }, pageOf, t);
  });
}

function link(
  document: OpenDocument,
  id: string,
  span: { readonly start: number; readonly end: number },
  pageOf: PageOf,
  t: Translate,
): DocumentLink[] {
  const target = findFacts(id)?.id === id ? pageOf(id) : undefined;
  return target ? [{ range: toRange(document, span), target, tooltip: t('Explain {0}', id) }] : [];
}
