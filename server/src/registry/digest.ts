const lengths = { sha256: 64, sha512: 128 } as const;
const algorithms = { sha256: 'SHA-256', sha512: 'SHA-512' } as const;
type Algorithm = keyof typeof lengths;

/** `sha256:` or `sha512:` with the right number of small hex digits: the forms the OCI specification registers. */
export function isDigest(text: string): boolean {
  return algorithmOf(text) !== undefined;
}

function algorithmOf(digest: string): Algorithm | undefined {
  const match = /^(sha256|sha512):([0-9a-f]+)$/.exec(digest);
  const algorithm = match?.[1] as Algorithm | undefined;
  return algorithm !== undefined && match?.[2]?.length === lengths[algorithm] ? algorithm : undefined;
}

/** Hashes bytes; the platform's WebCrypto does it unless a test brings its own. */
export type Hash = (algorithm: 'SHA-256' | 'SHA-512', bytes: Uint8Array) => Promise<ArrayBuffer>;

export const webCryptoHash: Hash = (algorithm, bytes) =>
  crypto.subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>);

export async function digestOf(bytes: Uint8Array, hash: Hash, algorithm: Algorithm = 'sha256'): Promise<string> {
  const result = new Uint8Array(await hash(algorithms[algorithm], bytes));
  return `${algorithm}:${Array.from(result, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Whether the bytes are what the digest names. */
export async function matchesDigest(bytes: Uint8Array, digest: string, hash: Hash): Promise<boolean> {
  const algorithm = algorithmOf(digest);
  return algorithm !== undefined && (await digestOf(bytes, hash, algorithm)) === digest;
}
