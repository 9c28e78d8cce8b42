/** What proves to a registry who asks. It lives in memory only and is never part of a message. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** A refresh token, as `az acr login` stores it. */
  | { readonly kind: 'identity-token'; readonly token: string }
  /** A finished bearer token. */
  | { readonly kind: 'registry-token'; readonly token: string };

/** Looks credentials up when, and only when, a registry refuses to answer without. */
export type CredentialSource = (host: string, signal: AbortSignal) => Promise<Credentials | undefined>;

/** The parts of docker's `config.json` that say who the user is. */
export interface DockerConfig {
  readonly auths: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly credsStore: string | undefined;
  readonly credHelpers: ReadonlyMap<string, string>;
}

export function readDockerConfig(text: string): DockerConfig {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = undefined;
  }
  const root = asRecord(data);
  const auths = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [key, value] of Object.entries(asRecord(root['auths']))) auths.set(key, asRecord(value));
  const credHelpers = new Map<string, string>();
  for (const [key, value] of Object.entries(asRecord(root['credHelpers']))) {
    if (typeof value === 'string') credHelpers.set(key, value);
  }
  const store = root['credsStore'];
  return { auths, credHelpers, credsStore: typeof store === 'string' && store !== '' ? store : undefined };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Docker Hub's entry has the name of an address that no longer exists. */
const hubKey = 'https://index.docker.io/v1/';

/** The name under which a credential helper knows a registry. */
export function helperKey(host: string): string {
  return host === 'docker.io' ? hubKey : host;
}

/** The names under which docker's configuration may hold a registry, the usual one first. */
function configKeys(host: string): string[] {
  if (host === 'docker.io')
    return [hubKey, 'https://index.docker.io/v1', 'index.docker.io', 'docker.io', 'registry-1.docker.io'];
  return [host, `https://${host}`, `https://${host}/`, `https://${host}/v1/`, `https://${host}/v2/`, `http://${host}`];
}

/** The program that knows the host's credentials, by docker's rule: an own helper before the general store. */
export function helperFor(config: DockerConfig, host: string): string | undefined {
  for (const key of configKeys(host)) {
    const helper = config.credHelpers.get(key);
    if (helper !== undefined) return helper;
  }
  return config.credsStore;
}

/** Credentials that stand in the file itself. */
export function storedCredentials(config: DockerConfig, host: string): Credentials | undefined {
  for (const key of configKeys(host)) {
    const found = config.auths.get(key);
    const credentials = found && fromEntry(found);
    if (credentials) return credentials;
  }
  return undefined;
}

function fromEntry(entry: Readonly<Record<string, unknown>>): Credentials | undefined {
  const text = (name: string): string => (typeof entry[name] === 'string' ? (entry[name] as string) : '');
  if (text('registrytoken')) return { kind: 'registry-token', token: text('registrytoken') };
  if (text('identitytoken')) return { kind: 'identity-token', token: text('identitytoken') };
  const pair = decodeBase64(text('auth'));
  const colon = pair.indexOf(':');
  const username = colon > 0 ? pair.slice(0, colon) : text('username');
  const password = colon > 0 ? pair.slice(colon + 1).replace(/\0+$/, '') : text('password');
  return username && password ? { kind: 'password', username, password } : undefined;
}

/** What a helper answers on `get`; `<token>` as the name marks a refresh token. */
export function readHelperAnswer(text: string): Credentials | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { Username: username, Secret: secret } = asRecord(data);
  if (typeof username !== 'string' || typeof secret !== 'string' || secret === '') return undefined;
  return username === '<token>'
    ? { kind: 'identity-token', token: secret }
    : { kind: 'password', username, password: secret };
}

/** The value of an `Authorization` header for Basic. */
export function basicAuthorization(username: string, password: string): string {
  return `Basic ${encodeBase64(`${username}:${password}`)}`;
}

function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function decodeBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  } catch {
    return '';
  }
}
