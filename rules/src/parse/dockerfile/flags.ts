import type { RawFlag } from './raw';

const maxFlags = 1000;

const blank = (c: string | undefined) =>
  c === ' ' || c === '\t' || c === '\v' || c === '\f' || c === '\r' || c === '\n';

/** Reads `--name=value` words until the first word that is none. `rest` is where that word begins. */
export function readFlags(text: string, from: number, to: number): { flags: RawFlag[]; rest: number } {
  const flags: RawFlag[] = [];
  let count = 0;
  let at = from;
  for (;;) {
    while (at < to && blank(text[at])) at++;
    if (text[at] !== '-' || text[at + 1] !== '-' || at + 1 >= to) return { flags, rest: at };
    const end = endOfWord(text, at, to);
    if (end === at + 2) return { flags, rest: end };
    const equals = text.indexOf('=', at);
    const hasValue = equals > 0 && equals < end;
    // A thousand flags are nobody's; the rest is skipped like a flag but not kept.
    if (++count <= maxFlags)
      flags.push({
        name: text.slice(at + 2, hasValue ? equals : end).toLowerCase(),
        start: at,
        end,
        valueFrom: hasValue ? equals + 1 : undefined,
      });
    at = end;
  }
}

function endOfWord(text: string, from: number, to: number): number {
  let quote = '';
  let at = from;
  while (at < to) {
    const c = text[at];
    if (c === '\\') at++;
    else if (quote) {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (blank(c)) return at;
    at++;
  }
  return to;
}
