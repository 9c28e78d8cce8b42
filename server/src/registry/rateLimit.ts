import { RegistryError } from './failure';
import type { Clock } from './transport';

type Headers = Readonly<Record<string, string>>;

/** `Retry-After` in whole seconds, given as a number or as a date; a day at most. */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (!text) return undefined;
  const isDate = /^[A-Z][a-z]{2}/.test(text);
  const seconds = /^\d{1,9}$/.test(text)
    ? Number(text)
    : isDate
      ? Math.ceil((Date.parse(text) - now) / 1000)
      : Number.NaN;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 86_400) : undefined;
}

/** Docker Hub's `RateLimit-Remaining: 0;w=21600`, the IETF draft's fields and the older `X-` form. */
export function remainingRequests(headers: Headers): { left: number; resetSeconds: number | undefined } | undefined {
  const combined = /(?:^|[,;\s])(?:remaining|r)=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1];
  const text = combined ?? headers['ratelimit-remaining'] ?? headers['x-ratelimit-remaining'];
  const left = /^\s*(\d+)/.exec(text ?? '')?.[1];
  if (left === undefined) return undefined;
  const reset = /(?:^|[,;\s])(?:reset|t)=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1] ?? headers['ratelimit-reset'];
  const seconds = reset !== undefined && /^\s*\d{1,6}\s*$/.test(reset) ? Number(reset) : undefined;
  return { left: Number(left), resetSeconds: seconds };
}

/** Which hosts asked to be left alone, and until when. */
export interface Holds {
  /** Throws when this request would be refused anyway. */
  check(host: string, method: string): void;
  read(host: string, headers: Headers): void;
  hold(host: string, problem: RegistryError): void;
}

interface Hold {
  readonly until: number;
  /** A used-up allowance counts downloads; asking with HEAD stays free. */
  readonly headIsFree: boolean;
}

/** A registry that does not say when it will answer again is asked again after this time. */
const unknownPauseSeconds = 60;

export function createHolds(clock: Clock): Holds {
  const holds = new Map<string, Hold>();
  return {
    check(host, method) {
      const hold = holds.get(host);
      if (!hold || (hold.headIsFree && method === 'HEAD')) return;
      const seconds = Math.ceil((hold.until - clock.now()) / 1000);
      if (seconds > 0) {
        const detail = `the registry answers only a limited number of requests, try again in ${seconds} s`;
        throw new RegistryError('rate-limited', detail, seconds);
      }
      holds.delete(host);
    },
    read(host, headers) {
      const remaining = remainingRequests(headers);
      if (remaining?.left !== 0) return;
      const seconds = remaining.resetSeconds ?? unknownPauseSeconds;
      holds.set(host, { until: clock.now() + seconds * 1000, headIsFree: true });
    },
    hold(host, problem) {
      const seconds = problem.failure.retryAfter ?? unknownPauseSeconds;
      holds.set(host, { until: clock.now() + seconds * 1000, headIsFree: false });
    },
  };
}
