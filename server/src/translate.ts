/** A text in the language of the person, with `{0}`, `{1}`, ... filled in. */
export type Translate = (text: string, ...values: readonly (string | number)[]) => string;

/** Fills in what changes after the text itself has been told: names are never taken for words. */
export function translator(tell: (text: string) => string): Translate {
  return (text, ...values) => tell(text).replace(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place));
}
