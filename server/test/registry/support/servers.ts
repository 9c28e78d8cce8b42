import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A server of a test on loopback, with what was asked of it. */
export interface TestServer {
  readonly authority: string;
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage['headers'];
  }[];
  /** The largest number of requests that were open at the same time. */
  readonly mostOpen: () => number;
  stop(): Promise<void>;
}

export async function startServer(answer: RequestListener): Promise<TestServer> {
  const requests: { method: string; url: string; headers: IncomingMessage['headers'] }[] = [];
  const sockets = new Set<Socket>();
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    open++;
    most = Math.max(most, open);
    response.once('close', () => open--);
    answer(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.unref();
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A test that fails before it stops its server must not keep the process alive.
  server.unref();
  return {
    authority: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    mostOpen: () => most,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A proxy for CONNECT that leads each name where the test says; it refuses (407) where that is nowhere. */
export async function startConnectProxy(
  target: (authority: string, authorization: string | undefined) => string | undefined,
): Promise<{ authority: string; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer();
  server.unref();
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const [host, port] = target(request.url ?? '', request.headers['proxy-authorization'])?.split(':') ?? [];
    if (host === undefined) {
      socket.end('HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Yes\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    authority: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

export function sendJson(
  response: ServerResponse,
  status: number,
  data: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(data));
}
