import { onAbort } from './abort';

/** Why an image could not be looked up. */
export type FailureKind =
  | 'cancelled'
  | 'not-a-reference'
  | 'unreachable'
  | 'blocked'
  | 'dropped'
  | 'timeout'
  | 'tls'
  | 'not-tls'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'server-error'
  | 'bad-answer'
  | 'too-large'
  | 'digest-mismatch'
  | 'redirect'
  | 'unsupported';

export interface Failure {
  readonly kind: FailureKind;
  /** The cause as the end of a sentence, without secrets. */
  readonly detail: string;
  /** Seconds after which it may work again. */
  readonly retryAfter?: number;
}

/** How a failure travels inside the client; the public functions return failures as values. */
export class RegistryError extends Error {
  readonly failure: Failure;

  constructor(kind: FailureKind, detail: string, retryAfter?: number) {
    super(detail);
    this.name = 'RegistryError';
    this.failure = retryAfter === undefined ? { kind, detail } : { kind, detail, retryAfter };
  }
}

/** Every thrown thing as a failure; what nobody expected says only its kind, for it may hold anything. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RegistryError) return error.failure;
  return { kind: 'bad-answer', detail: `the lookup failed (${error instanceof Error ? error.name : 'unknown error'})` };
}

/** One sentence that names the image and the cause. */
export function failureMessage(image: string, failure: Failure): string {
  return `Image "${plainText(image, 300)}": ${failure.detail}.`;
}

/** Text from elsewhere made fit for a message: one line, no control or direction characters, short. */
export function plainText(text: string, limit = 200): string {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g, ' ').trim();
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}

/** Rejects with `cancelled` when the signal has aborted. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}

export function cancelled(): RegistryError {
  return new RegistryError('cancelled', 'the lookup was cancelled');
}

/** Waits for a promise of somebody else, but not after the own signal has aborted. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(cancelled()));
    promise.then(resolve, reject).finally(forget);
  });
}
