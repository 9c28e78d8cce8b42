import type { Stop } from './template';

/** How a stop stands in a text. */
export const stopPattern = /\[\[([a-z][A-Za-z0-9]*)\]\]/g;

/** Why an answer does not do; undefined when it does. */
export function answerProblem(stop: Stop, answer: string): string | undefined {
  if (/[\r\n\0]/.test(answer)) return `"${stop.name}" is one line.`;
  if (stop.choices && !stop.choices.includes(answer)) return `"${stop.name}" is one of ${stop.choices.join(', ')}.`;
  if (!stop.pattern) return undefined;
  try {
    return new RegExp(`^(?:${stop.pattern})$`).test(answer)
      ? undefined
      : `"${answer}" does not do for "${stop.name}": ${stop.ask} (${stop.pattern}).`;
  } catch {
    return `"${stop.pattern}" is no pattern.`;
  }
}
