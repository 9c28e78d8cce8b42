import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { createRegistryClient } from '../../src/registry/client';
import { systemClock } from '../../src/registry/clock';
import { createFetchTransport } from '../../src/registry/fetchTransport';
import { image, patient } from './support/client';
import { manifestOf, scriptedRegistry, sha256 } from './support/scripted';
import { startServer } from './support/servers';

/** Node's `fetch` stands in for the browser's. */
const transport = createFetchTransport((url, options) => fetch(url, options));

async function ask(t: TestContext, answer: Parameters<typeof startServer>[0]) {
  const server = await startServer(answer);
  t.after(() => server.stop());
  const client = createRegistryClient({ transport, clock: systemClock, limits: { attempts: 1 } });
  return client.resolve(image(`${server.authority}/shop/api:1`), { signal: patient });
}

describe('the registry client in a browser', () => {
  test('gives the digest of a registry that allows it', async (t) => {
    const outcome = await ask(t, scriptedRegistry);
    assert.equal(outcome.ok && outcome.value.digest, sha256(manifestOf('shop/api', '1')));
  });

  test('says that a registry does not answer or does not allow it', async () => {
    const refusing = createRegistryClient({
      transport: createFetchTransport(() => Promise.reject(new TypeError('Failed to fetch'))),
      clock: systemClock,
    });
    const outcome = await refusing.resolve(image('registry.test/shop/api:1'), { signal: patient });
    assert.match(outcome.ok ? '' : outcome.failure.detail, /^registry\.test does not answer, or does not allow/);
  });

  test('cuts an endless answer off', async (t) => {
    const outcome = await ask(t, (request, response) => {
      if (request.url === '/v2/') response.writeHead(200).end();
      else if (request.method === 'HEAD') response.writeHead(405).end();
      else {
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
        };
        response.on('drain', more);
        more();
      }
    });
    assert.equal(!outcome.ok && outcome.failure.kind, 'too-large');
  });

  test('gives a host that is silent up soon, and is patient with one that has answered', async (t) => {
    const counted = async (firstMs: number, answer: Parameters<typeof startServer>[0]) => {
      let asked = 0;
      const server = await startServer((request, response) => {
        asked++;
        answer(request, response);
      });
      t.after(() => server.stop());
      const client = createRegistryClient({ transport, clock: systemClock, limits: { firstMs } });
      return { outcome: await client.resolve(image(`${server.authority}/shop/api:1`), { signal: patient }), asked };
    };
    const silent = await counted(300, () => undefined);
    assert.equal(!silent.outcome.ok && silent.outcome.failure.kind, 'timeout');
    assert.ok(silent.asked <= 1, 'asked once');
    let refusals = 0;
    const moody = await counted(10_000, (request, response) => {
      if (request.url === '/v2/' || refusals++ > 0) scriptedRegistry(request, response);
      else response.writeHead(503).end();
    });
    assert.ok(moody.outcome.ok);
  });

  test('sends no cookies and tells nobody where it comes from', async () => {
    const seen: { credentials: string; referrerPolicy: string; cache: string }[] = [];
    const watching = createFetchTransport((_url, options) => {
      seen.push(options);
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    const client = createRegistryClient({ transport: watching, clock: systemClock });
    await client.resolve(image('registry.test/shop/api:1'), { signal: patient });
    assert.ok(seen.length > 0);
    for (const { credentials, referrerPolicy, cache } of seen) {
      assert.deepEqual([credentials, referrerPolicy, cache], ['omit', 'no-referrer', 'no-store']);
    }
  });
});
