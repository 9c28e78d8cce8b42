import type { Stop } from './template';

/** How a stop stands in a text. */
export const stopPattern = /\[\[([a-z][A-Za-z0-9]*)\]\]/g;

/** Whether an answer is what the pattern of a stop wants. */
export function fitsPattern({ pattern }: Stop, answer: string): boolean {
  return !pattern || expressionOf(pattern)?.test(answer) === true;
}

/** Undefined for a pattern that is none. */
function expressionOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    return undefined;
  }
}

/** Why an answer does not do; undefined when it does. */
export function answerProblem(stop: Stop, answer: string): string | undefined {
  if (/[\r\n\0]/.test(answer)) return `"${stop.name}" is one line.`;
  if (stop.choices && !stop.choices.includes(answer)) return `"${stop.name}" is one of ${stop.choices.join(', ')}.`;
  if (stop.pattern && !expressionOf(stop.pattern)) return `"${stop.pattern}" is no pattern.`;
  if (fitsPattern(stop, answer)) return undefined;
  const expected = stop.form ?? `something like ${stop.default}`;
  return `"${answer}" does not do for "${stop.name}" (${stop.ask}). Expected: ${expected}.`;
}
