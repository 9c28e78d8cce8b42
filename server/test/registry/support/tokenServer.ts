import { createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pemBody, type TestCertificates } from './certificates';
import { bodyOf, sendJson, startServer, type TestServer } from './servers';

/** What the token server of the tests accepts. */
export interface TokenServerOptions {
  readonly certificates: TestCertificates;
  readonly service: string;
  /** Repositories anybody may pull. */
  readonly open: readonly string[];
  readonly user: string;
  readonly password: string;
  readonly refreshToken: string;
}

/** A token server as the distribution project documents it: GET with Basic, or POST with a refresh token. */
export async function startTokenServer(options: TokenServerOptions): Promise<TestServer> {
  const key = createPrivateKey(readFileSync(options.certificates.key));
  const basic = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
  return startServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const form = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : url.searchParams;
    const knows =
      request.method === 'POST'
        ? form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === options.refreshToken
        : request.headers.authorization === basic;
    const wrong = request.method === 'POST' ? !knows : request.headers.authorization !== undefined && !knows;
    if (wrong || form.get('service') !== options.service) {
      sendJson(response, 401, { details: 'incorrect username or password' });
      return;
    }
    const repository = /^repository:(.+):pull$/.exec(form.get('scope') ?? '')?.[1] ?? '';
    const allowed = knows || options.open.includes(repository);
    const access = allowed ? [{ type: 'repository', name: repository, actions: ['pull'] }] : [];
    const token = sign(access, { key, certificate: options.certificates.certificate, service: options.service });
    sendJson(
      response,
      200,
      request.method === 'POST' ? { access_token: token, expires_in: 300 } : { token, expires_in: 300 },
    );
  });
}

function sign(access: unknown, by: { key: KeyObject; certificate: string; service: string }): string {
  const seconds = Math.floor(Date.now() / 1000);
  const header = { typ: 'JWT', alg: 'ES256', x5c: [pemBody(by.certificate)] };
  const claims = {
    iss: 'bulkhead tests',
    sub: '',
    aud: by.service,
    exp: seconds + 300,
    nbf: seconds - 60,
    iat: seconds - 60,
    jti: '1',
    access,
  };
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = createSign('SHA256').update(signed).sign({ key: by.key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

function encode(data: unknown): string {
  return Buffer.from(JSON.stringify(data)).toString('base64url');
}
