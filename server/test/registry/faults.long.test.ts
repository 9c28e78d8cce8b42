import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createRegistryClient, type RegistryClientOptions } from '../../src/registry/client';
import { systemClock } from '../../src/registry/clock';
import { createNodeTransport } from '../../src/registry/nodeTransport';
import { image, patient, quickClock } from './support/client';
import { startFaultProxy } from './support/faultProxy';
import { type LocalRegistry, push, startRegistry } from './support/localRegistry';
import { writeLayout } from './support/ociLayout';
import { withRealRegistry } from './support/programs';
import type { TestServer } from './support/servers';

const liar = `sha256:${'a'.repeat(64)}`;

withRealRegistry('a registry that misbehaves', () => {
  describe('a registry that misbehaves', () => {
    let folder: string;
    let registry: LocalRegistry;
    let digest: string;
    const transports: { close: () => void }[] = [];

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'bulkhead-faults-'));
      digest = writeLayout(join(folder, 'image'), [{}]);
      registry = await startRegistry(folder, 'registry');
      for (const name of ['a', 'b']) await push(join(folder, 'image'), registry.authority, `shop/${name}`, '1');
    });
    after(async () => {
      for (const transport of transports) transport.close();
      await registry?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const through = async <T>(
      faults: Parameters<typeof startFaultProxy>[1],
      use: (client: ReturnType<typeof createRegistryClient>, proxy: TestServer) => Promise<T>,
      options: Partial<RegistryClientOptions> = {},
    ): Promise<T> => {
      const proxy = await startFaultProxy(registry.authority, faults);
      const transport = createNodeTransport();
      transports.push(transport);
      try {
        return await use(
          createRegistryClient({ transport, clock: quickClock(), random: () => 0.5, ...options }),
          proxy,
        );
      } finally {
        await proxy.stop();
      }
    };

    test('that lies about every digest is found out with one image and with many', () =>
      through(
        {
          rewrite: (headers, body) => {
            if (headers['docker-content-digest']) headers['docker-content-digest'] = liar;
            return body;
          },
        },
        async (client, proxy) => {
          for (const proof of ['content', 'host'] as const) {
            for (const name of ['a', 'b']) {
              const outcome = await client.resolve(image(`${proxy.authority}/shop/${name}:1`), {
                signal: patient,
                proof,
              });
              assert.equal(outcome.ok, false, `${proof} ${name}`);
            }
          }
          const shown = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient, proof: 'host' });
          assert.equal(!shown.ok && shown.failure.kind, 'digest-mismatch');
        },
      ));

    test('that changes the content is found out', () =>
      through({ rewrite: (_headers, body) => Buffer.from(`${body} `) }, async (client, proxy) => {
        const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
        assert.equal(!outcome.ok && outcome.failure.kind, 'digest-mismatch');
      }));

    test('that breaks off is asked again', () =>
      through(
        {
          fault: (request, _response, count) => {
            if (count !== 3) return false;
            request.socket.destroy();
            return true;
          },
        },
        async (client, proxy) => {
          const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
          assert.equal(outcome.ok && outcome.value.digest, digest);
        },
      ));

    test('that breaks off in the middle of a body again and again is given up', () =>
      through(
        {
          fault: (request, response) => {
            if (!request.url?.includes('manifests') || request.method === 'HEAD') return false;
            response.writeHead(200, { 'content-length': '500' });
            response.write('{"schema');
            setImmediate(() => request.socket.destroy());
            return true;
          },
        },
        async (client, proxy) => {
          const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
          assert.equal(!outcome.ok && outcome.failure.kind, 'dropped');
          assert.equal(proxy.requests.filter((r) => r.method === 'GET' && r.url.includes('manifests')).length, 3);
        },
      ));

    test('that is slow is waited for', () =>
      through({ drip: 5 }, async (client, proxy) => {
        const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
        assert.equal(outcome.ok && outcome.value.digest, digest);
      }));

    test('that never answers is given up', () =>
      through(
        { fault: (request) => request.url !== '/v2/' },
        async (client, proxy) => {
          const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
          assert.equal(!outcome.ok && outcome.failure.kind, 'timeout');
        },
        { clock: systemClock, limits: { requestMs: 30, attempts: 2, questionMs: 2_000 } },
      ));

    test('that asks for a pause gets it, and then the answer', () => {
      const clock = quickClock();
      return through(
        {
          fault: (request, response, count) => {
            if (count !== 3) return false;
            response.writeHead(429, { 'retry-after': '2' }).end();
            request.resume();
            return true;
          },
        },
        async (client, proxy) => {
          const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
          assert.equal(outcome.ok && outcome.value.digest, digest);
          assert.deepEqual(clock.slept, [2000]);
        },
        { clock },
      );
    });

    test('that asks for a long pause is not asked for the next image either', () =>
      through(
        {
          fault: (request, response) => {
            if (!request.url?.includes('manifests')) return false;
            response.writeHead(429, { 'retry-after': '3600' }).end();
            return true;
          },
        },
        async (client, proxy) => {
          const a = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
          const b = await client.resolve(image(`${proxy.authority}/shop/b:1`), { signal: patient });
          assert.deepEqual(
            [a, b].map((o) => !o.ok && [o.failure.kind, o.failure.retryAfter]),
            [
              ['rate-limited', 3600],
              ['rate-limited', 3600],
            ],
          );
          assert.equal(proxy.requests.filter((r) => r.url.includes('manifests')).length, 1);
        },
      ));

    test('whose allowance is used up is asked only what is free', () =>
      through(
        {
          rewrite: (headers, body) => {
            headers['ratelimit-remaining'] = '0;w=21600';
            return body;
          },
        },
        async (client, proxy) => {
          const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), {
            signal: patient,
            known: digest,
          });
          assert.equal(outcome.ok && outcome.value.digest, digest);
          const download = await client.facts(image(`${proxy.authority}/shop/a:1`), { signal: patient });
          assert.equal(!download.ok && download.failure.kind, 'rate-limited');
          assert.equal(proxy.requests.filter((r) => r.method === 'GET' && r.url.includes('manifests')).length, 0);
        },
      ));

    test('that has a problem of its own is asked three times', () =>
      through(
        {
          fault: (request, response) => {
            if (!request.url?.includes('manifests')) return false;
            response.writeHead(503).end();
            return true;
          },
        },
        async (client, proxy) => {
          const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
          assert.equal(!outcome.ok && outcome.failure.kind, 'server-error');
          assert.equal(proxy.requests.filter((r) => r.url.includes('manifests')).length, 3);
        },
      ));

    test('without HEAD, or without digests in its answers, still gives the right digest', () =>
      through(
        {
          fault: (request, response) => {
            if (request.method !== 'HEAD') return false;
            response.writeHead(405).end();
            return true;
          },
          rewrite: (headers, body) => {
            delete headers['docker-content-digest'];
            return body;
          },
        },
        async (client, proxy) => {
          const outcome = await client.resolve(image(`${proxy.authority}/shop/a:1`), { signal: patient });
          assert.equal(outcome.ok && outcome.value.digest, digest);
        },
      ));
  });
});
