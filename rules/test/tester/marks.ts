import type { Span } from '../../src/text/span';

/** Takes the « and » out of an example and says which texts stood between them. */
export function readMarks(marked: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  let start: number | undefined;
  for (const character of marked) {
    if (character === '«') start = text.length;
    else if (character === '»') {
      if (start === undefined) throw new Error('» without «');
      spans.push({ start, end: text.length });
      start = undefined;
    } else text += character;
  }
  if (start !== undefined) throw new Error('« without »');
  return { text, spans };
}
