import type { Answers, Block, Template } from '../src';
import { expand, sampleAnswers, templates } from '../src';

/** A file in which a snippet stands, and where. */
export interface Hosted {
  readonly path: string;
  readonly text: string;
  /** The lines of the snippet, by number. */
  readonly lines: ReadonlySet<number>;
}

function sampleOf(id: string, answers: Answers = {}): { path: string; text: string } {
  const template = templates.find((t) => t.id === id);
  const found =
    template &&
    expand(template, { ...sampleAnswers(template), ...answers }).find((f) => /yaml|dockerfile/.test(f.block.language));
  if (!found) throw new Error(`There is no template ${id}.`);
  return found;
}

/** Blocks that only make sense together: a volume with its mount. The others stand alone. */
export function groupsOf(template: Template): (readonly Block[])[] {
  const inList = (block: Block) => ['volumes', 'volumeMounts', 'env'].includes(block.at ?? '');
  const together = template.blocks.filter(inList);
  const alone = template.blocks.filter((block) => !inList(block)).map((block) => [block]);
  return together.length > 0 ? [together, ...alone] : alone;
}

const hosts: Readonly<Record<string, string>> = { 's-gpu': 'k-deployment-gpu' };

/** A hardened file with the blocks put where they belong, in place of what does the same there. */
export function hosted(template: Template, blocks: readonly Block[], texts: readonly string[], name?: string): Hosted {
  const place = blocks[0]?.at;
  if (place === 'builder' || place === 'final') return inDockerfile(template, blocks[0], texts[0] ?? '');
  if (place === 'requirements') return { path: 'requirements.lock', text: texts.join(''), lines: new Set() };
  const { path, text } = sampleOf(hosts[template.id] ?? 'k-deployment', name ? { name } : {});
  let lines: Line[] = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ line, own: false }));
  if (template.id === 's-scratch') lines = withoutItem(lines, 'tmp');
  blocks.forEach((block, i) => {
    lines = insertYaml(lines, block.at ?? '', (texts[i] ?? '').replace(/\n$/, '').split('\n'));
  });
  return finish(path, lines);
}

interface Line {
  readonly line: string;
  readonly own: boolean;
}

function finish(path: string, lines: readonly Line[]): Hosted {
  const own = lines.flatMap(({ own }, i) => (own ? [i] : []));
  return { path, text: `${lines.map(({ line }) => line).join('\n')}\n`, lines: new Set(own) };
}

const indentOf = (line: string) => /^ */.exec(line)?.[0].length ?? 0;

/** Everything below a line that is indented deeper. */
function blockEnd(lines: readonly Line[], start: number): number {
  const depth = indentOf(lines[start]?.line ?? '');
  let end = start + 1;
  while (end < lines.length && indentOf(lines[end]?.line ?? '') > depth) end++;
  return end;
}

function withoutKey(lines: readonly Line[], key: string, depth: number): Line[] {
  const start = lines.findIndex(({ line }) => indentOf(line) === depth && line.trim().startsWith(`${key}:`));
  return start < 0 ? [...lines] : [...lines.slice(0, start), ...lines.slice(blockEnd(lines, start))];
}

function withoutItem(lines: readonly Line[], name: string): Line[] {
  let rest = [...lines];
  for (;;) {
    const start = rest.findIndex(({ line }) => line.trim() === `- name: ${name}`);
    if (start < 0) return rest;
    rest = [...rest.slice(0, start), ...rest.slice(blockEnd(rest, start))];
  }
}

/** Pods of the templates' Deployments: keys of the pod are 6 deep, of its container 10. */
const podDepth = 6;
const containerDepth = 10;

function insertYaml(lines: readonly Line[], place: string, text: readonly string[]): Line[] {
  const inContainer = ['container', 'volumeMounts', 'env'].includes(place);
  const depth = inContainer ? containerDepth : podDepth;
  const keys = text.flatMap((line) => /^([A-Za-z]\w*):/.exec(line)?.[1] ?? []);
  const own = (deep: number) => text.map((line) => ({ line: line ? ' '.repeat(deep) + line : line, own: true }));
  if (place === 'pod' || place === 'container') {
    let rest = [...lines];
    for (const key of keys) rest = withoutKey(rest, key, depth);
    const at = inContainer
      ? rest.findIndex(({ line }) => line.trim().startsWith('imagePullPolicy:')) + 1
      : rest.findIndex(({ line }) => line.trim() === 'containers:' && indentOf(line) === podDepth);
    return [...rest.slice(0, at), ...own(depth), ...rest.slice(at)];
  }
  const list = lines.findIndex(({ line }) => indentOf(line) === depth && line.trim() === `${place}:`);
  if (list >= 0) return [...lines.slice(0, list + 1), ...own(depth + 2), ...lines.slice(list + 1)];
  const before = inContainer
    ? lines.findIndex(({ line }) => line.trim().startsWith('imagePullPolicy:')) + 1
    : lines.findIndex(({ line }) => line.trim() === 'containers:' && indentOf(line) === podDepth);
  const head: Line = { line: `${' '.repeat(depth)}${place}:`, own: false };
  return [...lines.slice(0, before), head, ...own(depth + 2), ...lines.slice(before)];
}

function inDockerfile(template: Template, block: Block | undefined, text: string): Hosted {
  const windows = block?.variant === 'windows';
  const { path, text: host } = sampleOf(windows ? 'df-win-servercore' : 'df-python-slim');
  const own = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ line, own: true }));
  let lines: Line[] = host
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ line, own: false }));
  const finalStage = () => lines.map(({ line }) => line.startsWith('FROM ')).lastIndexOf(true);
  if (block?.at === 'final') {
    for (const keyword of own.flatMap(({ line }) => /^([A-Z]+) /.exec(line)?.[1] ?? [])) {
      const start = lines.findIndex(({ line }, i) => i > finalStage() && line.startsWith(`${keyword} `));
      if (start >= 0) lines = [...lines.slice(0, start), ...lines.slice(instructionEnd(lines, start))];
    }
    const at = lines.findIndex(({ line }) => line.startsWith('ENTRYPOINT'));
    return finish(path, [...lines.slice(0, at), ...own, ...lines.slice(at)]);
  }
  const at = lines.findIndex(({ line }) => line.startsWith('COPY requirements.lock')) + 1;
  const after = template.id === 's-build-secret' && block?.variant === 'pip' ? instructionEnd(lines, at + 1) : at;
  return finish(path, [...lines.slice(0, at), ...own, ...lines.slice(after)]);
}

/** The line behind an instruction that may go on over several. */
export function instructionEnd(lines: readonly { readonly line: string }[], start: number): number {
  const goesOn = /escape=`/.test(lines[0]?.line ?? '') ? /`\s*$/ : /\\\s*$/;
  let end = start;
  while (goesOn.test(lines[end]?.line ?? '')) end++;
  return end + 1;
}
