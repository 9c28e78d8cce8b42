import type { Severity } from '@bulkhead/rules';
import type { Io, Output } from './io';

/** Colours for people; all of them return the text unchanged when there is no terminal. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  added(text: string): string;
  removed(text: string): string;
  severity(severity: Severity): string;
}

/** Colours on a terminal, unless NO_COLOR is set (to anything but nothing) or the terminal is too simple. */
export function usesColours(output: Output, env: Io['env']): boolean {
  return output.isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

export function styleOf(colours: boolean): Style {
  const wrap = (code: string) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const bySeverity: Record<Severity, (text: string) => string> = {
    critical: wrap('1;31'),
    high: wrap('31'),
    medium: wrap('33'),
    low: wrap('36'),
    info: wrap('34'),
  };
  return {
    bold: wrap('1'),
    dim: wrap('2'),
    added: wrap('32'),
    removed: wrap('31'),
    severity: (severity) => bySeverity[severity](severity),
  };
}
