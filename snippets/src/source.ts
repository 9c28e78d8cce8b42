import type { Span } from '@bulkhead/rules';
import { at, entries, items, plain, rootValue, scalarText, spanOf, type Value } from '@bulkhead/rules/model/value';
import { readYaml } from '@bulkhead/rules/parse/yaml';
import { answerProblem, stopPattern } from './answers';
import { type Fence, readFences } from './fences';
import { commonStops, sampleOf } from './stops';
import { type Block, type Place, places, type Stop, type Template, type TemplateKind, templateKinds } from './template';

/** What is wrong with the source of a template, and where. */
export interface TemplateProblem {
  readonly message: string;
  readonly span: Span;
}

const headKeys = ['title', 'description', 'kind', 'prefix', 'controls', 'stops'];
const stopKeys = ['ask', 'default', 'sample', 'choices', 'pattern', 'form', 'family'];

/** Reads the source of a template: a head between two `---` lines, then fenced blocks. Never throws. */
export function readTemplate(
  id: string,
  source: string,
): { readonly template?: Template; readonly problems: readonly TemplateProblem[] } {
  const text = source.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '');
  const problems: TemplateProblem[] = [];
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!head) return { problems: [problem('A template starts with a head between two lines of "---".', 0, 3)] };
  const say = (message: string, span: Span) => problems.push({ message, span });
  const headText = `    ${head[1] ?? ''}`.slice(4);
  const offset = 4;
  const shifted = (value: Value): Span => {
    const span = spanOf(value);
    return span ? { start: span.start + offset, end: span.end + offset } : { start: 0, end: 3 };
  };
  const document = readYaml(headText)[0];
  if (document?.problems[0]) say(document.problems[0].message, { start: offset, end: offset + headText.length });
  if (!document || problems.length) return { problems };
  const root = rootValue(document);
  for (const { key, keySpan } of entries(root)) {
    if (!headKeys.includes(key))
      say(`A template has no "${key}". It has ${headKeys.join(', ')}.`, {
        start: keySpan.start + offset,
        end: keySpan.end + offset,
      });
  }
  const word = (key: string): string => {
    const value = scalarText(at(root, key))?.trim();
    if (!value) say(`The head needs "${key}".`, { start: 0, end: 3 });
    return value ?? '';
  };
  const kind = word('kind') as TemplateKind;
  if (kind && !templateKinds.includes(kind))
    say(`"kind" is one of ${templateKinds.join(', ')}.`, shifted(at(root, 'kind')));
  const { fences, problems: broken } = readFences(text, head[0].length);
  problems.push(...broken);
  const blocks = fences.map((fence) => readBlock(fence, kind, say));
  if (blocks.length === 0) say('A template has at least one fenced block.', { start: 0, end: 3 });
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    say(`"${id}" is no name for a template: use small letters, digits and dashes.`, { start: 0, end: 3 });
  const template: Template = {
    id,
    title: word('title'),
    description: word('description'),
    kind,
    prefix: word('prefix'),
    controls: items(at(root, 'controls')).flatMap((item) => scalarText(item) ?? []),
    stops: readStops(at(root, 'stops'), blocks, shifted, say),
    blocks,
  };
  return problems.length ? { problems } : { template, problems };
}

type Say = (message: string, span: Span) => void;

function problem(message: string, start: number, end: number): TemplateProblem {
  return { message, span: { start, end } };
}

function readBlock(fence: Fence, kind: TemplateKind, say: Say): Block {
  const { file, at: place, as: variant } = fence.attributes;
  for (const key of Object.keys(fence.attributes)) {
    if (!['file', 'at', 'as'].includes(key)) say(`A block has no "${key}"; it has file, at and as.`, fence.head);
  }
  if (kind === 'snippet' && !places.includes(place as Place))
    say(`A block of a snippet says where it fits: at=${places.join(', at=')}.`, fence.head);
  if (kind !== 'snippet' && !file) say('A block of a file says what the file is called: file=NAME.', fence.head);
  if (file && (/^[/\\]|^[A-Za-z]:|\\/.test(file) || file.split('/').includes('..')))
    say(`"${file}" leads out of the folder the template is written to.`, fence.head);
  return {
    language: fence.language,
    text: fence.text,
    ...(file ? { file } : {}),
    ...(kind === 'snippet' && place ? { at: place as Place } : {}),
    ...(variant ? { variant } : {}),
  };
}

function readStops(given: Value, blocks: readonly Block[], place: (value: Value) => Span, say: Say): Stop[] {
  const own = new Map(entries(given).map(({ key, value }) => [key, value]));
  const used = new Set(
    blocks.flatMap((b) => [...`${b.file ?? ''}\n${b.text}`.matchAll(stopPattern)].map((m) => m[1] ?? '')),
  );
  for (const [name, value] of own) if (!used.has(name)) say(`No text uses the stop "${name}".`, place(value));
  return [...used].flatMap((name) => {
    const value = own.get(name);
    const common = Object.hasOwn(commonStops, name) ? commonStops[name] : undefined;
    if (!value && !common) {
      say(`The text uses [[${name}]], which "stops" does not explain.`, { start: 0, end: 3 });
      return [];
    }
    return [readStop(name, value, common, say, place)];
  });
}

function readStop(
  name: string,
  value: Value | undefined,
  common: (typeof commonStops)[string] | undefined,
  say: Say,
  place: (value: Value) => Span,
): Stop {
  const text = (key: string) => (value ? scalarText(at(value, key)) : undefined);
  if (value)
    for (const { key } of entries(value))
      if (!stopKeys.includes(key)) say(`A stop has no "${key}"; it has ${stopKeys.join(', ')}.`, place(value));
  const fallback = text('default') ?? common?.default ?? '';
  const ask = text('ask') ?? common?.ask;
  if (!ask || (!fallback && plain(value ? at(value, 'default') : (undefined as never)) !== ''))
    say(`The stop "${name}" needs "ask" and "default".`, value ? place(value) : { start: 0, end: 3 });
  const given = value ? items(at(value, 'choices')).flatMap((item) => scalarText(item) ?? []) : [];
  const choices = given.length ? given : common?.choices;
  const pattern = text('pattern') ?? common?.pattern;
  const form = text('form') ?? (text('pattern') === undefined ? common?.form : undefined);
  const family = text('family') ?? common?.family;
  const sample = text('sample') ?? (text('default') === undefined ? common?.sample : undefined) ?? sampleOf(fallback);
  const stop: Stop = {
    name,
    ask: ask ?? name,
    default: fallback,
    sample,
    ...(choices ? { choices } : {}),
    ...(pattern ? { pattern } : {}),
    ...(form ? { form } : {}),
    ...(family ? { family } : {}),
  };
  for (const answer of [fallback, sample]) {
    const wrong = answerProblem(stop, answer);
    if (wrong) say(wrong, value ? place(value) : { start: 0, end: 3 });
  }
  return stop;
}
