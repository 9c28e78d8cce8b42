import { cancelled, RegistryError } from './failure';

const notReached = (host: string) => `${host} cannot be reached`;

const unreachableCodes: Readonly<Record<string, (host: string) => string>> = {
  ENOTFOUND: (host) => `${host} has no address`,
  EAI_AGAIN: (host) => `${host} has no address now`,
  ECONNREFUSED: (host) => `${host} refuses the connection`,
  EHOSTUNREACH: notReached,
  ENETUNREACH: notReached,
  ENETDOWN: notReached,
  EADDRNOTAVAIL: notReached,
  EACCES: notReached,
  EPERM: notReached,
  ETIMEDOUT: silent,
};

/** What the codes of a spoken but refused encryption mean. */
const certificateCodes: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it signed its certificate itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority this machine does not know',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  CERT_REVOKED: 'its certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

const noTlsCodes = new Set([
  'EPROTO',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
]);

/** An error of Node's network as a failure: by its code, for its message may name paths of this machine. */
export function explainNetworkError(error: unknown, host: string): RegistryError {
  if (error instanceof RegistryError) return error;
  const code = codeOf(error);
  if (code === 'ABORT_ERR') return cancelled();
  const reach = unreachableCodes[code];
  if (reach !== undefined) return unreachable(reach(host));
  const certificate = certificateCodes[code];
  if (certificate !== undefined)
    return new RegistryError('tls', `the registry cannot be trusted: ${certificate} (${code})`);
  if (noTlsCodes.has(code)) return new RegistryError('not-tls', 'the registry speaks no HTTPS');
  if (/^(?:ERR_TLS|ERR_SSL|CERT_)/.test(code))
    return new RegistryError('tls', `the registry cannot be trusted (${code})`);
  if (/^HPE_/.test(code)) return new RegistryError('bad-answer', 'the registry gave an answer that is no HTTP');
  return new RegistryError('dropped', 'the registry broke the connection off');
}

/** What is said of a host that lets one wait. */
export function silent(host: string): string {
  return `${host} does not answer`;
}

export function unreachable(what: string): RegistryError {
  return new RegistryError('unreachable', what);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
