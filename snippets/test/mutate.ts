import { instructionEnd } from './host';

/** A text with one line taken away, together with what hangs on it. */
export interface Mutant {
  readonly line: number;
  /** The line that is gone, without its indentation. */
  readonly gone: string;
  readonly text: string;
}

const indentOf = (line: string) => /^ */.exec(line)?.[0].length ?? 0;

/** Each line of a Dockerfile taken away once: an instruction as a whole, and each of its further lines alone. */
export function dockerfileMutants(text: string): Mutant[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const numbered = lines.map((line) => ({ line }));
  const result: Mutant[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '' || line.startsWith('#') || /^\s/.test(line)) continue;
    const end = instructionEnd(numbered, i);
    result.push({ line: i, gone: line.trim(), text: joined([...lines.slice(0, i), ...lines.slice(end)]) });
    for (let j = i + 1; j < end; j++) {
      const before = lines.slice(0, j);
      // The last line of an instruction leaves its predecessor as the last.
      if (j === end - 1) before[j - 1] = (before[j - 1] ?? '').replace(/[\\`]\s*$/, '').trimEnd();
      if (j === end - 1 && /\]\s*$/.test(lines[j] ?? '') && !/\]\s*$/.test(before[j - 1] ?? ''))
        before[j - 1] = `${(before[j - 1] ?? '').replace(/,$/, '')}]`;
      result.push({ line: j, gone: (lines[j] ?? '').trim(), text: joined([...before, ...lines.slice(j + 1)]) });
    }
  }
  return result;
}

/** A piece of a line that can be left out, or written more loosely, by itself. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
  /** What is gone. */
  readonly gone: string;
}

/**
 * A Dockerfile without one of its words: each option of a command or an instruction, each checking step of a chain, each
 * version and digest. The program stays; what is gone is only what holds it back.
 */
export function wordMutants(text: string): Mutant[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const result: Mutant[] = [];
  lines.forEach((line, i) => {
    if (line.startsWith('#')) return;
    for (const { start, end, instead, gone } of piecesOf(line)) {
      const loose = (line.slice(0, start) + instead + line.slice(end)).trimEnd();
      result.push({ line: i, gone, text: joined([...lines.slice(0, i), loose, ...lines.slice(i + 1)]) });
    }
  });
  return result;
}

function piecesOf(line: string): Piece[] {
  const found: Piece[] = [];
  const all = (pattern: RegExp, instead: (match: RegExpExecArray) => string) => {
    for (const match of line.matchAll(pattern)) {
      const loose = instead(match);
      found.push({ start: match.index, end: match.index + match[0].length, instead: loose, gone: match[0].trim() });
    }
  };
  // An option, with the value that follows it in an exec form.
  all(/"--?[a-z][^"=]*"(?:, "(?!-)[^"]*")?(?:, (?="))?/g, () => '');
  all(/"--?[a-z][^"]*=[^"]*"(?:, (?="))?/g, () => '');
  all(/(?<=\s)--?[A-Za-z][\w-]*(?:=(?:'[^']*'|"[^"]*"|[^\s'"]+))?(?:\s|$)/g, () => '');
  // A checking step of a chain.
  all(/ (?:&&|\|\|) (?!apt-get install|pip|npm ci)[^&|]*?(?=$| &&| \\$)/g, () => '');
  all(/ \| sha256sum [^&|\\]*?(?= \\$|$)/g, () => '');
  all(/if \(\(Get-FileHash.*?\}; /g, () => '');
  // What pins.
  all(/@sha256:[0-9a-f]{64}/g, () => '');
  all(/(?<=(?:^|\s)[a-z][\w.+-]*)=\d[\w.+~-]*(?=\s|$)/g, () => '');
  all(/(?<=--revision )[0-9a-f]{40}/g, () => 'main');
  all(/:nonroot/g, () => '');
  return found;
}

/** Each line of a YAML file taken away once, with everything below it. */
export function yamlMutants(text: string): Mutant[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const result: Mutant[] = [];
  lines.forEach((line, i) => {
    if (line.trim() === '' || line.trim().startsWith('#') || line === '---') return;
    let end = i + 1;
    // The keys beside the first of an item hang on its dash.
    const depth = indentOf(line);
    while (end < lines.length && (indentOf(lines[end] ?? '') > depth || (lines[end] ?? '').trim() === '')) end++;
    const mutant = joined([...lines.slice(0, i), ...lines.slice(end)]);
    result.push({ line: i, gone: line.trim(), text: mutant });
    // The first key of an item also alone: its dash moves to the next.
    const next = lines[i + 1] ?? '';
    if (/^\s*- [\w.]+:/.test(line) && end > i + 1 && indentOf(next) === depth + 2 && /:\s*\S/.test(line)) {
      const moved = `${' '.repeat(depth)}- ${next.trim()}`;
      result.push({ line: i, gone: line.trim(), text: joined([...lines.slice(0, i), moved, ...lines.slice(i + 2)]) });
    }
  });
  return result;
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
