/** A string as UTF-8. Lone surrogates become the replacement character. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length);
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.codePointAt(i) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes[end++] = code;
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[end++] = ((0xf80 >> more) & 0xff) | (code >> (6 * more));
      for (let left = more - 1; left >= 0; left--) bytes[end++] = 0x80 | ((code >> (6 * left)) & 63);
      // A pair of surrogates is one character.
      if (more === 3) i++;
    }
  }
  return bytes.subarray(0, end);
}

/** UTF-8 as a string, or undefined when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  let run: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const extra = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : -1;
    if (extra < 0 || first > 0xf4 || i + extra >= bytes.length + (extra === 0 ? 1 : 0)) return undefined;
    let code = extra === 0 ? first : first & (0x3f >> extra);
    for (let j = 1; j <= extra; j++) {
      const next = bytes[i + j] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 63);
    }
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    if (code > 0xffff) run.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    else run.push(code);
    if (run.length > 8000) {
      parts.push(String.fromCharCode(...run));
      run = [];
    }
    i += extra + 1;
  }
  parts.push(String.fromCharCode(...run));
  return parts.join('');
}

/** Bytes as a string of one character a byte: how a file that is no UTF-8 travels through a template. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8000) parts.push(String.fromCharCode(...bytes.subarray(i, i + 8000)));
  return parts.join('');
}

const texts = new WeakMap<Uint8Array, string>();

/** The text of a file. The same bytes are decoded once, as a chart is loaded again with every edit. */
export function textOfFile(content: string | Uint8Array): string {
  if (typeof content === 'string') return content;
  const known = texts.get(content);
  if (known !== undefined) return known;
  const text = decodeUtf8(content) ?? latin1(content);
  texts.set(content, text);
  return text;
}
