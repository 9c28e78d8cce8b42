import type { RawDirective } from './raw';

const form = /^(#\s*)([a-zA-Z][a-zA-Z0-9]*)(\s*=\s*)(.+?)\s*$/;
const known = new Set(['syntax', 'escape', 'check']);

/** Reads `# name=value` for the names BuildKit knows. */
export function readDirective(text: string, from: number, to: number): RawDirective | undefined {
  // A directive is short; the limit keeps the expression cheap on a hostile line.
  if (to - from > 4096) return undefined;
  const match = form.exec(text.slice(from, to));
  const [, hash = '', name = '', equals = '', value = ''] = match ?? [];
  if (!match || !known.has(name.toLowerCase())) return undefined;
  const valueFrom = from + hash.length + name.length + equals.length;
  return {
    name: name.toLowerCase(),
    value,
    span: { start: from, end: valueFrom + value.length },
    valueSpan: { start: valueFrom, end: valueFrom + value.length },
  };
}
