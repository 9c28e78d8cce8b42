import type { Span } from '../text/span';

/** A field a rule may ask for. `unknown` covers holes, wrong types and unresolved aliases: rules stay silent on it. */
export type Setting<T> =
  | { readonly state: 'absent'; readonly value: undefined; readonly span: undefined }
  | { readonly state: 'literal'; readonly value: T; readonly span: Span }
  | { readonly state: 'unknown'; readonly value: undefined; readonly span: Span | undefined };

export const absent: Setting<never> = { state: 'absent', value: undefined, span: undefined };

export function literal<T>(value: T, at: Span): Setting<T> {
  return { state: 'literal', value, span: at };
}

export function unknown(at?: Span): Setting<never> {
  return { state: 'unknown', value: undefined, span: at };
}
