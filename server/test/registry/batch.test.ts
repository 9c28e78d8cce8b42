import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resolveAll } from '../../src/registry/batch';
import { createRegistryClient } from '../../src/registry/client';
import { systemClock } from '../../src/registry/clock';
import { createNodeTransport } from '../../src/registry/nodeTransport';
import { clientOver, image, patient } from './support/client';
import { manifestOf, scriptedRegistry, sha256 } from './support/scripted';
import { sendJson, startServer } from './support/servers';

const hundred = (authority: string) =>
  Array.from({ length: 200 }, (_, i) => ({ image: image(`${authority}/shop/image${i % 20}:1`) }));

describe('many images', () => {
  test('200 references to 20 images make 20 manifest requests, 6 at a time', async () => {
    // Two requests go alone, to get to know the registry. The next six are answered when all six are there, so that
    // requests pile up as far as they may.
    const waiting: (() => void)[] = [];
    let arrived = 0;
    const server = await startServer((request, response) => {
      const answer = () => scriptedRegistry(request, response);
      arrived++;
      if (arrived <= 2 || arrived > 8) return answer();
      waiting.push(answer);
      if (arrived === 8) for (const held of waiting) setImmediate(held);
    });
    const transport = createNodeTransport();
    const client = createRegistryClient({ transport, clock: systemClock });
    const steps: number[] = [];
    const outcomes = await resolveAll(client, hundred(server.authority), {
      signal: patient,
      onDone: (done) => steps.push(done),
    });
    assert.equal(outcomes.size, 20);
    for (const [key, outcome] of outcomes) {
      const repository = key.slice(server.authority.length + 1, -2);
      assert.equal(outcome.ok && outcome.value.digest, sha256(manifestOf(repository, '1')));
    }
    assert.equal(server.requests.filter((r) => r.url.includes('/manifests/')).length, 20);
    assert.equal(server.requests.length, 21, 'one more to get to know the registry');
    assert.equal(server.mostOpen(), 6);
    assert.deepEqual(
      steps,
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    transport.close();
    await server.stop();
  });

  test('with tokens it is still one manifest request for each image', async () => {
    const server = await startServer((request, response) => {
      if (request.url?.startsWith('/token')) sendJson(response, 200, { token: 'abc' });
      else if (request.headers.authorization === 'Bearer abc') scriptedRegistry(request, response);
      else {
        const realm = `http://${request.headers.host}/token`;
        sendJson(response, 401, {}, { 'www-authenticate': `Bearer realm="${realm}",service="s"` });
      }
    });
    const transport = createNodeTransport();
    const client = createRegistryClient({ transport, clock: systemClock });
    const outcomes = await resolveAll(client, hundred(server.authority), { signal: patient });
    assert.ok([...outcomes.values()].every((outcome) => outcome.ok));
    assert.equal(server.requests.filter((r) => r.url.includes('/manifests/')).length, 20);
    transport.close();
    await server.stop();
  });

  test('asked again they come from memory, until that is too old', async () => {
    let now = 0;
    const clock = { now: () => now, sleep: systemClock.sleep };
    const { client, requests } = clientOver(fakeAnswer, { clock });
    const wanted = hundred('registry.test');
    await resolveAll(client, wanted, { signal: patient });
    const first = requests.length;
    await resolveAll(client, wanted, { signal: patient });
    assert.equal(requests.length, first);
    await resolveAll(client, wanted, { signal: patient, fresh: true });
    assert.equal(requests.length, first + 20);
    now += 3_600_000;
    await resolveAll(client, wanted, { signal: patient });
    assert.equal(requests.length, first + 40);
  });

  test('cancelled, nothing more is asked and every image says so', async () => {
    const stop = new AbortController();
    const { client, requests } = clientOver((request) => {
      if (requests.length === 8) stop.abort();
      return fakeAnswer(request);
    });
    const outcomes = await resolveAll(client, hundred('registry.test'), { signal: stop.signal });
    assert.equal(outcomes.size, 20);
    const cancelled = [...outcomes.values()].filter((o) => !o.ok && o.failure.kind === 'cancelled');
    assert.ok(cancelled.length >= 12);
    assert.ok(requests.length <= 8);
  });

  test('cancelled while a registry keeps silent, the answer does not wait for it', async () => {
    const stop = new AbortController();
    const { client } = clientOver(
      () =>
        new Promise(() => {
          setImmediate(() => stop.abort());
        }),
    );
    const outcomes = await resolveAll(client, hundred('registry.test'), { signal: stop.signal });
    assert.ok([...outcomes.values()].every((o) => !o.ok && o.failure.kind === 'cancelled'));
  });

  test('a host that cannot be reached is tried once, not once for every image', async () => {
    const server = await startServer(scriptedRegistry);
    await server.stop();
    let attempts = 0;
    const transport = createNodeTransport();
    const { client } = clientOver(() => ({}), {
      transport: (request) => {
        attempts++;
        return transport(request);
      },
    });
    const outcomes = await resolveAll(client, hundred(server.authority), { signal: patient });
    assert.ok([...outcomes.values()].every((o) => !o.ok && o.failure.kind === 'unreachable'));
    assert.equal(attempts, 1);
    transport.close();
  });
});

function fakeAnswer({ url, method }: { url: string; method: string }) {
  if (url.endsWith('/v2/')) return {};
  const manifest = manifestOf(new URL(url).pathname.slice(4, -12), '1');
  const headers = { 'docker-content-digest': sha256(manifest) };
  return { headers, body: method === 'HEAD' ? new Uint8Array() : Buffer.from(manifest) };
}
