// What a desktop's extension host and a browser's worker both have; the DOM's types would promise far more than there is.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/** A text as UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Random digits nobody can guess. */
export function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
