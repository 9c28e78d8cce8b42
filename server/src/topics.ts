import { findFacts, type Span } from '@bulkhead/rules';
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { Analysis } from './analysis';
import { toOffset, toRange } from './convert';
import { dockerfileFlags, flagSpotAt } from './dockerfileFlags';
import { aboutRule, asPlainText, exampleOf, type HoverStyle, type WordStyle } from './hover';
import type { RuleText } from './ruleTexts';
import { type RuleTopic, securityFieldsAt } from './securityFields';
import { yamlSpotAt } from './yamlSpot';

/** Something under the caret that can be explained before it is wrong. */
export interface TopicSpot {
  readonly topic: RuleTopic;
  readonly word: Span;
  /** What to write, when that can be said in a word. */
  readonly safest: string;
}

/** What a security field or a flag does, where the cursor is on it. */
export async function hoverTopic(analysis: Analysis, position: Position, style: HoverStyle): Promise<Hover | null> {
  const { document, report } = analysis;
  const offset = toOffset(document, position);
  const found = report.kind === 'dockerfile' ? await flagAt(document.text, offset) : fieldAt(document.text, offset);
  if (!found) return null;
  const value = explainTopic(found, await style.texts.of(found.topic.rule), style);
  return { range: toRange(document, found.word), contents: { kind: MarkupKind.Markdown, value } };
}

/** A field or a flag in Markdown, with the rule that watches over it. */
function explainTopic({ topic, safest }: TopicSpot, text: RuleText | undefined, style: WordStyle): string {
  const { t } = style.language;
  const parts = [`**${asPlainText(topic.name)}**`, t(topic.doc)];
  if (safest) parts.push(t('Safest: {0}', `\`${safest}\``));
  const rule = findFacts(topic.rule);
  if (!rule) return parts.join('\n\n');
  const words = style.language.rule(rule.id) ?? text;
  if (words) parts.push(asPlainText(words.why));
  parts.push(exampleOf(text, style), aboutRule(rule, rule.severity, text, style));
  return parts.filter(Boolean).join('\n\n');
}

/** The security field whose name the caret is on. */
export function fieldAt(text: string, offset: number): TopicSpot | undefined {
  const spot = yamlSpotAt(text, offset);
  if (!spot?.key || spot.inValue) return undefined;
  const topic = securityFieldsAt(spot.parents, spot.kind).find(({ name }) => name === spot.key);
  const safest = topic?.values[0] ? `${topic.name}: ${topic.values[0]}` : '';
  return topic && { topic, word: spot.word, safest };
}

/** The flag of a Dockerfile the caret is on. */
export async function flagAt(text: string, offset: number): Promise<TopicSpot | undefined> {
  const spot = await flagSpotAt(text, offset);
  if (!spot) return undefined;
  const written = text.slice(spot.word.start, spot.word.end);
  const isWritten = (name: string) =>
    written === name || (written.startsWith(name) && /^[=,]/.test(written.slice(name.length)));
  const topic = dockerfileFlags.find(
    ({ name, instructions }) => instructions.includes(spot.instruction) && isWritten(name),
  );
  return topic && { topic, word: spot.word, safest: '' };
}
