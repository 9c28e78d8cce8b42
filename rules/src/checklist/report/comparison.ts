import type { ItemChange } from '../compare';
import { escapeMarkdown } from '../nodes';
import { visible } from './visible';

/** Changes as Markdown, ready for the text of a pull request. */
export function comparisonText(changes: readonly ItemChange[], since: string): string {
  const lines = changes.map(
    ({ id, subject, words }) => `- **${text(subject)}** (\`${id}\`): ${text(words.join('; '))}`,
  );
  const body = lines.length > 0 ? lines.join('\n') : 'No decision changed.';
  return `# Decisions changed since ${text(since)}\n\n${body}\n`;
}

function text(words: string): string {
  return escapeMarkdown(visible(words));
}
