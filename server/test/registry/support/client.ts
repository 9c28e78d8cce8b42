import { type ImageReference, parseImageReference } from '@bulkhead/rules/parse/image';
import { createRegistryClient, type RegistryClientOptions } from '../../../src/registry/client';
import { systemClock } from '../../../src/registry/clock';
import type { Clock, RegistryRequest, RegistryResponse, Transport } from '../../../src/registry/transport';

/** A reference that must be one. */
export function image(text: string): ImageReference {
  const found = parseImageReference(text);
  if (!found) throw new Error(`"${text}" is no image reference`);
  return found;
}

/** A signal that nobody aborts. */
export const patient: AbortSignal = new AbortController().signal;

/** Pauses cost nothing: the clock moves by what is slept, one turn later. Time limits never win against an answer. */
export function quickClock(): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = [];
  let now = 1_700_000_000_000;
  return {
    slept,
    now: () => now,
    sleep: (ms, signal) => {
      // The limit of a request is not a pause: it only ends when the request does.
      if (ms >= 5_000) return systemClock.sleep(ms, signal);
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

/** A client over a function instead of a network. */
export function clientOver(
  answer: (request: RegistryRequest) => Partial<RegistryResponse> | Promise<Partial<RegistryResponse>>,
  options: Partial<RegistryClientOptions> = {},
): { client: ReturnType<typeof createRegistryClient>; requests: RegistryRequest[] } {
  const requests: RegistryRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return { status: 200, headers: {}, body: new Uint8Array(), ...(await answer(request)) };
  };
  return { client: createRegistryClient({ transport, clock: quickClock(), random: () => 0.5, ...options }), requests };
}
