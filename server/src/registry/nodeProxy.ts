import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import * as tls from 'node:tls';
import { hostname, isLoopback } from './endpoint';
import { RegistryError } from './failure';
import { explainNetworkError } from './nodeErrors';

/** Where requests go first, from the editor's settings or the environment. */
export interface ProxySettings {
  /** For https:// addresses, unless `url` is given. */
  readonly https?: string | undefined;
  readonly http?: string | undefined;
  /** Hosts that are asked directly: `example.com` with all below it, `.example.com`, `host:port`, `*`. */
  readonly exceptions?: readonly string[];
  /** The value of a `Proxy-Authorization` header. Never logged. */
  readonly authorization?: string | undefined;
  /** False believes any certificate of an https:// proxy. The registry's certificate is checked in any case. */
  readonly checkCertificate?: boolean;
}

/** Reads the usual variables; the small-letter form wins, as for curl. */
export function proxyFromEnvironment(env: Readonly<Record<string, string | undefined>>): ProxySettings {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  const all = read('ALL_PROXY');
  return {
    https: read('HTTPS_PROXY') ?? all,
    http: read('HTTP_PROXY') ?? all,
    exceptions: (read('NO_PROXY') ?? '').split(/[\s,]+/).filter((entry) => entry !== ''),
  };
}

/** The proxy for an address; undefined when it is asked directly. This machine always is. */
export function proxyFor(url: URL, settings: ProxySettings): URL | undefined {
  const text = url.protocol === 'https:' ? settings.https : settings.http;
  if (!text || isLoopback(url.hostname) || isException(url, settings.exceptions ?? [])) return undefined;
  let proxy: URL;
  try {
    proxy = new URL(text.includes('://') ? text : `http://${text}`);
  } catch {
    throw new RegistryError('unreachable', 'the proxy setting is no address');
  }
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
    const kind = proxy.protocol.replace(':', '');
    throw new RegistryError(
      'unreachable',
      `the proxy is of kind ${kind}, and only HTTP and HTTPS proxies are supported`,
    );
  }
  return proxy;
}

function isException(url: URL, exceptions: readonly string[]): boolean {
  const name = url.hostname.toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return exceptions.some((entry) => {
    const exception = entry
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, '');
    if (exception === '*') return true;
    const [, exceptionPort] = /:(\d+)$/.exec(exception) ?? [];
    if (exceptionPort !== undefined && exceptionPort !== port) return false;
    const host = exceptionPort === undefined ? exception : hostname(exception);
    return host !== '' && (name === host || name.endsWith(`.${host}`));
  });
}

type Created = (error: Error | null, socket?: tls.TLSSocket) => void;

/** An agent whose connections go through a proxy's CONNECT, encrypted from here to the registry. */
export function tunnelAgent(proxy: URL, settings: ProxySettings): https.Agent {
  const agent = new https.Agent({ keepAlive: true, maxFreeSockets: 6 });
  const createConnection = (
    options: tls.ConnectionOptions & { host: string; port: number },
    created: Created,
  ): undefined => {
    openTunnel(
      proxy,
      settings,
      `${options.host.includes(':') ? `[${options.host}]` : options.host}:${options.port}`,
    ).then(
      (socket) => {
        const name = options.servername || options.host;
        const secure = tls.connect({ ...options, socket, servername: name });
        secure.once('error', (error) => created(error));
        secure.once('secureConnect', () => created(null, secure));
      },
      (error) => created(error),
    );
  };
  return Object.assign(agent, { createConnection });
}

function openTunnel(proxy: URL, settings: ProxySettings, authority: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const authorization = settings.authorization ?? authorizationIn(proxy);
    const request = (proxy.protocol === 'https:' ? https : http).request({
      host: hostnameOf(proxy),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      agent: false,
      headers: { host: authority, ...(authorization ? { 'proxy-authorization': authorization } : {}) },
      ...(settings.checkCertificate === false ? { rejectUnauthorized: false } : {}),
    });
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket as Socket);
      socket.destroy();
      return reject(new RegistryError('unreachable', `the proxy refused the connection (${response.statusCode})`));
    });
    request.once('response', (response) => {
      response.resume();
      reject(new RegistryError('unreachable', `the proxy refused the connection (${response.statusCode})`));
    });
    request.once('error', (error) => reject(explainNetworkError(error, `the proxy ${proxy.host}`)));
    request.end();
  });
}

function hostnameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function authorizationIn(proxy: URL): string | undefined {
  if (!proxy.username) return undefined;
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}
