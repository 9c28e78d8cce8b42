/** The cells of a table of comma-separated values (RFC 4180), or of one that a spreadsheet wrote with `;` or tabs. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const clean = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(clean);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < clean.length) {
    const cell = clean[at] === '"' ? quotedCell(clean, at) : plainCell(clean, at, separator);
    row.push(cell.text);
    at = cell.end;
    if (clean[at] === separator) {
      at++;
      if (at < clean.length) continue;
      row.push('');
    }
    rows.push(row);
    row = [];
    at += clean.startsWith('\r\n', at) ? 2 : 1;
  }
  return rows.filter((cells) => cells.some((cell) => cell !== ''));
}

/** What stands most often in the first line. */
function separatorOf(text: string): string {
  const [first = ''] = /^[^\r\n]*/.exec(text) ?? [];
  const count = (separator: string) => first.split(separator).length;
  return [';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best), ',');
}

function quotedCell(text: string, start: number): { text: string; end: number } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { text: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at++;
  }
  return { text: value, end: at };
}

function plainCell(text: string, start: number, separator: string): { text: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
  return { text: text.slice(start, end), end };
}
