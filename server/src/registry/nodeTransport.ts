import * as http from 'node:http';
import * as https from 'node:https';
import { onAbort } from './abort';
import { cancelled } from './failure';
import { readBody } from './nodeBody';
import { explainNetworkError, silent, unreachable } from './nodeErrors';
import { type ProxySettings, proxyFor, tunnelAgent } from './nodeProxy';
import type { RegistryRequest, RegistryResponse, Transport } from './transport';

/** How this machine reaches others. */
export interface NodeNetwork {
  readonly proxy?: ProxySettings;
  /** All certificates (PEM) to believe for one registry; undefined for Node's own. Asked once for each registry. */
  readonly certificatesFor?: (authority: string) => Promise<readonly string[] | undefined>;
  /** How long a connection may take: name, route and encryption. Without a network the answer comes within this time. */
  readonly connectMs?: number;
}

export type NodeTransport = Transport & { readonly close: () => void };

const defaultConnectMs = 2500;

/** The transport of Node: keeps connections for the next request and lets the process end while they are idle. */
export function createNodeTransport(network: NodeNetwork = {}): NodeTransport {
  const connectMs = network.connectMs ?? defaultConnectMs;
  const proxySettings = network.proxy ?? {};
  const keep = { keepAlive: true, maxFreeSockets: 6 } as const;
  const direct = { http: new http.Agent(keep), https: new https.Agent(keep) };
  const tunnels = new Map<string, https.Agent>();
  const certificates = new Map<string, Promise<readonly string[] | undefined>>();

  const certificatesOf = (authority: string): Promise<readonly string[] | undefined> => {
    const known = certificates.get(authority) ?? Promise.resolve(network.certificatesFor?.(authority));
    certificates.set(authority, known);
    return known;
  };
  const tunnel = (proxy: URL): https.Agent => {
    const agent = tunnels.get(proxy.href) ?? tunnelAgent(proxy, proxySettings);
    tunnels.set(proxy.href, agent);
    return agent;
  };

  const transport = async (request: RegistryRequest): Promise<RegistryResponse> => {
    const url = new URL(request.url);
    const secure = url.protocol === 'https:';
    const ca = secure ? await certificatesOf(url.host) : undefined;
    if (request.signal.aborted) throw cancelled();
    const proxy = proxyFor(url, proxySettings);
    const options: https.RequestOptions = {
      method: request.method,
      headers: { 'user-agent': 'bulkhead', 'accept-encoding': 'identity', ...request.headers },
      ...(ca ? { ca: [...ca] } : {}),
    };
    if (!proxy)
      return send(secure ? https : http, url, { ...options, agent: secure ? direct.https : direct.http }, request);
    if (secure) return send(https, url, { ...options, agent: tunnel(proxy) }, request);
    // Plain HTTP is not tunnelled: the proxy gets the whole address.
    const { authorization } = proxySettings;
    const headers = {
      ...options.headers,
      host: url.host,
      ...(authorization ? { 'proxy-authorization': authorization } : {}),
    };
    return send(proxy.protocol === 'https:' ? https : http, proxy, { ...options, headers, path: url.href }, request);
  };

  const send = (
    protocol: typeof http | typeof https,
    url: URL,
    options: https.RequestOptions,
    { body, maxBytes, method, signal }: RegistryRequest,
  ): Promise<RegistryResponse> =>
    new Promise((resolve, reject) => {
      const request = protocol.request(url, options);
      const late = setTimeout(() => request.destroy(unreachable(silent(url.host))), connectMs);
      // Not Node's own `signal` option: it could still close the connection after it was handed to the next request.
      const forget = onAbort(signal, () => request.destroy(cancelled()));
      const settle = (): void => {
        clearTimeout(late);
        forget();
      };
      const fail = (error: unknown): void => {
        settle();
        request.destroy();
        reject(explainNetworkError(error, url.host));
      };
      request.on('socket', (socket) => {
        if (!socket.connecting && request.reusedSocket) clearTimeout(late);
        else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(late));
      });
      request.on('error', fail);
      request.on('response', (response) => {
        clearTimeout(late);
        readBody(response, method === 'HEAD' ? 0 : maxBytes).then((bytes) => {
          settle();
          resolve({ status: response.statusCode ?? 0, headers: flat(response.headers), body: bytes });
        }, fail);
      });
      request.end(body);
    });

  const close = (): void => {
    for (const agent of [direct.http, direct.https, ...tunnels.values()]) agent.destroy();
  };
  return Object.assign(transport, { close });
}

function flat(headers: http.IncomingHttpHeaders): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) found[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return found;
}
