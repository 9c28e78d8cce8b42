/** Lines that stayed (` `), went (`-`) or came (`+`), each with its line break. */
interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

const context = 3;

/** A unified diff that `patch -p1` and `git apply` take; empty when the texts are equal. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = compare(splitLines(before), splitLines(after));
  return [`--- a/${path}\n`, `+++ b/${path}\n`, ...hunks(lines).map(hunkText)].join('');
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Runs of lines with at most twice the context between their changes. */
function hunks(lines: readonly Line[]): { lines: readonly Line[]; before: number; after: number }[] {
  const found: { lines: readonly Line[]; before: number; after: number }[] = [];
  const changed = lines.flatMap((line, i) => (line.mark === ' ' ? [] : [i]));
  let first = 0;
  while (first < changed.length) {
    let last = first;
    while (last + 1 < changed.length && (changed[last + 1] ?? 0) - (changed[last] ?? 0) <= 2 * context + 1) last++;
    const start = Math.max(0, (changed[first] ?? 0) - context);
    const end = Math.min(lines.length, (changed[last] ?? 0) + context + 1);
    const above = lines.slice(0, start);
    found.push({
      lines: lines.slice(start, end),
      before: above.filter((line) => line.mark !== '+').length,
      after: above.filter((line) => line.mark !== '-').length,
    });
    first = last + 1;
  }
  return found;
}

function hunkText(hunk: { lines: readonly Line[]; before: number; after: number }): string {
  const removed = hunk.lines.filter((line) => line.mark !== '+').length;
  const added = hunk.lines.filter((line) => line.mark !== '-').length;
  const body = hunk.lines.map((line) => {
    const ending = line.text.endsWith('\n') ? '' : '\n\\ No newline at end of file\n';
    return `${line.mark}${line.text}${ending}`;
  });
  return `@@ -${range(hunk.before, removed)} +${range(hunk.after, added)} @@\n${body.join('')}`;
}

/** Line numbers count from 1; an empty side names the line before it. */
function range(above: number, size: number): string {
  return `${size === 0 ? above : above + 1}${size === 1 ? '' : `,${size}`}`;
}

/** The shortest edit script, found by its distance from both ends; texts that differ wildly are replaced whole. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const kept = (text: string): Line => ({ mark: ' ', text });
  return [
    ...before.slice(0, head).map(kept),
    ...shortest(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(kept),
  ];
}

const furthest = 500;

/** Myers' algorithm: for each number of changes, how far along each diagonal one gets. */
function shortest(before: readonly string[], after: readonly string[]): Line[] {
  const reached = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  for (let changes = 0; changes <= Math.min(furthest, before.length + after.length); changes++) {
    history.push(new Map(reached));
    for (let k = -changes; k <= changes; k += 2) {
      let x = stepsDown(reached, k, changes) ? at(reached, k + 1) : at(reached, k - 1) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      reached.set(k, x);
      if (x >= before.length && x - k >= after.length) return trace(history, before, after);
    }
  }
  return [...before.map((text): Line => ({ mark: '-', text })), ...after.map((text): Line => ({ mark: '+', text }))];
}

function at(reached: ReadonlyMap<number, number>, k: number): number {
  return reached.get(k) ?? -1;
}

function stepsDown(reached: ReadonlyMap<number, number>, k: number, changes: number): boolean {
  return k === -changes || (k !== changes && at(reached, k - 1) < at(reached, k + 1));
}

/** Walks back from the end through what was reached with one change less each time. */
function trace(history: readonly Map<number, number>[], before: readonly string[], after: readonly string[]): Line[] {
  const lines: Line[] = [];
  let x = before.length;
  let y = after.length;
  for (let changes = history.length - 1; changes >= 0; changes--) {
    const reached = history[changes] ?? new Map<number, number>();
    const k = x - y;
    const from = stepsDown(reached, k, changes) ? k + 1 : k - 1;
    const fromX = at(reached, from);
    const fromY = fromX - from;
    while (x > Math.max(0, fromX) && y > Math.max(0, fromY)) {
      lines.push({ mark: ' ', text: before[--x] ?? '' });
      y--;
    }
    if (changes === 0) break;
    if (x === fromX) lines.push({ mark: '+', text: after[--y] ?? '' });
    else lines.push({ mark: '-', text: before[--x] ?? '' });
  }
  return lines.reverse();
}
