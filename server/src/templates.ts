import { type Block, snippetText, type Template } from '@bulkhead/snippets';
import { blockPrefix } from '@bulkhead/snippets/pages';
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
} from 'vscode-languageserver';
import { toOffset, toRange } from './convert';
import type { OpenDocument } from './documents';
import { yamlSpotAt } from './yamlSpot';

/** A text of a template that fits where the caret is. */
export interface FittingBlock {
  readonly template: Template;
  readonly block: Block;
  /** What is typed to get it. */
  readonly prefix: string;
}

/** What kind of file the caret is in. */
export type TemplateFile = 'dockerfile' | 'yaml';

/** The templates whose prefix begins with the word at the caret and that fit there: nothing is offered unasked. */
export function fittingTemplates(
  templates: readonly Template[],
  file: { readonly kind: TemplateFile; readonly name: string; readonly text: string },
  offset: number,
): { readonly fitting: FittingBlock[]; readonly word: { readonly start: number; readonly end: number } } {
  const word = wordAt(file.text, offset);
  const typed = file.text.slice(word.start, offset).toLowerCase();
  const lineStart = file.text.lastIndexOf('\n', word.start - 1) + 1;
  const indent = file.text.slice(lineStart, word.start);
  if (!typed.startsWith('h') || indent.trim() !== '') return { fitting: [], word };
  const around = { ...file, word, lineStart, indent: indent.length };
  const fitting = templates.flatMap((template) =>
    template.blocks.flatMap((block) => {
      const prefix = blockPrefix(template, block);
      return prefix.startsWith(typed) && fits(template, block, around) ? [{ template, block, prefix }] : [];
    }),
  );
  return { fitting, word };
}

interface Around {
  readonly kind: TemplateFile;
  readonly name: string;
  readonly text: string;
  readonly word: { readonly start: number; readonly end: number };
  readonly lineStart: number;
  readonly indent: number;
}

function wordAt(text: string, offset: number): { start: number; end: number } {
  const start = offset - (/[\w-]*$/.exec(text.slice(Math.max(0, offset - 80), offset))?.[0].length ?? 0);
  const end = offset + (/^[\w-]*/.exec(text.slice(offset, offset + 80))?.[0].length ?? 0);
  return { start, end };
}

function fits(template: Template, block: Block, around: Around): boolean {
  const { kind, text, word } = around;
  if (template.kind === 'set') return false; // Several files do not fit into one.
  if (template.kind === 'file') return block.language === kind && around.indent === 0 && isFresh(block, around);
  if (kind === 'dockerfile') return isStagePlace(block.at) && inStage(text, word.start, block.at);
  return block.language === 'yaml' && yamlPlaces(around).includes(block.at ?? '');
}

/** Nothing but comments beside the word; files with a fixed name fit only there. */
function isFresh(block: Block, { kind, name, text, word }: Around): boolean {
  const border = kind === 'yaml' && /^apiVersion:/m.test(block.text);
  const start = border ? text.lastIndexOf('\n---', word.start) : -1;
  const next = border ? text.indexOf('\n---', word.end) : -1;
  const rest = text.slice(start < 0 ? 0 : start + 4, word.start) + text.slice(word.end, next < 0 ? undefined : next);
  if (/^\s*[^#\s]/m.test(rest)) return false;
  return border || kind === 'dockerfile' || block.file === name;
}

function isStagePlace(place: Block['at']): boolean {
  return place === 'builder' || place === 'final' || place === 'dockerfile';
}

/** At the start of an instruction of a stage; what belongs into the final image only behind the last FROM. */
function inStage(text: string, offset: number, place: Block['at']): boolean {
  const above = text
    .slice(0, offset)
    .split(/\r\n|\n/)
    .slice(0, -1);
  const goesOn = /^#\s*escape\s*=\s*`/im.test(above.slice(0, 5).join('\n')) ? '`' : '\\';
  const code = above.filter((line) => !/^\s*#/.test(line) && line.trim() !== '');
  if (code.at(-1)?.trimEnd().endsWith(goesOn)) return false;
  if (!code.some((line) => /^\s*FROM\s/i.test(line)) || opensHeredoc(code)) return false;
  return place !== 'final' || !/^\s*FROM\s/im.test(text.slice(offset));
}

function opensHeredoc(lines: readonly string[]): boolean {
  let end: string | undefined;
  for (const line of lines) {
    if (end !== undefined) end = line.trim() === end ? undefined : end;
    else end = /<<-?\s*["']?([A-Za-z_]\w*)/.exec(line)?.[1];
  }
  return end !== undefined;
}

const containerLists = ['containers', 'initContainers'];

/** The places of a manifest the caret is in, told by the keys above. */
function yamlPlaces({ text, word, lineStart, indent }: Around): string[] {
  const spot = yamlSpotAt(text, word.end);
  if (!spot || spot.inValue) return [];
  const { parents, kind } = spot;
  const last = parents.at(-1) ?? '';
  const inItem = isInItem(text.slice(0, lineStart), indent);
  const inPod = (path: readonly string[]) =>
    path.at(-1) === 'spec' && (kind === 'Pod' ? path.length === 1 : path.at(-2) === 'template');
  if (inPod(parents)) return ['pod'];
  if (containerLists.includes(last) && inPod(parents.slice(0, -1))) return inItem ? ['container'] : [last];
  if (last === 'volumes' && inPod(parents.slice(0, -1))) return inItem ? [] : ['volumes'];
  const ofContainer = containerLists.includes(parents.at(-2) ?? '');
  return (last === 'volumeMounts' || last === 'env') && ofContainer && !inItem ? [last] : [];
}

/** Whether the lines above, down to the key of the list, hold an item whose dash stands further left than the caret. */
function isInItem(above: string, indent: number): boolean {
  const lines = above.split(/\r\n|\n/).filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
  for (const line of lines.reverse()) {
    const column = line.search(/\S/);
    if (column < indent) return line[column] === '-';
  }
  return false;
}

/** The templates that fit, as an editor shows them. */
export function completeTemplates(
  templates: readonly Template[],
  file: { readonly kind: TemplateFile; readonly name: string },
  document: OpenDocument,
  position: Position,
): CompletionItem[] {
  const { fitting, word } = fittingTemplates(templates, { ...file, text: document.text }, toOffset(document, position));
  return fitting.map(({ template, block, prefix }) => ({
    label: prefix,
    kind: CompletionItemKind.Snippet,
    detail: template.title,
    documentation: {
      kind: MarkupKind.Markdown,
      value: `${template.description}\n\n\`\`\`\`${block.language}\n${block.text}\`\`\`\``,
    },
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.adjustIndentation,
    textEdit: { range: toRange(document, word), newText: snippetText(template, block) },
  }));
}
