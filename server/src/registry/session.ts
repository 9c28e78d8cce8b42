import { type Challenge, parseChallenges, preferredChallenge } from './challenge';
import { basicAuthorization, type CredentialSource, type Credentials } from './credentials';
import { type Endpoint, endpointOf } from './endpoint';
import { type Answer, exchange, type Question, type Wire } from './exchange';
import { failureOf, RegistryError } from './failure';
import { fetchToken, type Token } from './tokens';

/** What is known about one registry while the user's action runs, and shortly after. */
export interface HostSession {
  readonly host: string;
  readonly origin: URL;
  /** Asks the registry about one repository, as nobody in particular first and with credentials when it insists. */
  ask(
    repository: string,
    question: Omit<Question, 'url' | 'authorization'> & { readonly path: string },
  ): Promise<Answer>;
}

const maxPingBytes = 64 * 1024;

/** Finds out how to talk to a registry, with one request that names no image. */
export async function openHost(
  wire: Wire,
  host: string,
  credentialsFor: CredentialSource,
  signal: AbortSignal,
): Promise<HostSession> {
  const { origin, answer } = await ping(wire, endpointOf(host, wire.plainHttpHosts), signal);
  let challenge = readChallenge(answer);
  /** The registry has refused to answer nobody in particular. */
  let insists = challenge?.scheme === 'basic';
  let found: Promise<Credentials | undefined> | undefined;
  const tokens = new Map<string, Token>();

  const credentials = (on: AbortSignal): Promise<Credentials | undefined> => {
    found ??= credentialsFor(host, on).catch((error) => {
      found = undefined;
      throw error;
    });
    return found;
  };

  const authorize = async (repository: string, on: AbortSignal): Promise<string | undefined> => {
    if (!challenge) return undefined;
    const known = insists ? await credentials(on) : undefined;
    if (challenge.scheme === 'basic') {
      return known?.kind === 'password' ? basicAuthorization(known.username, known.password) : undefined;
    }
    const key = `${insists ? 'known' : 'anonymous'} ${repository}`;
    const held = tokens.get(key);
    if (held && held.until > wire.clock.now()) return held.authorization;
    const token = await fetchToken(wire, { challenge, registry: origin, repository, credentials: known, signal: on });
    tokens.set(key, token);
    return token.authorization;
  };

  /** Whether asking again can help: with credentials, or with a token for a challenge that was not known before. */
  const canAskBetter = async (insisted: boolean, answer: Answer, on: AbortSignal): Promise<boolean> => {
    const asked = readChallenge(answer);
    const isNews = asked !== undefined && asked.parameters.get('realm') !== challenge?.parameters.get('realm');
    challenge = asked ?? challenge;
    if (isNews && asked?.scheme === 'bearer') return true;
    if (insisted || !challenge || !(await credentials(on))) return false;
    insists = true;
    return true;
  };

  return {
    host,
    origin,
    async ask(repository, { path, ...question }) {
      const url = new URL(path, origin);
      for (let attempt = 1; ; attempt++) {
        const insisted = insists;
        let authorization: string | undefined;
        try {
          authorization = await authorize(repository, question.signal);
        } catch (error) {
          if (insisted || !isRefusal(failureOf(error).kind) || !(await credentials(question.signal))) throw error;
          insists = true;
          continue;
        }
        const answer = await exchange(wire, { ...question, url, authorization });
        const refused = answer.status === 401 || (answer.status === 403 && !insisted);
        // A challenge from another origin is not the registry's: its credentials stay at home.
        if (!refused || answer.elsewhere || attempt >= 3) return answer;
        tokens.delete(`known ${repository}`);
        tokens.delete(`anonymous ${repository}`);
        if (!(await canAskBetter(insisted, answer, question.signal))) return answer;
      }
    },
  };
}

function isRefusal(kind: string): boolean {
  return kind === 'unauthorized' || kind === 'forbidden';
}

function readChallenge(answer: Answer): Challenge | undefined {
  if (answer.elsewhere) return undefined;
  return preferredChallenge(parseChallenges(answer.headers['www-authenticate']));
}

async function ping(wire: Wire, endpoint: Endpoint, signal: AbortSignal): Promise<{ origin: URL; answer: Answer }> {
  const secure = originOf('https', endpoint.authority);
  try {
    return { origin: secure, answer: await pingOrigin(wire, secure, signal) };
  } catch (error) {
    const { kind } = failureOf(error);
    const maybePlain = kind === 'not-tls' || kind === 'dropped' || kind === 'blocked';
    if (!maybePlain) throw error;
    if (!endpoint.mayUseHttp) {
      if (kind !== 'not-tls') throw error;
      throw new RegistryError(
        'not-tls',
        'the registry speaks no HTTPS, and plain HTTP is allowed only for this machine and configured hosts',
      );
    }
    const plain = originOf('http', endpoint.authority);
    return { origin: plain, answer: await pingOrigin(wire, plain, signal) };
  }
}

function originOf(scheme: string, authority: string): URL {
  try {
    const url = new URL(`${scheme}://${authority}/`);
    if (url.pathname === '/' && url.username === '' && url.search === '' && url.hash === '') return url;
  } catch {
    // Falls through: the same answer.
  }
  throw new RegistryError('not-a-reference', 'its registry is no host name');
}

function pingOrigin(wire: Wire, origin: URL, signal: AbortSignal): Promise<Answer> {
  return exchange(wire, {
    method: 'GET',
    url: new URL('/v2/', origin),
    headers: { accept: 'application/json' },
    maxBytes: maxPingBytes,
    first: true,
    signal,
  });
}
