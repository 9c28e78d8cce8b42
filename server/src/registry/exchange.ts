import { onAbort } from './abort';
import { endpointOf, hostname, isLoopback } from './endpoint';
import { cancelled, plainText, RegistryError, throwIfCancelled } from './failure';
import type { Lanes } from './lanes';
import { createLanes } from './lanes';
import { createHolds, type Holds, retryAfterSeconds } from './rateLimit';
import type { Clock, RegistryRequest, RegistryResponse, Transport } from './transport';

/** Patience of the client. */
export interface Limits {
  /** Requests at the same time, over all hosts. */
  readonly inFlight: number;
  /** For one request, from sending it to the last byte. */
  readonly requestMs: number;
  /** For one question, pauses between attempts included. */
  readonly questionMs: number;
  readonly attempts: number;
  /**
   * For the first question to a host, which is asked once: where nothing tells a host that is slow from one that is not
   * there, whoever is offline wants to know soon. Absent: as any other.
   */
  readonly firstMs?: number;
}

const defaultLimits: Limits = { inFlight: 6, requestMs: 10_000, questionMs: 20_000, attempts: 3 };

/** What every request of one client shares. */
export interface Wire {
  readonly transport: Transport;
  readonly clock: Clock;
  /** From 0 to 1, for back-off pauses that differ. */
  readonly random: () => number;
  readonly limits: Limits;
  readonly lanes: Lanes;
  readonly holds: Holds;
  readonly plainHttpHosts: readonly string[];
}

export function createWire(
  options: Pick<Wire, 'transport' | 'clock'> &
    Partial<Pick<Wire, 'random' | 'plainHttpHosts'>> & { limits?: Partial<Limits> },
): Wire {
  const limits = { ...defaultLimits, ...options.limits };
  return {
    transport: options.transport,
    clock: options.clock,
    random: options.random ?? Math.random,
    limits,
    lanes: createLanes(limits.inFlight),
    holds: createHolds(options.clock),
    plainHttpHosts: options.plainHttpHosts ?? [],
  };
}

export interface Question extends Omit<RegistryRequest, 'url' | 'headers' | 'signal'> {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent to the origin of `url` only: a redirect to another origin loses it. */
  readonly authorization?: string | undefined;
  readonly signal: AbortSignal;
  /** The host has not answered yet. */
  readonly first?: boolean;
}

export interface Answer extends RegistryResponse {
  /** The answer came from another origin than the one asked. */
  readonly elsewhere: boolean;
}

const maxRedirects = 5;

/** Sends a question until there is an answer that means something, within the limits. Throws `RegistryError`. */
export async function exchange(wire: Wire, question: Question): Promise<Answer> {
  const end = wire.clock.now() + wire.limits.questionMs;
  const attempts = isHasty(wire, question) ? 1 : wire.limits.attempts;
  for (let attempt = 1; ; attempt++) {
    wire.holds.check(question.url.host, question.method);
    let problem: RegistryError;
    try {
      const answer = await followRedirects(wire, question);
      wire.holds.read(question.url.host, answer.headers);
      const refusal = temporaryRefusal(answer, wire.clock.now());
      if (!refusal) return answer;
      problem = refusal;
    } catch (error) {
      throwIfCancelled(question.signal);
      if (!(error instanceof RegistryError) || !isWorthRetrying(error)) throw error;
      problem = error;
    }
    const pause = pauseBefore(wire, attempt, problem);
    if (attempt >= attempts || wire.clock.now() + pause > end) {
      if (problem.failure.kind === 'rate-limited') wire.holds.hold(question.url.host, problem);
      throw problem;
    }
    await wire.clock.sleep(pause, question.signal);
  }
}

function isHasty({ limits }: Wire, { first }: Question): boolean {
  return Boolean(first) && limits.firstMs !== undefined;
}

function isWorthRetrying(error: RegistryError): boolean {
  return error.failure.kind === 'dropped' || error.failure.kind === 'timeout';
}

function temporaryRefusal(answer: Answer, now: number): RegistryError | undefined {
  if (answer.status === 429) {
    const seconds = retryAfterSeconds(answer.headers, now);
    const when = seconds === undefined ? '' : `, try again in ${seconds} s`;
    return new RegistryError(
      'rate-limited',
      `the registry answers only a limited number of requests (429)${when}`,
      seconds,
    );
  }
  if (answer.status < 500) return undefined;
  const seconds = retryAfterSeconds(answer.headers, now);
  return new RegistryError('server-error', `the registry has a problem of its own (${answer.status})`, seconds);
}

/** What the registry asks for, else twice as long as the time before, spread so that clients do not march in step. */
function pauseBefore(wire: Wire, attempt: number, problem: RegistryError): number {
  if (problem.failure.retryAfter !== undefined) return problem.failure.retryAfter * 1000;
  return 250 * 2 ** (attempt - 1) * (0.75 + wire.random() / 2);
}

async function followRedirects(wire: Wire, question: Question): Promise<Answer> {
  let url = question.url;
  for (let hops = 0; ; hops++) {
    const elsewhere = url.origin !== question.url.origin;
    const response = await send(wire, question, url, elsewhere);
    const location = isRedirect(response.status) ? response.headers['location'] : undefined;
    if (location === undefined || question.method === 'POST') return { ...response, elsewhere };
    if (hops >= maxRedirects) throw new RegistryError('redirect', 'the registry redirects in circles');
    url = nextHop(wire, url, location);
  }
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Where a registry may send the client: never from HTTPS to HTTP, never from outside to this machine. */
export function nextHop(wire: Wire, from: URL, to: string): URL {
  let url: URL;
  try {
    url = new URL(to, from);
  } catch {
    throw new RegistryError('redirect', 'the registry sends the client to an address that is none');
  }
  const where = plainText(url.host, 100);
  const plain = url.protocol === 'http:';
  if (!plain && url.protocol !== 'https:')
    throw new RegistryError('redirect', `the registry sends the client to ${plainText(url.protocol, 20)}`);
  if (plain && (from.protocol === 'https:' || !endpointOf(url.host, wire.plainHttpHosts).mayUseHttp)) {
    throw new RegistryError('redirect', `the registry sends the client to ${where} without encryption`);
  }
  if (isLoopback(url.hostname) && !isLoopback(hostname(from.host))) {
    throw new RegistryError('redirect', `the registry sends the client to this machine (${where})`);
  }
  url.username = '';
  url.password = '';
  return url;
}

async function send(wire: Wire, question: Question, url: URL, elsewhere: boolean): Promise<RegistryResponse> {
  const authorization = elsewhere ? undefined : question.authorization;
  return wire.lanes.run(question.signal, () =>
    withTimeLimit(wire, question, (signal) =>
      wire.transport({
        method: question.method,
        url: url.href,
        headers: { ...question.headers, ...(authorization === undefined ? {} : { authorization }) },
        ...(question.body === undefined ? {} : { body: question.body }),
        maxBytes: question.maxBytes,
        signal,
      }),
    ),
  );
}

/** Stops waiting at once when cancelled or too late, whether or not the transport listens to its signal. */
async function withTimeLimit<T>(wire: Wire, question: Question, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal: outer } = question;
  const { requestMs, firstMs = requestMs } = wire.limits;
  const limit = isHasty(wire, question) ? firstMs : requestMs;
  const inner = new AbortController();
  const forget = onAbort(outer, () => inner.abort());
  const tooLate = wire.clock.sleep(limit, inner.signal).then(() => {
    throw new RegistryError('timeout', `the registry did not answer within ${Math.round(limit / 1000)} s`);
  });
  try {
    return await Promise.race([task(inner.signal), tooLate]);
  } catch (error) {
    if (outer.aborted) throw cancelled();
    throw error;
  } finally {
    forget();
    inner.abort();
    tooLate.catch(() => undefined);
  }
}
