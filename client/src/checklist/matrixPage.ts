import type { ChecklistMatrixResult } from '@bulkhead/server/checklistProtocol';

/** What the page needs besides the data. */
export interface MatrixFrame {
  /** Fresh for each page; only script and style that carry it run. */
  readonly nonce: string;
  readonly language: string;
  readonly title: string;
  readonly caption: string;
  readonly hint: string;
}

/**
 * The heat map as one page: no network, nothing inline without the nonce, colours of the theme. A grid in the sense of
 * ARIA: one stop for the tab key, arrows move, Enter filters the tree.
 */
export function matrixPage({ component, matrix }: ChecklistMatrixResult, frame: MatrixFrame): string {
  const head = matrix.columns
    .map(({ title, detail }) => `<th scope="col" title="${escapeHtml(detail)}">${escapeHtml(title)}</th>`)
    .join('');
  let first = true;
  const rows = matrix.rows.map(({ boundary, title, cells }) => {
    const data = cells.map(({ counts, heat, facts, spoken, stride }) => {
      if (counts.total === 0)
        return `<td class="empty"><span aria-label="${escapeHtml(spoken)}" role="img">-</span></td>`;
      const marks = facts.map((fact) => `<span class="mark">${escapeHtml(fact)}</span>`).join('');
      const stop = first ? 0 : -1;
      first = false;
      return `<td class="heat${heat}"><button type="button" tabindex="${stop}" data-boundary="${escapeHtml(boundary)}" data-stride="${stride}"><span class="spoken">${escapeHtml(spoken)}</span><span class="seen" aria-hidden="true"><span class="count">${counts.decided}/${counts.total}</span>${marks}</span></button></td>`;
    });
    return `<tr><th scope="row">${escapeHtml(title)}</th>${data.join('')}</tr>`;
  });
  return `<!DOCTYPE html>
<html lang="${escapeHtml(frame.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${frame.nonce}'; script-src 'nonce-${frame.nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(frame.title)}</title>
<style nonce="${frame.nonce}">${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(component)}</h1>
<p id="hint">${escapeHtml(frame.hint)}</p>
<table aria-describedby="hint">
<caption>${escapeHtml(frame.caption)}</caption>
<thead><tr><td></td>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>
<script nonce="${frame.nonce}">${script}</script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}

/** Shades are mixed into the ground so lightly that the text on them keeps its contrast in every theme. */
const style = `
body { padding: 1rem 1.5rem; color: var(--vscode-foreground); background: var(--vscode-editor-background);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size);
  --heat: var(--vscode-charts-red, #f14c4c); }
h1 { font-size: 1.4em; font-weight: 600; }
table { border-collapse: separate; border-spacing: 4px; width: 100%; max-width: 75rem; table-layout: fixed; }
caption { text-align: left; padding-bottom: .5rem; }
th { text-align: left; font-weight: 600; padding: .25rem .5rem; overflow-wrap: anywhere; }
td { height: 1px; padding: 0; border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, #8888)); }
td.empty { text-align: center; }
thead td { border: none; }
button { display: block; position: relative; width: 100%; height: 100%; min-height: 3.6rem; padding: .4rem .6rem;
  border: none; background: transparent; color: var(--vscode-foreground); font: inherit; text-align: left; cursor: pointer; }
/* What is heard is a whole sentence; what is seen are the numbers of it. */
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.seen { display: flex; flex-direction: column; align-items: flex-start; gap: .15rem; }
button:hover { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
button:focus { outline: 2px solid var(--vscode-focusBorder); outline-offset: -2px; }
.count { font-size: 1.15em; font-variant-numeric: tabular-nums; }
.mark { font-weight: 600; }
.heat1 { background: color-mix(in srgb, var(--heat) 9%, transparent); }
.heat2 { background: color-mix(in srgb, var(--heat) 18%, transparent); }
.heat3 { background: color-mix(in srgb, var(--heat) 27%, transparent); }
.heat4 { background: color-mix(in srgb, var(--heat) 36%, transparent); }
`;

const script = `
const api = acquireVsCodeApi();
const buttons = [...document.querySelectorAll('button')];
const at = (button) => { const cell = button.closest('td'); return [cell.parentElement.rowIndex, cell.cellIndex]; };
const go = (button, rows, columns) => {
  let [row, column] = at(button);
  const table = button.closest('table');
  for (;;) {
    row += rows; column += columns;
    const cell = table.rows[row] && table.rows[row].cells[column];
    if (!cell || row < 1 || column < 1) return;
    const next = cell.querySelector('button');
    if (next) { focus(next); return; }
  }
};
const focus = (button) => { for (const each of buttons) each.tabIndex = each === button ? 0 : -1; button.focus(); };
const keys = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
document.addEventListener('keydown', (event) => {
  const button = event.target.closest && event.target.closest('button');
  const step = keys[event.key];
  if (button && step) { event.preventDefault(); go(button, step[0], step[1]); }
});
document.addEventListener('click', (event) => {
  const button = event.target.closest && event.target.closest('button');
  if (button) { focus(button); api.postMessage({ boundary: button.dataset.boundary, stride: button.dataset.stride }); }
});
`;
