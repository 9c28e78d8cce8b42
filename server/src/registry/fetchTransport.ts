import { cancelled, RegistryError } from './failure';
import type { Transport } from './transport';

/** The part of `fetch` that is used; the page's or the worker's own is handed over. */
export type Fetch = (
  url: string,
  options: {
    method: string;
    headers: Record<string, string>;
    body?: string;
    signal: AbortSignal;
    redirect: 'follow';
    credentials: 'omit';
    cache: 'no-store';
    referrerPolicy: 'no-referrer';
  },
) => Promise<{
  readonly status: number;
  readonly headers: { forEach(each: (value: string, name: string) => void): void };
  readonly body: { getReader(): BodyReader } | null;
}>;

interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/**
 * The transport of a browser. A browser follows redirects by itself, drops `Authorization` when they lead to another
 * origin, and hides answers of registries that do not allow other origins (CORS): most of the large ones.
 */
export function createFetchTransport(fetch: Fetch): Transport {
  return async (request) => {
    let response: Awaited<ReturnType<Fetch>>;
    try {
      response = await fetch(request.url, {
        method: request.method,
        headers: { ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        signal: request.signal,
        redirect: 'follow',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
    } catch {
      if (request.signal.aborted) throw cancelled();
      const host = new URL(request.url).host;
      throw new RegistryError('blocked', `${host} does not answer, or does not allow questions from a browser (CORS)`);
    }
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      headers[name.toLowerCase()] = value;
    });
    const body = await readAll(response.body?.getReader(), request.maxBytes, request.signal);
    return { status: response.status, headers, body };
  };
}

async function readAll(reader: BodyReader | undefined, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  if (!reader || maxBytes === 0) {
    await reader?.cancel().catch(() => undefined);
    return new Uint8Array();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (!part.value) continue;
      size += part.value.length;
      if (size > maxBytes) break;
      chunks.push(part.value);
    }
  } catch {
    if (signal.aborted) throw cancelled();
    throw new RegistryError('dropped', 'the registry broke the connection off');
  }
  if (size > maxBytes) {
    await reader.cancel().catch(() => undefined);
    throw new RegistryError('too-large', `the registry gave an answer of more than ${Math.round(maxBytes / 1024)} KiB`);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
