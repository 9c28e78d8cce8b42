import { originsOf, type RenderedTemplate } from '@bulkhead/helm';
import type { FileEdit, Fix } from '../rule';
import { applyEdits, type Edit } from '../text/edits';
import { holds, others, type RenderedFinding } from './found';
import { intentOf } from './intent';
import { isOwn } from './place';
import { placed } from './types';
import { renderWith, sameDocument, verified } from './verify';

/** The rule's own edits made in the template, where the text they touch is written there letter by letter. */
export function templateFix(found: RenderedFinding): Fix | undefined {
  const edits = templateEdits(found);
  return edits && proven(found, edits, `${found.wanted.title} in ${filesOf(edits).join(', ')}`);
}

/** An edit of a file of the chart, by its path there. */
export type ChartEdit = FileEdit & { readonly file: string };

/** The edits of a fix, each where its place in the rendered text was written; undefined when one has no such place. */
export function templateEdits(found: RenderedFinding): ChartEdit[] | undefined {
  const edits: ChartEdit[] = [];
  for (const edit of found.wanted.edits) {
    const place = literalPlace(found.rendered, edit);
    if (!place || !isOwn(place.file)) return undefined;
    edits.push({ ...edit, ...place });
  }
  return edits;
}

export function filesOf(edits: readonly ChartEdit[]): string[] {
  return [...new Set(edits.map(({ file }) => file))];
}

/** The edits as a fix, when the chart then renders what the rule wants and nothing else comes. */
export function proven(found: RenderedFinding, edits: readonly ChartEdit[], title: string): Fix | undefined {
  const { input } = found.trial.rendering;
  const texts = new Map<string, string>();
  for (const file of filesOf(edits)) {
    const text = input.files.get(file);
    if (typeof text !== 'string') return undefined;
    const own = edits.filter((edit) => edit.file === file);
    texts.set(file, applyEdits(text, own));
  }
  const changes = intentOf(found.wanted, found.document);
  const after = renderWith(found.trial, found.scenario.named, texts, found.rendered.name);
  const document = after && sameDocument(after.text, found.document);
  if (!document || !changes?.every((change) => holds(document, change))) return undefined;
  const containers = verified(found.trial, texts, found.told);
  if (!containers) return undefined;
  return {
    title: `${title}${others(containers)}`,
    safety: 'review',
    edits: edits.map((edit) => ({ ...edit, file: placed(input, edit.file) })),
  };
}

/** Where a rendered range stands in a template, when all of it is written there. */
function literalPlace(
  rendered: RenderedTemplate,
  edit: Edit,
): { file: string; span: { start: number; end: number } } | undefined {
  const { start, end } = edit.span;
  const literals = originsOf(rendered, { start: Math.max(0, start - 1), end: end + 1 }).filter(
    (o) => o.kind === 'literal' && o.end > o.start && o.start <= start && o.end >= end,
  );
  // Between two pieces, new text goes behind the first when that is a literal, else before the second.
  const literal = literals.find((o) => o.start < start) ?? literals[0];
  if (!literal || literal.chain.some((frame) => !isOwn(frame.file))) return undefined;
  const shift = literal.at.start - literal.start;
  return { file: literal.file, span: { start: start + shift, end: end + shift } };
}
