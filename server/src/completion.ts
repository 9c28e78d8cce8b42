import { type CompletionItem, CompletionItemKind, InsertTextFormat, type Position } from 'vscode-languageserver';
import { toOffset, toRange } from './convert';
import { dockerfileFlags, flagSpotAt } from './dockerfileFlags';
import type { OpenDocument } from './documents';
import { securityFieldsAt } from './securityFields';
import type { Translate } from './translate';
import { type YamlSpot, yamlSpotAt } from './yamlSpot';

/** Security fields and their values, the safest first. What else belongs into a manifest, others complete. */
export function completeFields(document: OpenDocument, position: Position, t: Translate): CompletionItem[] {
  const spot = yamlSpotAt(document.text, toOffset(document, position));
  if (!spot) return [];
  const range = toRange(document, spot.word);
  const fields = securityFieldsAt(spot.parents, spot.kind);
  if (spot.inValue) {
    const values = fields.find(({ name }) => name === spot.key)?.values ?? [];
    return values.map((value, index) => ({
      label: value,
      kind: CompletionItemKind.Value,
      sortText: `0${index}`,
      ...(index === 0 ? { detail: t('the safest'), preselect: true } : {}),
      textEdit: { range, newText: value },
    }));
  }
  const missing = fields.filter(({ name }) => name === spot.key || !hasSibling(document.text, spot, name));
  return missing.map(({ name, doc, values: [safest = ''] }, index) => ({
    label: name,
    kind: CompletionItemKind.Property,
    sortText: `0${String(index).padStart(2, '0')}`,
    detail: safest ? `${name}: ${safest}` : name,
    documentation: t(doc),
    textEdit: { range, newText: spot.key === name ? name : `${name}:${safest ? ` ${safest}` : ''}` },
  }));
}

/** The flags of a Dockerfile that make a build safer. */
export async function completeFlags(
  document: OpenDocument,
  position: Position,
  { t, snippets }: { readonly t: Translate; readonly snippets: boolean },
): Promise<CompletionItem[]> {
  const spot = await flagSpotAt(document.text, toOffset(document, position));
  if (!spot) return [];
  const range = toRange(document, spot.word);
  const fitting = dockerfileFlags.filter(({ instructions }) => instructions.includes(spot.instruction));
  return fitting.map(({ name, doc, insert }, index) => ({
    label: name,
    kind: CompletionItemKind.Property,
    sortText: `0${index}`,
    documentation: t(doc),
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: snippets ? insert : insert.replace(/\$\{\d:([^}]*)\}/g, '$1') },
  }));
}

/** Whether the key is there already, in the lines of the same block around the caret. */
function hasSibling(text: string, { word }: YamlSpot, name: string): boolean {
  const start = text.lastIndexOf('\n', word.start - 1) + 1;
  const indent = word.start - start;
  const isBlock = (line: string) => !line.trim() || line.search(/\S/) >= indent;
  const above = text.slice(0, start).split('\n').slice(0, -1).reverse();
  const below = text.slice(word.end).split('\n').slice(1);
  const key = `${' '.repeat(indent)}${name}:`;
  return [above, below].some((lines) => {
    const outside = lines.findIndex((line) => !isBlock(line));
    return lines.slice(0, outside < 0 ? undefined : outside).some((line) => line.startsWith(key));
  });
}
