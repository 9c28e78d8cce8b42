import type { ItemState } from '../assess';
import { escapeMarkdown } from '../nodes';
import { decisionWords, statePhrase, threatsOf, verdictPhrase } from '../phrases';
import type { ChecklistReport, Listing } from './model';
import { threatName } from './rows';
import { visible } from './visible';

/** The report as Markdown; every text of the file is escaped. */
export function markdownReport(report: ChecklistReport): string {
  const sections =
    report.scope === 'agenda'
      ? [headOf(report), agendaOf(report), changesOf(report), handOverOf(report)]
      : [
          headOf(report),
          summaryOf(report),
          ...report.urgent.map(listOf),
          agendaOf(report),
          matrixOf(report),
          changesOf(report),
          handOverOf(report),
          decisionsOf(report),
          listOf(report.rejected),
          legend,
        ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function headOf(report: ChecklistReport): string {
  const facts = report.facts.map(([name, value]) => `- ${name}: ${cell(value)}`);
  const documents = report.checklist.documents.map(
    ({ title, ref, date }) => `- Document: ${cell(title)} (${cell(ref)}${date === undefined ? '' : `, ${cell(date)}`})`,
  );
  const reviews = report.checklist.reviews.map(
    ({ date, by, note }) =>
      `- Review: ${cell(date)}, ${cell(by.join(', '))}${note === undefined ? '' : `: ${cell(note)}`}`,
  );
  return [`# Threat checklist: ${cell(report.component)}`, '', ...facts, ...documents, ...reviews].join('\n');
}

function summaryOf({ layers, counts }: ChecklistReport): string {
  const rows = layers.map(({ title, counts: c }) => row([title, c.decided, c.done, c.refuted, c.stale, c.total]));
  rows.push(row(['**All**', counts.decided, counts.done, counts.refuted, counts.stale, counts.total]));
  return `## Summary\n\n${table(['Layer', 'Decided', 'Done', 'Refuted', 'Stale', 'Items'], rows)}`;
}

function matrixOf({ matrix }: ChecklistReport): string {
  const rows = matrix.rows.map(({ boundary, cells }) =>
    row([
      boundary,
      ...cells.map(({ counts }) =>
        counts.total === 0
          ? '-'
          : `${counts.decided}/${counts.total}${counts.contradicted > 0 ? ` (${counts.contradicted}!)` : ''}`,
      ),
    ]),
  );
  const head = ['Boundary', ...matrix.columns.map(threatName)];
  return `## STRIDE by trust boundary\n\nDecided of all items; "n!" counts those that are done but refuted.\n\n${table(head, rows)}`;
}

function agendaOf({ agenda }: ChecklistReport): string {
  const parts = agenda.map(({ title, contact, states }) => {
    const who = contact === undefined ? '' : `Contact: ${cell(contact)}.\n\n`;
    const lines = states.map(
      (state) => `1. ${cell(state.question)} ${capital(cell(statePhrase(state)))}.${reason(state)}`,
    );
    return `### ${title}\n\n${who}${lines.join('\n')}`;
  });
  return parts.length > 0 ? `## Agenda\n\n${parts.join('\n\n')}` : '';
}

function changesOf({ changes }: ChecklistReport): string {
  if (!changes) return '';
  const lines = changes.list.map(
    ({ id, subject, words }) => `- ${cell(subject)} (\`${id}\`): ${cell(words.join('; '))}`,
  );
  return `## Changes since ${cell(changes.since)}\n\n${lines.length > 0 ? lines.join('\n') : 'No decision changed.'}`;
}

function handOverOf({ handOver }: ChecklistReport): string {
  const parts = handOver
    .filter(({ states }) => states.length > 0)
    .map(({ party, states }) => {
      const lines = states.map((state) => `- ${cell(state.subject)}: ${cell(statePhrase(state))}${owner(state)}`);
      return `### ${capital(party)}\n\n${lines.join('\n')}`;
    });
  return parts.length > 0 ? `## Hand-over: still to do, by responsibility\n\n${parts.join('\n\n')}` : '';
}

function decisionsOf({ layers }: ChecklistReport): string {
  const parts = layers.map(({ title, states }) => {
    const rows = states.map((state) => row([cell(state.subject), ...decisionCells(state)]));
    return `### ${title}\n\n${table(['Item', 'Decision', 'Files say', 'Reason', 'Who', 'When'], rows)}`;
  });
  return `## All items\n\n${parts.join('\n\n')}`;
}

function decisionCells(state: ItemState): string[] {
  const fields = state.entry?.fields;
  const decision =
    state.decision === 'undecided' ? `undecided (proposed: ${state.proposed})` : decisionWords[state.decision];
  const done = state.implementation === 'none' ? '' : `, ${state.implementation}`;
  const notes = fields?.evidence?.map(({ note, ref, date }) => [note, ref, date].filter(Boolean).join(', ')) ?? [];
  const why = [fields?.why ?? '', ...notes.map((note) => `Evidence: ${note}`)].filter(Boolean).join(' ');
  return [decision + done, verdictPhrase(state), cell(why), cell(fields?.by ?? ''), cell(fields?.date ?? '')];
}

function listOf({ title, items }: Listing): string {
  if (items.length === 0) return '';
  const lines = items.map(({ state, details }) => {
    const more = details.map((line) => `  - ${cell(line)}`);
    return [`- **${cell(state.subject)}** (\`${state.id}\`): ${cell(statePhrase(state))}`, ...more].join('\n');
  });
  return `## ${title}\n\n${lines.join('\n')}`;
}

const legend = [
  '## How to read this',
  '',
  '- Decision: what people decided. An undecided item shows what the profile proposes.',
  '- Files say: *supported* means a rule looked at a file and found nothing; *refuted* means there is a finding; *suppressed* means findings were silenced with a reason; *unresolved* means a value is only known when installing; *nothing to check* means no file of that kind is there.',
  '- Stale: something that was signed off has changed since, a review has begun, or its review date has passed.',
  `- STRIDE, with what each threat attacks: ${threatsOf()}.`,
].join('\n');

function reason(state: ItemState): string {
  const why = state.entry?.fields.why;
  return why === undefined ? '' : ` ${cell(why)}${/[.!?]$/.test(why) ? '' : '.'}`;
}

function owner(state: ItemState): string {
  const fields = state.entry?.fields;
  const parts = [fields?.owner, fields?.ticket].filter((part): part is string => part !== undefined);
  return parts.length > 0 ? ` (${cell(parts.join(', '))})` : '';
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function cell(text: string): string {
  return escapeMarkdown(visible(text)).trim();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
