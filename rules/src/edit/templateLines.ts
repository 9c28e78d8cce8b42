import type { ChartTemplate } from '../model/chart';
import type { Edit } from '../text/edits';
import { lineEnding } from '../text/lines';

/** Puts lines in a place between two lines; behind a last one that no line break ends, as the new last ones. */
export function below({ text }: ChartTemplate, at: number, lines: string): Edit {
  const eol = lineEnding(text);
  const isOpen = at > 0 && !/[\r\n]/.test(text[at - 1] ?? '');
  return { span: { start: at, end: at }, text: isOpen ? eol + lines.slice(0, -eol.length) : lines };
}
