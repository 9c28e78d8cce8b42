/** What the client needs to know about a registry host before it talks to it. */
export interface Endpoint {
  /** As `parseImageReference` names it: `docker.io`, `registry.example:5000`. */
  readonly host: string;
  /** The host that really answers. */
  readonly authority: string;
  /** Plain HTTP is allowed when HTTPS is not spoken there. */
  readonly mayUseHttp: boolean;
}

const aliases = new Map([['docker.io', 'registry-1.docker.io']]);

export function endpointOf(host: string, plainHttpHosts: readonly string[]): Endpoint {
  const authority = aliases.get(host) ?? host;
  return { host, authority, mayUseHttp: isLoopback(hostname(authority)) || allows(plainHttpHosts, authority) };
}

function allows(list: readonly string[], authority: string): boolean {
  const wanted = authority.toLowerCase();
  return list.some((entry) => {
    const allowed = entry.trim().toLowerCase();
    return allowed === wanted || (!hasPort(allowed) && allowed === hostname(wanted));
  });
}

function hasPort(authority: string): boolean {
  return /:\d+$/.test(authority);
}

/** The host without its port: `[::1]:5000` gives `[::1]`. */
export function hostname(authority: string): string {
  return authority.replace(/:\d+$/, '');
}

/** This machine, by a name or address that cannot mean another one. */
export function isLoopback(name: string): boolean {
  const plain = name.toLowerCase();
  return plain === 'localhost' || plain === '[::1]' || plain === '::1' || /^127(?:\.\d{1,3}){3}$/.test(plain);
}
