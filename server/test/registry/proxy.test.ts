import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRegistryClient } from '../../src/registry/client';
import { systemClock } from '../../src/registry/clock';
import { type ProxySettings, proxyFor, proxyFromEnvironment } from '../../src/registry/nodeProxy';
import { createNodeTransport } from '../../src/registry/nodeTransport';
import { image, patient } from './support/client';
import { scriptedRegistry } from './support/scripted';
import { startConnectProxy, startServer } from './support/servers';

const chosen = (url: string, settings: ProxySettings) => proxyFor(new URL(url), settings)?.href;

describe('the proxy', () => {
  test('is chosen by the kind of address, and never for this machine', () => {
    const settings = proxyFromEnvironment({ HTTPS_PROXY: 'http://secure:1', http_proxy: 'plain:2', NO_PROXY: '' });
    assert.equal(chosen('https://r.test/', settings), 'http://secure:1/');
    assert.equal(chosen('http://r.test/', settings), 'http://plain:2/');
    for (const host of ['localhost:5000', '127.0.0.1', '127.1.2.3', '[::1]:5000']) {
      assert.equal(chosen(`https://${host}/`, settings), undefined, host);
    }
    assert.equal(chosen('https://r.test/', proxyFromEnvironment({})), undefined);
    assert.equal(chosen('https://r.test/', proxyFromEnvironment({ ALL_PROXY: 'http://all:3' })), 'http://all:3/');
  });

  test('is left out for exceptions', () => {
    const settings = proxyFromEnvironment({
      https_proxy: 'http://p:1',
      no_proxy: 'a.test, .b.test c.test:444,*.d.test',
    });
    const isDirect = (host: string) => chosen(`https://${host}/`, settings) === undefined;
    assert.deepEqual(['a.test', 'x.a.test', 'b.test', 'x.b.test', 'c.test:444', 'y.d.test'].map(isDirect), [
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(['aa.test', 'test', 'c.test', 'a.test.evil'].map(isDirect), [false, false, false, false]);
    assert.equal(chosen('https://r.test/', { https: 'http://p:1', exceptions: ['*'] }), undefined);
  });

  test('that is no address, or of another kind, is an answer', () => {
    assert.throws(() => chosen('https://r.test/', { https: 'http://[' }), /no address/);
    assert.throws(() => chosen('https://r.test/', { https: 'socks5://p:1' }), /kind socks5, and only HTTP/);
  });

  test('of plain HTTP gets the whole address and its own credentials, not the registry', async (t) => {
    const proxy = await startServer((request, response) => {
      assert.equal(request.headers.host, 'r.test');
      const url = new URL(request.url ?? '');
      scriptedRegistry(Object.assign(request, { url: url.pathname }), response);
    });
    t.after(() => proxy.stop());
    const transport = createNodeTransport({
      proxy: { http: `http://${proxy.authority}`, authorization: 'Basic cHJveHk=' },
      connectMs: 500,
    });
    t.after(() => transport.close());
    const client = createRegistryClient({
      // The name has no HTTPS; a real one would answer that it speaks none.
      transport: async (request) => {
        if (request.url.startsWith('https:')) return transport({ ...request, url: `https://${proxy.authority}/` });
        return transport(request);
      },
      clock: systemClock,
      plainHttpHosts: ['r.test'],
    });
    const outcome = await client.resolve(image('r.test/a:1'), { signal: patient });
    assert.equal(outcome.ok, true);
    const asked = proxy.requests.filter((r) => r.headers['proxy-authorization'] === 'Basic cHJveHk=');
    assert.equal(asked.length, 3);
  });

  test('of HTTPS is asked for a tunnel; its refusal is an answer', async (t) => {
    const seen: string[] = [];
    const refusing = await startConnectProxy((authority, authorization) => {
      seen.push(`${authority} ${authorization}`);
      return undefined;
    });
    t.after(() => refusing.stop());
    const transport = createNodeTransport({ proxy: { https: `http://u:p@${refusing.authority}` } });
    t.after(() => transport.close());
    const client = createRegistryClient({ transport, clock: systemClock });
    const outcome = await client.resolve(image('registry.test/a:1'), { signal: patient });
    assert.match(outcome.ok ? '' : outcome.failure.detail, /proxy refused the connection \(407\)/);
    assert.deepEqual(seen, ['registry.test:443 Basic dTpw']);
  });
});
