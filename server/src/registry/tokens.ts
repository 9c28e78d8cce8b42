import type { Challenge } from './challenge';
import { basicAuthorization, type Credentials } from './credentials';
import { exchange, nextHop, type Wire } from './exchange';
import { RegistryError } from './failure';
import { parseJsonObject } from './json';

/** A token for one repository, with the time at which it should no longer be used. */
export interface Token {
  readonly authorization: string;
  readonly until: number;
}

const clientId = 'bulkhead';
const maxTokenBytes = 256 * 1024;

/** Asks the token server that a Bearer challenge names for leave to pull from one repository. */
export async function fetchToken(
  wire: Wire,
  request: {
    readonly challenge: Challenge;
    readonly registry: URL;
    readonly repository: string;
    readonly credentials: Credentials | undefined;
    readonly signal: AbortSignal;
  },
): Promise<Token> {
  const { challenge, credentials, signal } = request;
  if (credentials?.kind === 'registry-token') return bearer(credentials.token, Number.POSITIVE_INFINITY);
  const realm = nextHop(wire, request.registry, challenge.parameters.get('realm') ?? '');
  const service = challenge.parameters.get('service');
  const scope = `repository:${request.repository}:pull`;
  const asked = wire.clock.now();
  const answer =
    credentials?.kind === 'identity-token'
      ? await exchange(wire, {
          method: 'POST',
          url: realm,
          headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
          body: new URLSearchParams({
            grant_type: 'refresh_token',
            client_id: clientId,
            ...(service === undefined ? {} : { service }),
            scope,
            refresh_token: credentials.token,
          }).toString(),
          maxBytes: maxTokenBytes,
          signal,
        })
      : await exchange(wire, {
          method: 'GET',
          url: withQuery(realm, service, scope),
          headers: { accept: 'application/json' },
          authorization: credentials && basicAuthorization(credentials.username, credentials.password),
          maxBytes: maxTokenBytes,
          signal,
        });
  if (answer.status !== 200) throw refusal(answer.status);
  const data = parseJsonObject(answer.body);
  const token = data?.['token'] ?? data?.['access_token'];
  if (typeof token !== 'string')
    throw new RegistryError('bad-answer', 'the token server gave an answer without a token');
  const seconds = data?.['expires_in'];
  // The specification says 60 seconds when nothing is said; a little less, because answers travel.
  const lifetime = typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, 3600) : 60;
  return bearer(token, asked + lifetime * 900);
}

function bearer(token: string, until: number): Token {
  // A token with a line break in it would be a second header.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new RegistryError('bad-answer', 'the token server gave a token that is none');
  return { authorization: `Bearer ${token}`, until };
}

function withQuery(realm: URL, service: string | undefined, scope: string): URL {
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.append('scope', scope);
  return url;
}

function refusal(status: number): RegistryError {
  if (status === 403) return new RegistryError('forbidden', 'the token server refused access (403)');
  if (status === 400 || status === 401)
    return new RegistryError('unauthorized', `the token server wants other credentials (${status})`);
  return new RegistryError('bad-answer', `the token server answered ${status}`);
}
