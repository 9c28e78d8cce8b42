import type { Regex } from './compile';
import { RegexError } from './parse';

/** One match, with the range of each group; group 0 is the whole. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (readonly [number, number] | undefined)[];
}

/** A path through the program, and where its groups begin and end. */
interface Thread {
  readonly at: number;
  readonly slots: readonly number[];
}

/** Steps one call may take: program size times text length, for patterns and texts of any real chart. */
const MAX_STEPS = 20_000_000;

/** All matches that do not overlap, from the left, at most `limit` (negative: all). */
export function matchAll(regex: Regex, text: string, limit: number): Match[] {
  const matches: Match[] = [];
  const budget = { steps: 0 };
  let from = 0;
  let lastEnd = -1;
  while (from <= text.length && (limit < 0 || matches.length < limit)) {
    const match = matchFrom(regex, text, from, budget);
    if (!match) break;
    // An empty match right after a match does not count, as in Go.
    if (match.end > match.start || match.start !== lastEnd) matches.push(match);
    lastEnd = match.end;
    const width = (text.codePointAt(match.end) ?? 0) > 0xffff ? 2 : 1;
    from = match.end > match.start ? match.end : match.end + width;
  }
  return matches;
}

/** Runs all paths side by side, one character at a time: the time is bounded by program times text. */
function matchFrom(regex: Regex, text: string, from: number, budget: { steps: number }): Match | undefined {
  const { program } = regex;
  let threads: Thread[] = [];
  let found: Thread | undefined;
  const seen = new Int32Array(program.length).fill(-1);
  let before = from > 0 ? previousCode(text, from) : -1;
  for (let at = from; ; ) {
    const code = text.codePointAt(at) ?? -1;
    const current: Thread[] = [];
    let matched = false;
    const add = (thread: Thread) => {
      // The first path to reach an instruction is the preferred one; later ones are dropped.
      const stack = [thread];
      for (let next = stack.pop(); next; next = stack.pop()) {
        if (seen[next.at] === at) continue;
        seen[next.at] = at;
        if (++budget.steps > MAX_STEPS) throw new RegexError('This regular expression takes too many steps.');
        const instruction = program[next.at];
        if (!instruction) continue;
        const { slots } = next;
        if (instruction.op === 'jump') stack.push({ at: instruction.to, slots });
        else if (instruction.op === 'split') {
          stack.push({ at: instruction.second, slots }, { at: instruction.first, slots });
        } else if (instruction.op === 'save') {
          const saved = slots.slice();
          saved[instruction.slot] = at;
          stack.push({ at: next.at + 1, slots: saved });
        } else if (instruction.op === 'assert') {
          if (instruction.holds(before, code)) stack.push({ at: next.at + 1, slots });
        } else current.push(next);
      }
    };
    for (const thread of threads) add(thread);
    if (!found) add({ at: 0, slots: [] });
    const following: Thread[] = [];
    for (const thread of current) {
      const instruction = program[thread.at];
      if (instruction?.op === 'match') {
        found = thread;
        matched = true;
        break;
      }
      if (code >= 0 && instruction?.op === 'char' && instruction.test(code)) {
        following.push({ at: thread.at + 1, slots: thread.slots });
      }
    }
    if ((following.length === 0 && (found || matched)) || code < 0) break;
    threads = following;
    before = code;
    at += code > 0xffff ? 2 : 1;
  }
  return found && toMatch(found, regex.groups);
}

function previousCode(text: string, at: number): number {
  const low = text.charCodeAt(at - 1);
  const pair = low >= 0xdc00 && low <= 0xdfff && at > 1;
  return text.codePointAt(pair ? at - 2 : at - 1) ?? -1;
}

function toMatch(thread: Thread, count: number): Match {
  const groups = Array.from({ length: count }, (_, i) => {
    const start = thread.slots[i * 2];
    const end = thread.slots[i * 2 + 1];
    return start === undefined || end === undefined ? undefined : ([start, end] as const);
  });
  const whole = groups[0] ?? [0, 0];
  return { start: whole[0], end: whole[1], groups };
}
