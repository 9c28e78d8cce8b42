import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseChallenges, preferredChallenge } from '../../src/registry/challenge';
import { remainingRequests, retryAfterSeconds } from '../../src/registry/rateLimit';
import { clientOver, image, patient } from './support/client';
import { manifestOf, sha256 } from './support/scripted';

/** Challenges in the shapes that the large registries document; hosts are made up. */
const shapes: [string, string, Record<string, string>][] = [
  [
    'a hub with its token server on another host',
    'Bearer realm="https://auth.hub.test/token",service="registry.hub.test",scope="repository:library/python:pull"',
    { realm: 'https://auth.hub.test/token', service: 'registry.hub.test', scope: 'repository:library/python:pull' },
  ],
  [
    'a cloud registry with its token server in itself and an error behind',
    'Bearer realm="https://shop.cloud.test/oauth2/token",service="shop.cloud.test",scope="repository:a:pull",error="invalid_token"',
    { realm: 'https://shop.cloud.test/oauth2/token', service: 'shop.cloud.test', error: 'invalid_token' },
  ],
  [
    'a code forge with a query in its realm',
    'Bearer realm="https://forge.test/jwt/auth?client_id=x",service="container_registry"',
    { realm: 'https://forge.test/jwt/auth?client_id=x' },
  ],
  [
    'commas inside quotes',
    'Bearer realm="https://a.test/t",scope="repository:a:pull,push"',
    { scope: 'repository:a:pull,push' },
  ],
  [
    'odd blanks and case',
    'bEaReR  Realm = "https://a.test/t" ,\tSERVICE=plain',
    { realm: 'https://a.test/t', service: 'plain' },
  ],
  ['escapes', 'Bearer realm="https://a.test/t",service="a\\"b\\\\c"', { service: 'a"b\\c' }],
];

describe('challenges', () => {
  for (const [name, header, expected] of shapes) {
    test(name, () => {
      const parameters = preferredChallenge(parseChallenges(header))?.parameters;
      for (const [key, value] of Object.entries(expected)) assert.equal(parameters?.get(key), value);
    });
  }

  test('Bearer is preferred to Basic, Basic to nothing', () => {
    const both = parseChallenges('Basic realm="cloud", Bearer realm="https://a.test/t"');
    assert.equal(preferredChallenge(both)?.scheme, 'bearer');
    assert.equal(preferredChallenge(parseChallenges('Negotiate, Basic realm="x"'))?.scheme, 'basic');
    assert.equal(preferredChallenge(parseChallenges('Negotiate')), undefined);
    assert.equal(preferredChallenge(parseChallenges(undefined)), undefined);
  });

  test('any header is survived', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'Bearer realm="\\,= \t;é') }), (header) => {
        assert.ok(Array.isArray(parseChallenges(header)));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  for (const [name, credentials, check] of [
    [
      'a login with a refresh token asks by POST, so that the token is in no address',
      { kind: 'identity-token', token: 'secret-refresh' },
      (request: { method: string; url: string; body?: string }) => {
        assert.equal(request.method, 'POST');
        assert.match(request.body ?? '', /grant_type=refresh_token.*refresh_token=secret-refresh/);
        assert.doesNotMatch(request.url, /secret/);
      },
    ],
    [
      'a login with a password asks with Basic, for reading this repository only',
      { kind: 'password', username: 'AWS', password: 'é:secret' },
      (request: { url: string; headers: Readonly<Record<string, string>> }) => {
        const pair = Buffer.from(request.headers['authorization']?.slice(6) ?? '', 'base64').toString('utf8');
        assert.equal(pair, 'AWS:é:secret');
        assert.equal(new URL(request.url).searchParams.get('scope'), 'repository:shop/api:pull');
      },
    ],
  ] as const) {
    test(name, async () => {
      const manifest = manifestOf('shop/api', '1');
      const { client, requests } = clientOver(
        ({ url, headers, method, body }) => {
          if (url.includes('/oauth2/token')) {
            const known = method === 'POST' ? body?.includes('refresh') : headers['authorization'] !== undefined;
            return { status: known ? 200 : 401, body: Buffer.from('{"access_token":"abc"}') };
          }
          if (headers['authorization'] !== 'Bearer abc') {
            return {
              status: 401,
              headers: {
                'www-authenticate': 'Bearer realm="https://shop.cloud.test/oauth2/token",service="shop.cloud.test"',
              },
            };
          }
          return {
            headers: { 'docker-content-digest': sha256(manifest) },
            body: method === 'HEAD' ? new Uint8Array() : Buffer.from(manifest),
          };
        },
        { credentials: async () => credentials },
      );
      const outcome = await client.resolve(image('shop.cloud.test/shop/api:1'), { signal: patient });
      assert.equal(outcome.ok && outcome.value.digest, sha256(manifest));
      const asked = requests.filter((r) => r.url.includes('/oauth2/token')).at(-1);
      assert.ok(asked);
      check(asked);
    });
  }

  test('a short name of the hub goes to its registry, under library', async () => {
    const { client, requests } = clientOver(() => ({ status: 404 }));
    await client.resolve(image('python:3.12'), { signal: patient });
    assert.deepEqual(
      requests.map((r) => new URL(r.url).pathname),
      ['/v2/', '/v2/library/python/manifests/3.12'],
    );
    assert.equal(new Set(requests.map((r) => new URL(r.url).host)).size, 1);
  });

  test('a token with a line break in it is refused', async () => {
    const { client, requests } = clientOver(({ url }) =>
      url.includes('/token')
        ? { body: Buffer.from(JSON.stringify({ token: 'a\r\nx: y' })) }
        : { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://a.test/token"' } },
    );
    const outcome = await client.resolve(image('registry.test/a:1'), { signal: patient });
    assert.equal(!outcome.ok && outcome.failure.kind, 'bad-answer');
    assert.ok(requests.every((r) => !JSON.stringify(r.headers).includes('x: y')));
  });
});

describe('limits a registry asks for', () => {
  test('Retry-After is a number or a date, and a day at most', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    const read = (text: string) => retryAfterSeconds({ 'retry-after': text }, now);
    assert.deepEqual(
      [
        '30',
        ' 0 ',
        'Thu, 01 Jan 2026 00:01:00 GMT',
        'Wed, 31 Dec 2025 00:00:00 GMT',
        '999999999',
        'soon',
        '',
        '-1',
      ].map(read),
      [30, 0, 60, 0, 86_400, undefined, undefined, undefined],
    );
  });

  test('the remaining requests are read in every form', () => {
    const cases: [Record<string, string>, number | undefined, number | undefined][] = [
      [{ 'ratelimit-remaining': '76;w=21600' }, 76, undefined],
      [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '50' }, 0, 50],
      [{ ratelimit: 'limit=100, remaining=3, reset=9' }, 3, 9],
      [{ ratelimit: '"default";r=5;t=30' }, 5, 30],
      [{ 'x-ratelimit-remaining': '12' }, 12, undefined],
      [{}, undefined, undefined],
      [{ 'ratelimit-remaining': 'many' }, undefined, undefined],
    ];
    for (const [headers, left, reset] of cases) {
      const read = remainingRequests(headers);
      assert.deepEqual([read?.left, read?.resetSeconds], [left, reset], JSON.stringify(headers));
    }
  });
});
