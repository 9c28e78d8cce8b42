import {
  counted,
  type ItemState,
  type Page,
  placeOf,
  referenceLinks,
  verdictPhrase,
} from '@bulkhead/rules/checklist/index';
import { escapeMarkdown } from '@bulkhead/rules/checklist/nodes';
import type { Language } from '../language';

/** Which rules looked at which files for an item, what came of it, and where standards speak of it, as Markdown. */
export function explainEvidence(page: Page, state: ItemState, tell: Language['tell']): string {
  const { evidence } = state;
  const lines = [`# ${escapeMarkdown(state.subject)}`, escapeMarkdown(state.question), escapeMarkdown(state.why)];
  if (state.item?.manual) lines.push(`To show by people: ${escapeMarkdown(state.item.manual)}`);
  // Before what may be long.
  const standards = state.item ? referenceLinks(state.item) : [];
  if (standards.length > 0) lines.push('## References', standards.map((link) => `- ${link}`).join('\n'));
  lines.push('## Evidence', `The files say: **${verdictPhrase(state)}**.`);
  for (const rule of evidence.ran) {
    const one = page.around.evidence.get(rule);
    const files = (one?.files ?? []).map((file) => `  - ${escapeMarkdown(file)}`);
    lines.push(
      [
        `- \`${rule}\` looked at ${counted(one?.files.length ?? 0, 'file')}, ${counted(one?.findings.length ?? 0, 'finding')}`,
        ...files,
      ].join('\n'),
    );
  }
  if (evidence.idle.length > 0) {
    lines.push(`Nothing to look at for: ${evidence.idle.map((rule) => `\`${rule}\``).join(', ')}.`);
  }
  for (const finding of evidence.findings) {
    lines.push(
      `- ${escapeMarkdown(placeOf(finding))}: ${escapeMarkdown(tell(finding.message, finding.rule))} \`${finding.rule}\``,
    );
  }
  for (const finding of evidence.suppressed) {
    const why = finding.reason === '' ? 'without a reason' : finding.reason;
    lines.push(`- ${escapeMarkdown(placeOf(finding))}: suppressed, ${escapeMarkdown(why)} \`${finding.rule}\``);
  }
  if (evidence.unresolved.length > 0) {
    lines.push(`Could not be decided in: ${evidence.unresolved.map(escapeMarkdown).join(', ')}.`);
  }
  return `${lines.filter((line) => line !== '').join('\n\n')}\n`;
}
