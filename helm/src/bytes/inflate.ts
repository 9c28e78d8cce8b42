const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A Huffman code: how many codes of each length, and the symbols in order. */
interface Huffman {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

interface Bits {
  readonly bytes: Uint8Array;
  at: number;
  buffer: number;
  count: number;
}

class Corrupt extends Error {}

/** Unpacks a gzip file; undefined when it is damaged or unpacks to more than `limit` bytes. */
export function gunzip(bytes: Uint8Array, limit: number): Uint8Array | undefined {
  const start = bodyOf(bytes);
  if (start === undefined) return undefined;
  try {
    return inflate({ bytes, at: start, buffer: 0, count: 0 }, limit);
  } catch (error) {
    if (error instanceof Corrupt) return undefined;
    throw error;
  }
}

/** Where the compressed data of a gzip file begins. */
function bodyOf(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return undefined;
    at = zero + 1;
  }
  if (flags & 2) at += 2;
  return at < bytes.length ? at : undefined;
}

/** Collects the unpacked bytes in a buffer that grows up to a limit. */
interface Output {
  bytes: Uint8Array;
  size: number;
  readonly limit: number;
}

function inflate(bits: Bits, limit: number): Uint8Array {
  const out: Output = { bytes: new Uint8Array(Math.min(limit, bits.bytes.length * 4 + 1024)), size: 0, limit };
  for (let last = false; !last; ) {
    last = take(bits, 1) === 1;
    const type = take(bits, 2);
    if (type === 0) copyStored(bits, out);
    else if (type === 1) decodeBlock(bits, out, FIXED_LENGTHS, FIXED_DISTANCES);
    else if (type === 2) {
      const [lengths, distances] = readCodes(bits);
      decodeBlock(bits, out, lengths, distances);
    } else throw new Corrupt('block type');
  }
  return out.bytes.subarray(0, out.size);
}

function take(bits: Bits, count: number): number {
  while (bits.count < count) {
    const byte = bits.bytes[bits.at++];
    if (byte === undefined) throw new Corrupt('end of data');
    bits.buffer |= byte << bits.count;
    bits.count += 8;
  }
  const value = bits.buffer & ((1 << count) - 1);
  bits.buffer >>>= count;
  bits.count -= count;
  return value;
}

function room(out: Output, extra: number): void {
  const needed = out.size + extra;
  if (needed > out.limit) throw new Corrupt('too large');
  if (needed <= out.bytes.length) return;
  const larger = new Uint8Array(Math.min(out.limit, Math.max(needed, out.bytes.length * 2)));
  larger.set(out.bytes.subarray(0, out.size));
  out.bytes = larger;
}

function copyStored(bits: Bits, out: Output): void {
  bits.buffer = 0;
  bits.count = 0;
  const { bytes, at } = bits;
  const length = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const check = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
  if (length !== (~check & 0xffff) || at + 4 + length > bytes.length) throw new Corrupt('stored block');
  room(out, length);
  out.bytes.set(bytes.subarray(at + 4, at + 4 + length), out.size);
  out.size += length;
  bits.at = at + 4 + length;
}

function huffman(lengths: readonly number[]): Huffman {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const offsets = new Uint16Array(16);
  for (let i = 1; i < 16; i++) offsets[i] = (offsets[i - 1] ?? 0) + (counts[i - 1] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const at = offsets[length] ?? 0;
    symbols[at] = symbol;
    offsets[length] = at + 1;
  });
  return { counts, symbols };
}

function decode(bits: Bits, code: Huffman): number {
  let value = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length < 16; length++) {
    value |= take(bits, 1);
    const count = code.counts[length] ?? 0;
    if (value - count < first) return code.symbols[index + (value - first)] ?? 0;
    index += count;
    first = (first + count) << 1;
    value <<= 1;
  }
  throw new Corrupt('code');
}

const FIXED_LENGTHS = huffman([
  ...Array.from({ length: 144 }, () => 8),
  ...Array.from({ length: 112 }, () => 9),
  ...Array.from({ length: 24 }, () => 7),
  ...Array.from({ length: 8 }, () => 8),
]);
const FIXED_DISTANCES = huffman(Array.from({ length: 30 }, () => 5));

function readCodes(bits: Bits): [Huffman, Huffman] {
  const literals = take(bits, 5) + 257;
  const distances = take(bits, 5) + 1;
  const codes = take(bits, 4) + 4;
  const order: number[] = Array.from({ length: 19 }, () => 0);
  for (let i = 0; i < codes; i++) order[CODE_ORDER[i] ?? 0] = take(bits, 3);
  const code = huffman(order);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = decode(bits, code);
    if (symbol < 16) lengths.push(symbol);
    else {
      const value = symbol === 16 ? (lengths.at(-1) ?? 0) : 0;
      const times = symbol === 16 ? 3 + take(bits, 2) : symbol === 17 ? 3 + take(bits, 3) : 11 + take(bits, 7);
      for (let i = 0; i < times; i++) lengths.push(value);
    }
  }
  return [huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals, literals + distances))];
}

function decodeBlock(bits: Bits, out: Output, lengths: Huffman, distances: Huffman): void {
  for (;;) {
    const symbol = decode(bits, lengths);
    if (symbol === 256) return;
    if (symbol < 256) {
      room(out, 1);
      out.bytes[out.size++] = symbol;
      continue;
    }
    const length = (LENGTH_BASE[symbol - 257] ?? 0) + take(bits, LENGTH_EXTRA[symbol - 257] ?? 0);
    const slot = decode(bits, distances);
    const distance = (DISTANCE_BASE[slot] ?? 0) + take(bits, slot < 2 ? 0 : (slot >> 1) - 1);
    if (distance > out.size || distance === 0 || length === 0) throw new Corrupt('distance');
    room(out, length);
    for (let i = 0; i < length; i++) {
      out.bytes[out.size] = out.bytes[out.size - distance] ?? 0;
      out.size++;
    }
  }
}
