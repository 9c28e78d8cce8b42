const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes in base64, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  return encodeBits(bytes, ALPHABET, 6, 4);
}

/** Bytes in base32, padded. */
export function encodeBase32(bytes: Uint8Array): string {
  return encodeBits(bytes, BASE32, 5, 8);
}

/** The bytes of a padded base64 text, or undefined when it is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  return decodeBits(text.replace(/[\r\n]/g, ''), ALPHABET, 6, 4);
}

/** The bytes of a padded base32 text, or undefined when it is none. */
export function decodeBase32(text: string): Uint8Array | undefined {
  return decodeBits(text.replace(/[\r\n]/g, ''), BASE32, 5, 8);
}

function encodeBits(bytes: Uint8Array, alphabet: string, width: number, group: number): string {
  const out: string[] = [];
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    count += 8;
    while (count >= width) {
      count -= width;
      out.push(alphabet[(bits >> count) & (2 ** width - 1)] ?? '');
    }
  }
  if (count > 0) out.push(alphabet[(bits << (width - count)) & (2 ** width - 1)] ?? '');
  while (out.length % group) out.push('=');
  return out.join('');
}

function decodeBits(text: string, alphabet: string, width: number, group: number): Uint8Array | undefined {
  if (text.length % group) return undefined;
  const body = text.replace(/=+$/, '');
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of body) {
    const value = alphabet.indexOf(char);
    if (value < 0) return undefined;
    bits = ((bits << width) | value) & 0xffff;
    count += width;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 255);
  }
  return Uint8Array.from(bytes);
}
