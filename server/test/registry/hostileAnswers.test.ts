import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { describe, test } from 'node:test';
import { parseImageReference } from '@bulkhead/rules/parse/image';
import { createRegistryClient, type RegistryClientOptions } from '../../src/registry/client';
import { systemClock } from '../../src/registry/clock';
import { failureMessage } from '../../src/registry/failure';
import { createNodeTransport } from '../../src/registry/nodeTransport';
import { clientOver, image, patient } from './support/client';
import { scriptedRegistry, sha256 } from './support/scripted';
import { sendJson, startServer } from './support/servers';

async function ask(
  answer: RequestListener,
  options: Partial<RegistryClientOptions> = {},
): Promise<{ kind: string | false; message: string }> {
  const server = await startServer(answer);
  const transport = createNodeTransport();
  try {
    const client = createRegistryClient({ transport, clock: systemClock, ...options });
    const reference = image(`${server.authority}/shop/api:1`);
    const outcome = await client.resolve(reference, { signal: patient });
    return outcome.ok
      ? { kind: false, message: outcome.value.digest }
      : { kind: outcome.failure.kind, message: failureMessage(reference.text, outcome.failure) };
  } finally {
    transport.close();
    await server.stop();
  }
}

/** Answers the manifest itself; everything else as the scripted registry does. */
const manifests =
  (answer: RequestListener): RequestListener =>
  (request, response) =>
    request.url?.includes('/manifests/') ? answer(request, response) : scriptedRegistry(request, response);

describe('answers that no honest registry gives', () => {
  const cases: [string, RequestListener, string][] = [
    ['403', manifests((_, r) => sendJson(r, 403, { errors: [{ code: 'DENIED', message: 'no' }] })), 'forbidden'],
    ['404', manifests((_, r) => sendJson(r, 404, {})), 'not-found'],
    ['418', manifests((_, r) => sendJson(r, 418, {})), 'bad-answer'],
    ['no JSON', manifests((_, r) => r.writeHead(200).end('<html>')), 'bad-answer'],
    ['an empty body', manifests((_, r) => r.writeHead(200).end()), 'bad-answer'],
    ['a list', manifests((_, r) => sendJson(r, 200, [1])), 'bad-answer'],
    ['deep JSON', manifests((_, r) => r.writeHead(200).end('['.repeat(100_000))), 'bad-answer'],
    ['no text', manifests((_, r) => r.writeHead(200).end(Buffer.from([0xff, 0xfe, 0]))), 'bad-answer'],
    [
      'a digest that is none',
      manifests((_, r) => r.writeHead(200, { 'docker-content-digest': 'sha256:xyz' }).end('{}')),
      'bad-answer',
    ],
    [
      'a compressed body',
      manifests((_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('{}')),
      'bad-answer',
    ],
    [
      'a huge length',
      manifests((q, r) => {
        r.writeHead(200, { 'content-length': '99999999' });
        if (q.method === 'HEAD') r.end();
        else r.flushHeaders();
      }),
      'too-large',
    ],
    [
      'the old format',
      manifests((_, r) =>
        r.writeHead(200, { 'content-type': 'application/vnd.docker.distribution.manifest.v1+prettyjws' }).end('{}'),
      ),
      'unsupported',
    ],
  ];
  for (const [name, answer, kind] of cases) {
    test(`${name}: ${kind}`, async () => {
      const { kind: found, message } = await ask(answer);
      assert.equal(found, kind);
      assert.match(message, /^Image "127\.0\.0\.1:\d+\/shop\/api:1": the registry .+\.$/);
    });
  }

  test('an endless body is cut off', async () => {
    const outcome = await ask(
      manifests((request, response) => {
        if (request.method === 'HEAD') return void response.writeHead(405).end();
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
        };
        response.on('drain', more);
        more();
      }),
    );
    assert.equal(outcome.kind, 'too-large');
  });

  test('control characters of a registry do not reach a message', async () => {
    const { message } = await ask(
      manifests((_, r) => sendJson(r, 403, { errors: [{ message: 'a\u001b[31m\nb\u202ec' }] })),
    );
    assert.doesNotMatch(message, /[\u0000-\u001f\u202e]/);
  });

  test('a refused connection is an answer', async () => {
    const server = await startServer(scriptedRegistry);
    await server.stop();
    const transport = createNodeTransport();
    const client = createRegistryClient({ transport, clock: systemClock });
    const outcome = await client.resolve(image(`${server.authority}/shop/api:1`), { signal: patient });
    assert.equal(!outcome.ok && outcome.failure.kind, 'unreachable');
    transport.close();
  });

  test('a host that takes connections but says nothing is given up as unreachable, without a second try', async (t) => {
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    silent.unref();
    t.after(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const sleeps: number[] = [];
    const transport = createNodeTransport({ connectMs: 20 });
    const sleep: typeof systemClock.sleep = (ms, signal) => {
      sleeps.push(ms);
      return systemClock.sleep(ms, signal);
    };
    const client = createRegistryClient({ transport, clock: { now: systemClock.now, sleep } });
    const outcome = await client.resolve(image(`127.0.0.1:${port}/shop/api:1`), { signal: patient });
    assert.equal(!outcome.ok && outcome.failure.kind, 'unreachable');
    assert.deepEqual(sleeps, [10_000], 'one request with its limit, no pause for another');
  });

  test('plain HTTP is spoken only to this machine and configured hosts', async () => {
    const server = await startServer(scriptedRegistry);
    const transport = createNodeTransport();
    const port = server.authority.split(':')[1];
    // The name leads to this machine, but nothing says so.
    const reference = image(`ip6-localhost.localdomain:${port}/shop/api:1`);
    const strict = clientOver(() => assert.fail('asked over plain HTTP'), {
      transport: async (request) => {
        if (request.url.startsWith('http:')) assert.fail('asked over plain HTTP');
        return transport({ ...request, url: request.url.replace('ip6-localhost.localdomain', '127.0.0.1') });
      },
    });
    const refused = await strict.client.resolve(reference, { signal: patient });
    assert.match(refused.ok ? '' : refused.failure.kind, /not-tls|dropped/);
    const allowed = clientOver(() => ({}), {
      plainHttpHosts: ['ip6-localhost.localdomain'],
      transport: (request) =>
        transport({ ...request, url: request.url.replace('ip6-localhost.localdomain', '127.0.0.1') }),
    });
    assert.equal((await allowed.client.resolve(reference, { signal: patient })).ok, true);
    transport.close();
    await server.stop();
  });
});

describe('image strings that no honest file has', () => {
  test('are no references, so nothing is asked', () => {
    for (const text of [
      'a:1\r\nHost: evil',
      'https://evil.test/a:1',
      'user:secret@evil.test/a:1',
      '../../etc/passwd',
      'a/../../b:1',
      'evil.test/a?x=1',
      'evil.test/a#x',
      'a b:1',
      '$(touch x)',
      '-flag',
      `a:${'1'.repeat(200)}`,
      `${'a/'.repeat(3000)}a`,
      'a:1@sha256:..%2f',
    ]) {
      assert.equal(parseImageReference(text), undefined, text);
    }
  });

  test('a reference made by hand is not believed', async () => {
    const { client, requests } = clientOver(() => ({}));
    const forged = { ...image('registry.test/a:1'), path: '../../admin', name: 'registry.test/../../admin' };
    const outcome = await client.resolve(forged, { signal: patient });
    assert.equal(!outcome.ok && outcome.failure.kind, 'not-a-reference');
    const port = await client.resolve(image('registry.test:99999/a:1'), { signal: patient });
    assert.equal(!port.ok && port.failure.kind, 'not-a-reference');
    assert.equal(requests.length, 0);
  });
});

describe('redirects', () => {
  const manifest = '{"schemaVersion":2,"config":{}}';
  const digest = sha256(manifest);

  test('to another host do not carry credentials, and content is still checked', async () => {
    const seen: (string | undefined)[] = [];
    const { client } = clientOver(
      ({ url, headers, method }) => {
        if (url.endsWith('/v2/')) return { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } };
        if (url.startsWith('https://registry.test/')) {
          assert.match(headers['authorization'] ?? '', /^Basic /);
          return { status: 307, headers: { location: 'https://elsewhere.test/blob' } };
        }
        seen.push(headers['authorization']);
        return {
          headers: { 'docker-content-digest': digest },
          body: method === 'HEAD' ? new Uint8Array() : Buffer.from(manifest),
        };
      },
      { credentials: async () => ({ kind: 'password', username: 'u', password: 'p' }) },
    );
    const outcome = await client.resolve(image('registry.test/shop/api:1'), { signal: patient });
    assert.equal(outcome.ok && outcome.value.digest, digest);
    assert.deepEqual(seen, [undefined, undefined]);
  });

  test('a challenge from elsewhere gets no credentials', async () => {
    const { client, requests } = clientOver(
      ({ url }) => {
        if (url.endsWith('/v2/')) return {};
        if (url.startsWith('https://registry.test/'))
          return { status: 302, headers: { location: 'https://evil.test/x' } };
        return { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://evil.test/token"' } };
      },
      { credentials: async () => assert.fail('looked for credentials') },
    );
    const outcome = await client.resolve(image('registry.test/shop/api:1'), { signal: patient });
    assert.equal(!outcome.ok && outcome.failure.kind, 'unauthorized');
    assert.deepEqual(
      requests.filter((r) => r.url.includes('token')),
      [],
    );
  });

  for (const [name, location] of [
    ['from HTTPS to HTTP', 'http://elsewhere.test/'],
    ['to this machine', 'https://127.0.0.1:6443/'],
    ['to a file', 'file:///etc/passwd'],
    ['to no address', 'https://['],
    ['in circles', 'https://registry.test/again'],
  ] as const) {
    test(`${name} are refused`, async () => {
      const { client, requests } = clientOver(({ url }) =>
        url.endsWith('/v2/') ? {} : { status: 302, headers: { location } },
      );
      const outcome = await client.resolve(image('registry.test/shop/api:1'), { signal: patient });
      assert.equal(!outcome.ok && outcome.failure.kind, 'redirect');
      assert.ok(requests.length <= 7 && requests.every((r) => r.url.startsWith('https://registry.test/')));
    });
  }

  test('a token server without encryption, or on this machine, is not asked', async () => {
    for (const realm of ['http://auth.test/token', 'https://localhost/token', 'javascript:1', '']) {
      const { client, requests } = clientOver(() => ({
        status: 401,
        headers: { 'www-authenticate': `Bearer realm="${realm}"` },
      }));
      const outcome = await client.resolve(image('registry.test/shop/api:1'), { signal: patient });
      assert.equal(outcome.ok, false);
      assert.ok(
        requests.every((r) => r.url.startsWith('https://registry.test/')),
        realm,
      );
    }
  });
});
