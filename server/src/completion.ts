import { type CompletionItem, CompletionItemKind, type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { toOffset, toRange } from './convert';
import type { OpenDocument } from './documents';
import { securityFieldsAt } from './securityFields';
import { type YamlSpot, yamlSpotAt } from './yamlSpot';

/** Security fields and their values, the safest first. What else belongs into a manifest, others complete. */
export function completeFields(document: OpenDocument, position: Position): CompletionItem[] {
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
      ...(index === 0 ? { detail: 'the safest', preselect: true } : {}),
      textEdit: { range, newText: value },
    }));
  }
  const missing = fields.filter(({ name }) => name === spot.key || !hasSibling(document.text, spot, name));
  return missing.map(({ name, doc, values: [safest = ''] }, index) => ({
    label: name,
    kind: CompletionItemKind.Property,
    sortText: `0${String(index).padStart(2, '0')}`,
    detail: safest ? `${name}: ${safest}` : name,
    documentation: doc,
    textEdit: { range, newText: spot.key === name ? name : `${name}:${safest ? ` ${safest}` : ''}` },
  }));
}

/** What a security field does, where the cursor is on its name. */
export function hoverField(document: OpenDocument, position: Position): Hover | null {
  const spot = yamlSpotAt(document.text, toOffset(document, position));
  if (!spot?.key || spot.inValue) return null;
  const found = securityFieldsAt(spot.parents, spot.kind).find(({ name }) => name === spot.key);
  if (!found) return null;
  const safest = found.values[0] ? `\n\nSafest: \`${found.name}: ${found.values[0]}\`` : '';
  return {
    range: toRange(document, spot.word),
    contents: { kind: MarkupKind.Markdown, value: `**${found.name}**\n\n${found.doc}${safest}` },
  };
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
