/**
 * The same text with memory of its own. A slice of a long text keeps all of that text in memory, which matters for what is
 * kept longer than the text is.
 */
export function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
