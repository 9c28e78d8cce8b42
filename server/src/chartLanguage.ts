import type { Raw } from '@bulkhead/helm';
import type { ChartInput } from '@bulkhead/rules';
import { type ChartPlace, type ValueFacts, valueFactsAt, valueNamesAt } from '@bulkhead/rules/chart/language';
import type { Rendering } from '@bulkhead/rules/chart/render';
import { helperAt, valuePathIn } from '@bulkhead/rules/chart/templateWords';
import { fileOf, placed } from '@bulkhead/rules/chart/types';
import {
  type CompletionItem,
  CompletionItemKind,
  type Hover,
  type Location,
  MarkupKind,
  type Position,
} from 'vscode-languageserver';
import type { ChartWork } from './chartWork';
import { linesOf, toOffset, toRange } from './convert';
import type { Documents, OpenDocument } from './documents';
import type { Settings } from './settings';
import type { Translate } from './translate';

/** What an editor can ask about values and the templates that use them. */
export interface ChartLanguage {
  readonly hover: (uri: string, position: Position) => Promise<Hover | undefined>;
  readonly definition: (uri: string, position: Position) => Promise<Location[]>;
  readonly references: (uri: string, position: Position, withSettings: boolean) => Promise<Location[]>;
  readonly completions: (uri: string, position: Position) => Promise<CompletionItem[]>;
}

export interface ChartLanguageNeeds {
  readonly chartWork: Pick<ChartWork, 'ask'>;
  readonly documents: Documents;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  readonly t: () => Translate;
}

interface Asked {
  readonly document: OpenDocument;
  readonly input: ChartInput;
  readonly rendering: Rendering;
  readonly file: string;
  readonly offset: number;
}

export function createChartLanguage({ chartWork, documents, settingsFor, t }: ChartLanguageNeeds): ChartLanguage {
  const ask = async (uri: string, position: Position): Promise<Asked | undefined> => {
    const { context, enable } = await settingsFor(uri);
    const found = enable
      ? await chartWork.ask(uri, (judge, input) => judge.renderingInSteps(input, context))
      : undefined;
    const document = documents.get(uri);
    if (!found || !document) return undefined;
    const { input, answer: rendering } = found;
    return { document, input, rendering, file: fileOf(input, uri), offset: toOffset(document, position) };
  };
  const factsAt = ({ rendering, file, offset }: Asked) => valueFactsAt(rendering, file, offset);

  return {
    async hover(uri, position) {
      const asked = await ask(uri, position);
      const facts = asked && factsAt(asked);
      if (!asked || !facts) return undefined;
      const contents = { kind: MarkupKind.Markdown, value: describe(facts, asked.rendering, t()) };
      return { range: toRange(asked.document, facts.span), contents };
    },
    async definition(uri, position) {
      const asked = await ask(uri, position);
      const helper = asked && helperAt(asked.rendering, asked.file, asked.offset);
      if (asked && helper) return locations([helper], asked);
      const facts = asked && factsAt(asked);
      if (!asked || !facts) return [];
      return locations(isTemplate(asked.file) ? facts.settings : facts.uses, asked);
    },
    async references(uri, position, withSettings) {
      const asked = await ask(uri, position);
      const facts = asked && factsAt(asked);
      return asked && facts ? locations([...facts.uses, ...(withSettings ? facts.settings : [])], asked) : [];
    },
    async completions(uri, position) {
      const document = documents.get(uri);
      const typed = document && valuesBefore(document, position);
      const asked = typed && (await ask(uri, position));
      if (!asked) return [];
      const path = valuePathIn(asked.rendering, asked.file, typed.path);
      const range = toRange(asked.document, { start: asked.offset - typed.word.length, end: asked.offset });
      return [...valueNamesAt(asked.rendering, path)].flatMap(([name, value]): CompletionItem[] =>
        // Other names cannot be written with a dot.
        /^[A-Za-z_]\w*$/.test(name)
          ? [
              {
                label: name,
                kind: CompletionItemKind.Property,
                detail: shownValue(value, t()),
                textEdit: { range, newText: name },
              },
            ]
          : [],
      );
    },
  };
}

function isTemplate(file: string): boolean {
  return /(^|\/)templates\//.test(file);
}

/** `.Values.a.b` as far as it is typed: the names before the last, and the last. */
function valuesBefore(document: OpenDocument, position: Position): { path: string[]; word: string } | undefined {
  if (!isTemplate(document.uri)) return undefined;
  const offset = toOffset(document, position);
  const line = document.text.slice(document.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const names = /\.Values((?:\.\w*)+)$/.exec(line)?.[1]?.split('.').slice(1);
  const word = names?.pop();
  return names && word !== undefined ? { path: names, word } : undefined;
}

function locations(places: readonly ChartPlace[], { input, document }: Asked): Location[] {
  return places.flatMap(({ file, span }): Location[] => {
    const text = input.files.get(file);
    if (typeof text !== 'string') return [];
    return [{ uri: placed(input, file), range: toRange(linesOf(text, document.encoding), span) }];
  });
}

const most = 6;

/** One value in Markdown: what it is with which files, and where it ends up. */
function describe({ path, scenarios, landings, readBy, uses }: ValueFacts, { chart }: Rendering, t: Translate): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : key)).join('.');
  const parts = [
    `**\`${name}\`**`,
    scenarios.map(({ overlay, value }) => `- ${overlay ?? 'values.yaml'}: ${code(shownValue(value, t))}`).join('\n'),
  ];
  if (landings.length > 0) {
    const lines = landings.slice(0, most).map(({ object, container, field }) => {
      const where = container === undefined ? '' : `, ${t('container {0}', code(container))}`;
      return `- ${code(object)}${where}: ${code(field)}`;
    });
    const more = landings.length > most ? [`- ${t('and {0} more', landings.length - most)}`] : [];
    parts.push([t('Lands in'), ...lines, ...more].join('\n'));
  }
  if (readBy.length > 0) {
    const files = readBy.slice(0, most).map(code).join(', ');
    parts.push(t('Decides in {0}', `${files}${readBy.length > most ? ', ...' : ''}`));
  }
  if (landings.length + readBy.length + uses.length === 0 && chart.problems.length === 0) {
    parts.push(t('No template reads it.'));
  }
  return parts.join('\n\n');
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A value in a few words. */
function shownValue(value: Raw | undefined, t: Translate, depth = 0): string {
  if (value === undefined) return t('not set');
  if (value instanceof Map) {
    if (value.size === 0) return '{}';
    if (depth > 0 || value.size > most) return `{ ${t('{0} keys', value.size)} }`;
    return `{ ${[...value].map(([key, one]) => `${key}: ${shownValue(one as Raw, t, depth + 1)}`).join(', ')} }`;
  }
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${t('{0} entries', value.length)} ]`;
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
