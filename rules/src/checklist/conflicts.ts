import { nextLine } from '../text/lines';
import type { Conflict } from './types';

/** Finds the marks an unfinished merge left, and blanks out all but our side without moving anything else. */
export function maskConflicts(text: string): { text: string; conflicts: readonly Conflict[] } {
  if (!text.includes('<<<<<<<')) return { text, conflicts: [] };
  const conflicts: Conflict[] = [];
  const parts: string[] = [];
  let kept = 0;
  let open: { start: number; ours: number; oursEnd?: number; theirs?: number } | undefined;
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const mark = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)/.exec(text.slice(at, at + 8))?.[0]?.[0];
    if (mark === '<') open = { start: at, ours: nextLine(text, at) };
    if (!open) continue;
    if (mark === '|' && open.oursEnd === undefined) open.oursEnd = at;
    if (mark === '=' && open.theirs === undefined) {
      open.oursEnd ??= at;
      open.theirs = nextLine(text, at);
    }
    if (mark !== '>' || open.oursEnd === undefined || open.theirs === undefined) continue;
    const end = nextLine(text, at);
    parts.push(text.slice(kept, open.start), blank(text.slice(open.start, open.ours)));
    parts.push(text.slice(open.ours, open.oursEnd), blank(text.slice(open.oursEnd, end)));
    conflicts.push({
      span: { start: open.start, end },
      ours: { start: open.ours, end: open.oursEnd },
      theirs: { start: open.theirs, end: at },
    });
    kept = end;
    open = undefined;
  }
  parts.push(text.slice(kept));
  return { text: parts.join(''), conflicts };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
