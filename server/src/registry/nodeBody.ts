import type { IncomingMessage } from 'node:http';
import { RegistryError } from './failure';

/** Reads an answer's bytes, but no more than `maxBytes`: what is larger or compressed is refused. With 0 it only waits for the end. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding'];
  const isHead = maxBytes === 0;
  if (!isHead && encoding !== undefined && encoding !== 'identity') {
    throw new RegistryError('bad-answer', 'the registry gave a compressed answer that nobody asked for');
  }
  if (!isHead && Number(response.headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The refusal of an answer that is larger than any honest one. */
export function tooLarge(maxBytes: number): RegistryError {
  return new RegistryError('too-large', `the registry gave an answer of more than ${Math.round(maxBytes / 1024)} KiB`);
}
