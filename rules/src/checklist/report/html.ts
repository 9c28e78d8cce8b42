import type { ItemState } from '../assess';
import { decisionWords, statePhrase, threatsOf, verdictPhrase } from '../phrases';
import { style } from './htmlStyle';
import type { ChecklistReport, Listing } from './model';
import { threatName } from './rows';
import { visible } from './visible';

/** The report as one HTML file: no script, nothing loaded, made to be printed. */
export function htmlReport(report: ChecklistReport): string {
  const title = `Threat checklist: ${escapeHtml(report.component)}`;
  const sections =
    report.scope === 'agenda'
      ? [agendaOf(report), changesOf(report), handOverOf(report)]
      : [
          summaryOf(report),
          ...report.urgent.map(listSection),
          agendaOf(report),
          matrixSection(report),
          changesOf(report),
          handOverOf(report),
          itemsOf(report),
          listSection(report.rejected),
          legend,
        ];
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${title}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${title}</h1>${headOf(report)}</header>`,
    '<main>',
    ...sections.filter((section) => section !== ''),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A text of the file as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return visible(text).replace(/[&<>"']/g, (character) => names[character] ?? character);
}

function headOf({ facts, checklist }: ChecklistReport): string {
  const pairs = facts.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`);
  for (const { title, ref, date } of checklist.documents) {
    const when = date === undefined ? '' : `, ${date}`;
    pairs.push(`<div><dt>Document</dt><dd>${escapeHtml(`${title} (${ref}${when})`)}</dd></div>`);
  }
  for (const { date, by, note } of checklist.reviews) {
    const said = note === undefined ? '' : `: ${note}`;
    pairs.push(`<div><dt>Review</dt><dd>${escapeHtml(`${date}, ${by.join(', ')}${said}`)}</dd></div>`);
  }
  return `<dl>${pairs.join('')}</dl>`;
}

function summaryOf({ layers, counts }: ChecklistReport): string {
  const line = (title: string, c: typeof counts) =>
    `<tr><th scope="row">${escapeHtml(title)}</th>${numbers([c.decided, c.done, c.refuted, c.stale, c.total])}</tr>`;
  const rows = [...layers.map((group) => line(group.title, group.counts)), line('All', counts)];
  return section(
    'Summary',
    table('Decisions by layer', ['Layer', 'Decided', 'Done', 'Refuted', 'Stale', 'Items'], rows),
  );
}

function numbers(values: readonly number[]): string {
  return values.map((value) => `<td class="number">${value}</td>`).join('');
}

function matrixSection({ matrix }: ChecklistReport): string {
  const rows = matrix.rows.map(({ boundary, cells }) => {
    const data = cells.map(({ counts, heat }) => {
      if (counts.total === 0) return '<td class="number">-</td>';
      const refuted = counts.contradicted > 0 ? ` <strong>${counts.contradicted} refuted</strong>` : '';
      return `<td class="number heat${heat}">${counts.decided}/${counts.total}${refuted}</td>`;
    });
    return `<tr><th scope="row">${escapeHtml(boundary)}</th>${data.join('')}</tr>`;
  });
  const head = ['Boundary', ...matrix.columns.map(threatName)];
  const caption = 'Decided of all items; the darker a cell, the more of it is open';
  return section('STRIDE by trust boundary', table(caption, head, rows));
}

function listSection({ title, refuted, items }: Listing): string {
  if (items.length === 0) return '';
  const lines = items.map(({ state, details }) => {
    const more = details.map((line) => `<li>${escapeHtml(line)}</li>`);
    return `<li${refuted ? ' class="refuted"' : ''}>${named(state)}<ul>${more.join('')}</ul></li>`;
  });
  return section(title, `<ul>${lines.join('')}</ul>`);
}

function agendaOf({ agenda }: ChecklistReport): string {
  const parts = agenda.map(({ title, contact, states }) => {
    const who = contact === undefined ? '' : `<p>Contact: ${escapeHtml(contact)}.</p>`;
    const items = states.map((state) => {
      const why = state.entry?.fields.why;
      const reason = why === undefined ? '' : ` ${escapeHtml(why)}`;
      return `<li><strong>${escapeHtml(state.question)}</strong> ${escapeHtml(statePhrase(state))}.${reason}</li>`;
    });
    return `<h3>${escapeHtml(title)}</h3>${who}<ol>${items.join('')}</ol>`;
  });
  return parts.length > 0 ? section('Agenda', parts.join('')) : '';
}

function changesOf({ changes }: ChecklistReport): string {
  if (!changes) return '';
  const items = changes.list.map(
    ({ id, subject, words }) =>
      `<li>${escapeHtml(subject)} (<code>${escapeHtml(id)}</code>): ${escapeHtml(words.join('; '))}</li>`,
  );
  const body = items.length > 0 ? `<ul>${items.join('')}</ul>` : '<p>No decision changed.</p>';
  return section(`Changes since ${escapeHtml(changes.since)}`, body);
}

function handOverOf({ handOver }: ChecklistReport): string {
  const parts = handOver
    .filter(({ states }) => states.length > 0)
    .map(
      ({ party, states }) =>
        `<h3>${escapeHtml(party)}</h3><ul>${states.map((s) => `<li>${named(s)}</li>`).join('')}</ul>`,
    );
  return parts.length > 0 ? section('Hand-over: still to do, by responsibility', parts.join('')) : '';
}

function itemsOf({ layers }: ChecklistReport): string {
  const parts = layers.map(({ title, states }) => {
    const rows = states.map((state) => {
      const fields = state.entry?.fields;
      const notes = (fields?.evidence ?? []).map((each) => [each.note, each.ref, each.date].filter(Boolean).join(', '));
      const reasons = [fields?.why ?? '', ...notes.map((note) => `Evidence: ${note}`)].filter(Boolean);
      const done = state.implementation === 'none' ? '' : `, ${state.implementation}`;
      const proposed = state.decision === 'undecided' ? ` (proposed: ${state.proposed})` : '';
      const cells = [
        decisionWords[state.decision] + proposed + done,
        verdictPhrase(state),
        reasons.join(' '),
        fields?.by ?? '',
        fields?.date ?? '',
        fields?.['review-by'] ?? '',
      ];
      const data = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
      return `<tr><th scope="row">${escapeHtml(state.subject)}<br><code>${escapeHtml(state.id)}</code></th>${data}</tr>`;
    });
    const head = ['Item', 'Decision', 'Files say', 'Reason', 'Who', 'When', 'Review by'];
    return `<h3>${escapeHtml(title)}</h3>${table(`Items of the layer ${escapeHtml(title)}`, head, rows)}`;
  });
  return section('All items', parts.join(''));
}

const legend = section(
  'How to read this',
  '<dl class="legend"><div><dt>Decision</dt><dd>What people decided. An undecided item shows what the profile proposes.</dd></div><div><dt>Files say</dt><dd>Supported: a rule looked at a file and found nothing. Refuted: there is a finding. Suppressed: findings were silenced with a reason. Unresolved: a value is only known when installing. Nothing to check: no file of that kind is there.</dd></div><div><dt>Stale</dt><dd>Something that was signed off has changed since, a review has begun, or its review date has passed.</dd></div>' +
    `<div><dt>STRIDE</dt><dd>With what each threat attacks: ${threatsOf()}.</dd></div></dl>`,
);

function named(state: ItemState): string {
  return `<strong>${escapeHtml(state.subject)}</strong> (<code>${escapeHtml(state.id)}</code>): ${escapeHtml(statePhrase(state))}`;
}

function section(title: string, body: string): string {
  return `<section><h2>${title}</h2>${body}</section>`;
}

function table(caption: string, head: readonly string[], rows: readonly string[]): string {
  const cells = head.map((each) => `<th scope="col">${escapeHtml(each)}</th>`).join('');
  const scroll = `<table><caption>${caption}</caption><thead><tr>${cells}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return `<div class="scroll" role="region" aria-label="${caption}" tabindex="0">${scroll}</div>`;
}
