/** Round constants: the fractional parts of the cube roots of the first 64 primes. */
const K = constants((prime) => Math.cbrt(prime), 64);
const START = constants((prime) => Math.sqrt(prime), 8);

function constants(root: (prime: number) => number, count: number): Uint32Array {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (isPrime) found.push(((root(n) % 1) * 0x100000000) >>> 0);
  }
  return Uint32Array.from(found);
}

/** The SHA-256 of bytes, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  const state = Uint32Array.from(START);
  const words = new Uint32Array(64);
  for (const view of blocks(bytes)) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(i * 4);
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15] ?? 0;
      const b = words[i - 2] ?? 0;
      const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
      const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
      words[i] = (words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1;
    }
    compress(state, words);
  }
  return hex(state);
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = (state[i] ?? 0) + value;
  });
}

/** The SHA-1 of bytes, in hexadecimal. */
export function sha1(bytes: Uint8Array): string {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Uint32Array(80);
  for (const view of blocks(bytes)) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(i * 4);
    for (let i = 16; i < 80; i++) {
      words[i] = left((words[i - 3] ?? 0) ^ (words[i - 8] ?? 0) ^ (words[i - 14] ?? 0) ^ (words[i - 16] ?? 0), 1);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let i = 0; i < 80; i++) {
      const [mix, k] = sha1Round(i, b, c, d);
      const next = (left(a, 5) + mix + e + k + (words[i] ?? 0)) | 0;
      e = d;
      d = c;
      c = left(b, 30);
      b = a;
      a = next;
    }
    [a, b, c, d, e].forEach((value, i) => {
      state[i] = (state[i] ?? 0) + value;
    });
  }
  return hex(state);
}

function sha1Round(i: number, b: number, c: number, d: number): readonly [number, number] {
  if (i < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (i < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (i < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

/** The message cut into padded blocks of 64 bytes. */
function* blocks(bytes: Uint8Array): Generator<DataView> {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) << 6) + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  for (let at = 0; at < padded.length; at += 64) yield new DataView(padded.buffer, at, 64);
}

function rotate(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n));
}

function left(x: number, n: number): number {
  return (x << n) | (x >>> (32 - n));
}

function hex(state: Uint32Array): string {
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** The Adler-32 checksum of bytes. */
export function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** The SHA-512 of bytes, in hexadecimal. */
export function sha512(bytes: Uint8Array): string {
  wide ??= { round: roots(3n, 80), start: roots(2n, 8) };
  const state = [...wide.start];
  const words: bigint[] = [];
  for (const view of wideBlocks(bytes)) {
    for (let i = 0; i < 16; i++) words[i] = view.getBigUint64(i * 8);
    for (let i = 16; i < 80; i++) {
      const a = words[i - 15] ?? 0n;
      const b = words[i - 2] ?? 0n;
      const s0 = turn(a, 1n) ^ turn(a, 8n) ^ (a >> 7n);
      const s1 = turn(b, 19n) ^ turn(b, 61n) ^ (b >> 6n);
      words[i] = wrap((words[i - 16] ?? 0n) + s0 + (words[i - 7] ?? 0n) + s1);
    }
    compressWide(state, words, wide.round);
  }
  return state.map((word) => word.toString(16).padStart(16, '0')).join('');
}

let wide: { readonly round: readonly bigint[]; readonly start: readonly bigint[] } | undefined;

function compressWide(state: bigint[], words: readonly bigint[], constants: readonly bigint[]): void {
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let i = 0; i < 80; i++) {
    const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + (constants[i] ?? 0n) + (words[i] ?? 0n);
    const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + t1), c, b, a, wrap(t1 + t2)];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = wrap((state[i] ?? 0n) + value);
  });
}

/** The first 64 bits behind the point of the roots of the first primes, exactly. */
function roots(degree: 2n | 3n, count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) {
    let isPrime = true;
    for (let d = 2n; d * d <= n; d++) if (n % d === 0n) isPrime = false;
    if (isPrime) found.push(wrap(root(n << (64n * degree), degree)));
  }
  return found;
}

/** The whole part of a root. */
function root(value: bigint, degree: bigint): bigint {
  let [low, high] = [0n, 1n << 72n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}

function* wideBlocks(bytes: Uint8Array): Generator<DataView> {
  const padded = new Uint8Array((((bytes.length + 16) >> 7) << 7) + 128);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  for (let at = 0; at < padded.length; at += 128) yield new DataView(padded.buffer, at, 128);
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function turn(x: bigint, n: bigint): bigint {
  return (x >> n) | wrap(x << (64n - n));
}
