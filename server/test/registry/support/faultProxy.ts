import type { IncomingMessage, ServerResponse } from 'node:http';
import { request as ask } from 'node:http';
import { startServer, type TestServer } from './servers';

/** What a proxy does to one request instead of, or before, handing it on: true when it has answered itself. */
export type Fault = (request: IncomingMessage, response: ServerResponse, count: number) => boolean;

/** A proxy before a registry that misbehaves; `rewrite` changes what the registry answers. */
export function startFaultProxy(
  target: string,
  options: {
    readonly fault?: Fault;
    readonly rewrite?: (headers: Record<string, string | string[] | undefined>, body: Buffer) => Buffer;
    /** Milliseconds between the bytes of a body. */
    readonly drip?: number;
  },
): Promise<TestServer> {
  const [host, port] = target.split(':');
  let count = 0;
  return startServer((request, response) => {
    count++;
    if (options.fault?.(request, response, count)) return;
    const onward = ask(
      { host, port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const headers: Record<string, string | string[] | undefined> = { ...answer.headers };
          const body = options.rewrite?.(headers, Buffer.concat(chunks)) ?? Buffer.concat(chunks);
          if (request.method !== 'HEAD') headers['content-length'] = String(body.length);
          response.writeHead(answer.statusCode ?? 500, headers);
          if (options.drip === undefined || request.method === 'HEAD') response.end(body);
          else drip(response, body, options.drip);
        });
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
}

function drip(response: ServerResponse, body: Buffer, pause: number): void {
  let at = 0;
  const timer = setInterval(() => {
    const end = Math.min(at + Math.ceil(body.length / 8), body.length);
    response.write(body.subarray(at, end));
    at = end;
    if (at >= body.length) {
      clearInterval(timer);
      response.end();
    }
  }, pause);
  response.once('close', () => clearInterval(timer));
}
