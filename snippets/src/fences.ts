import type { TemplateProblem } from './source';

/** A fenced block of a source. */
export interface Fence {
  readonly language: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly head: { readonly start: number; readonly end: number };
}

/** The fenced blocks behind an offset. What stands between them is for people. */
export function readFences(text: string, from: number): { fences: Fence[]; problems: TemplateProblem[] } {
  const fences: Fence[] = [];
  let open:
    | { readonly mark: string; readonly start: number; readonly head: string; readonly lines: string[] }
    | undefined;
  let offset = from;
  for (const line of text.slice(from).split('\n')) {
    const mark = /^(`{3,})(.*)$/.exec(line);
    if (open && line.trim() === open.mark) {
      fences.push(fence(open.head, open.lines, { start: open.start, end: open.start + open.head.length }));
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (mark) open = { mark: mark[1] ?? '', head: (mark[2] ?? '').trim(), start: offset, lines: [] };
    offset += line.length + 1;
  }
  if (!open) return { fences, problems: [] };
  const span = { start: open.start, end: open.start + open.mark.length };
  return { fences, problems: [{ message: 'This block is never closed.', span }] };
}

function fence(head: string, lines: readonly string[], span: Fence['head']): Fence {
  const [language = '', ...rest] = head.split(/\s+/);
  const attributes: Record<string, string> = {};
  for (const word of rest) {
    const equals = word.indexOf('=');
    attributes[equals < 0 ? word : word.slice(0, equals)] = equals < 0 ? '' : word.slice(equals + 1);
  }
  return { language, attributes, text: `${lines.join('\n')}\n`, head: span };
}
