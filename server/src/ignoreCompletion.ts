import { type RuleFacts, ruleFacts } from '@bulkhead/rules';
import { lineStart, nextLine } from '@bulkhead/rules/text/lines';
import { type CompletionItem, CompletionItemKind, type Position } from 'vscode-languageserver';
import type { Analysis } from './analysis';
import { toOffset, toRange } from './convert';

/**
 * The rules an ignore comment can name: first those that have found something just below, then the rest. Undefined
 * outside such a comment, where other things are completed.
 */
export function completeIgnored({ document, report }: Analysis, position: Position): CompletionItem[] | undefined {
  const { text } = document;
  const at = toOffset(document, position);
  const typed = /(?:#|\/\*)[ \t]*bulkhead-ignore[ \t]+(?:[a-z0-9-]+[ \t]*,[ \t]*)*([a-z0-9-]*)$/.exec(
    text.slice(lineStart(text, at), at),
  );
  if (!typed) return undefined;
  const rest = /^[a-z0-9-]*/.exec(text.slice(at))?.[0].length ?? 0;
  const range = toRange(document, { start: at - (typed[1]?.length ?? 0), end: at + rest });
  const below = nextLine(text, at);
  const distance = new Map<string, number>();
  for (const { rule, span, scope } of report.findings) {
    const starts = [span, ...scope].map(({ start }) => start).filter((start) => start >= below);
    if (starts.length) distance.set(rule, Math.min(distance.get(rule) ?? Number.MAX_SAFE_INTEGER, ...starts));
  }
  const isDockerfile = report.kind === 'dockerfile';
  return ruleFacts
    .filter((rule) => speaksOfDockerfiles(rule) === isDockerfile || distance.has(rule.id))
    .map((rule) => {
      const found = distance.get(rule.id);
      return {
        label: rule.id,
        kind: CompletionItemKind.Value,
        detail: rule.title,
        sortText: found === undefined ? `1${rule.id}` : `0${String(found).padStart(9, '0')}`,
        textEdit: { range, newText: rule.id },
      };
    });
}

function speaksOfDockerfiles({ subject }: RuleFacts): boolean {
  return subject === 'dockerfile' || subject === 'stage' || subject === 'instruction';
}
