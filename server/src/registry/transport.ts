/** One request of the registry client. The transport neither follows redirects nor retries: the client decides both. */
export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** An answer with more bytes is refused, so that nobody can fill the memory. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface RegistryResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Sends a request; rejects with a `RegistryError` when no complete answer came. */
export type Transport = (request: RegistryRequest) => Promise<RegistryResponse>;

/** Time, injected so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
