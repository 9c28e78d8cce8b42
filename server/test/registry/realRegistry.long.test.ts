import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createRegistryClient, type RegistryClientOptions } from '../../src/registry/client';
import { systemClock } from '../../src/registry/clock';
import { readCertificates } from '../../src/registry/nodeCertificates';
import { dockerCredentials } from '../../src/registry/nodeCredentials';
import { createNodeTransport, type NodeNetwork } from '../../src/registry/nodeTransport';
import { makeCertificates, type TestCertificates } from './support/certificates';
import { image, patient } from './support/client';
import { type LocalRegistry, push, startRegistry } from './support/localRegistry';
import { writeLayout } from './support/ociLayout';
import { withRealRegistry } from './support/programs';
import { startConnectProxy, type TestServer } from './support/servers';
import { startTokenServer } from './support/tokenServer';

const password = 'swordfish';
const passwordHash = '$2y$05$abcdefghijklmnopqrstuupWDwJQeCHYIBQy8WvkVB6ImhZ476YYy';
const refreshToken = 'refresh-me';

withRealRegistry('a real registry', () => {
  describe('a real registry', () => {
    let folder: string;
    let open: LocalRegistry;
    let basic: LocalRegistry;
    let token: LocalRegistry;
    let secure: LocalRegistry;
    let tokens: TestServer;
    let certificates: TestCertificates;
    const digests = { single: '', multi: '' };
    const transports: { close: () => void }[] = [];

    const client = (options: Partial<RegistryClientOptions> = {}, network: NodeNetwork = {}) => {
      const transport = createNodeTransport(network);
      transports.push(transport);
      return createRegistryClient({ transport, clock: systemClock, ...options });
    };
    const docker = (config: unknown) => {
      writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
      return dockerCredentials({ env: { DOCKER_CONFIG: folder }, home: folder, mayRunHelpers: () => false });
    };
    const auth = Buffer.from(`reader:${password}`).toString('base64');

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'bulkhead-registry-'));
      digests.single = writeLayout(join(folder, 'single'), [
        { user: '1000', ports: ['8080/tcp'], labels: { team: 'shop' }, created: '2024-02-03T04:05:06Z' },
      ]);
      digests.multi = writeLayout(join(folder, 'multi'), [
        { architecture: 'arm64', user: 'nobody' },
        {
          architecture: 'amd64',
          user: 'app',
          entrypoint: ['/app'],
          history: ['RUN /bin/sh -c useradd --uid 10001 app # buildkit'],
        },
      ]);
      certificates = makeCertificates(folder, 'IP:127.0.0.1,DNS:registry.test');
      writeFileSync(join(folder, 'htpasswd'), `reader:${passwordHash}\n`);
      tokens = await startTokenServer({
        certificates,
        service: 'bulkhead tests',
        open: ['shop/api'],
        user: 'reader',
        password,
        refreshToken,
      });
      open = await startRegistry(folder, 'open');
      [basic, token, secure] = await Promise.all([
        startRegistry(folder, 'basic', {
          settings: [`auth: { htpasswd: { realm: tests, path: ${join(folder, 'htpasswd')} } }`],
        }),
        startRegistry(folder, 'token', {
          settings: [
            `auth: { token: { realm: "http://${tokens.authority}/token", service: bulkhead tests, issuer: bulkhead tests, rootcertbundle: ${certificates.authority} } }`,
          ],
        }),
        startRegistry(folder, 'secure', {
          http: [`tls: { certificate: ${certificates.certificate}, key: ${certificates.key} }`],
        }),
      ]);
      await push(join(folder, 'single'), open.authority, 'shop/api', '1.4');
      await push(join(folder, 'single'), open.authority, 'private/api', '1.4');
      await push(join(folder, 'multi'), open.authority, 'shop/multi', '2.0');
    });

    after(async () => {
      for (const transport of transports) transport.close();
      await Promise.all([open, basic, token, secure, tokens].map((server) => server?.stop()));
      rmSync(folder, { recursive: true, force: true });
    });

    test('gives the digest of an image with one platform', async () => {
      const outcome = await client().resolve(image(`${open.authority}/shop/api:1.4`), { signal: patient });
      assert.equal(outcome.ok && outcome.value.digest, digests.single);
    });

    test('gives the digest of the index of an image with several platforms', async () => {
      const outcome = await client().resolve(image(`${open.authority}/shop/multi:2.0`), { signal: patient });
      assert.equal(outcome.ok && outcome.value.digest, digests.multi);
    });

    test('gives the same digest with one request, once the registry has proven itself', async () => {
      const asked = client();
      const first = await asked.resolve(image(`${open.authority}/shop/api:1.4`), { signal: patient, proof: 'host' });
      const second = await asked.resolve(image(`${open.authority}/shop/multi:2.0`), { signal: patient, proof: 'host' });
      assert.deepEqual(
        [first.ok && first.value.digest, second.ok && second.value.digest],
        [digests.single, digests.multi],
      );
    });

    test('tells what the configuration says', async () => {
      const outcome = await client().facts(image(`${open.authority}/shop/api:1.4`), { signal: patient });
      assert.deepEqual(outcome, {
        ok: true,
        value: {
          digest: digests.single,
          user: '1000',
          exposedPorts: ['8080/tcp'],
          entrypoint: ['/bin/app'],
          created: '2024-02-03',
          labels: { team: 'shop' },
          platforms: ['linux/amd64'],
        },
      });
    });

    test('tells the facts of linux/amd64 and all platforms', async () => {
      const outcome = await client().facts(image(`${open.authority}/shop/multi:2.0`), { signal: patient });
      assert.equal(outcome.ok && outcome.value.user, 'app');
      assert.deepEqual(outcome.ok && outcome.value.accounts, { app: '10001' });
      assert.deepEqual(outcome.ok && outcome.value.platforms, ['linux/amd64', 'linux/arm64']);
    });

    test('says that a tag is not there', async () => {
      const outcome = await client().resolve(image(`${open.authority}/shop/api:9.9`), { signal: patient });
      assert.equal(!outcome.ok && outcome.failure.kind, 'not-found');
    });

    test('answers a Basic challenge with credentials from docker’s configuration', async () => {
      const credentials = docker({ auths: { [basic.authority]: { auth } } });
      const outcome = await client({ credentials }).resolve(image(`${basic.authority}/private/api:1.4`), {
        signal: patient,
      });
      assert.equal(outcome.ok && outcome.value.digest, digests.single);
    });

    test('says that a registry with Basic wants credentials', async () => {
      const outcome = await client().resolve(image(`${basic.authority}/private/api:1.4`), { signal: patient });
      assert.equal(!outcome.ok && outcome.failure.kind, 'unauthorized');
    });

    test('says that the password is wrong, without naming it', async () => {
      const wrong = Buffer.from('reader:guess').toString('base64');
      const credentials = docker({ auths: { [basic.authority]: { auth: wrong } } });
      const outcome = await client({ credentials }).resolve(image(`${basic.authority}/private/api:1.4`), {
        signal: patient,
      });
      assert.equal(!outcome.ok && outcome.failure.kind, 'unauthorized');
      assert.doesNotMatch(JSON.stringify(outcome), /guess|cmVhZGVy/);
    });

    test('gets an anonymous token for what everybody may pull, without looking for credentials', async () => {
      const credentials = async () => assert.fail('looked for credentials');
      const outcome = await client({ credentials }).resolve(image(`${token.authority}/shop/api:1.4`), {
        signal: patient,
      });
      assert.equal(outcome.ok && outcome.value.digest, digests.single);
    });

    test('gets a token with name and password for what is private', async () => {
      const credentials = docker({ auths: { [token.authority]: { auth } } });
      const outcome = await client({ credentials }).resolve(image(`${token.authority}/private/api:1.4`), {
        signal: patient,
      });
      assert.equal(outcome.ok && outcome.value.digest, digests.single);
    });

    test('gets a token with a refresh token, as a login to a cloud registry leaves it', async () => {
      const zeros = Buffer.from('00000000-0000-0000-0000-000000000000:').toString('base64');
      const credentials = docker({ auths: { [token.authority]: { auth: zeros, identitytoken: refreshToken } } });
      const outcome = await client({ credentials }).resolve(image(`${token.authority}/private/api:1.4`), {
        signal: patient,
      });
      assert.equal(outcome.ok && outcome.value.digest, digests.single);
    });

    test('says that a private image wants credentials when there are none', async () => {
      const outcome = await client().resolve(image(`${token.authority}/private/api:1.4`), { signal: patient });
      assert.equal(!outcome.ok && outcome.failure.kind, 'unauthorized');
    });

    test('believes a private authority that the user named', async () => {
      const certificatesFor = (authority: string) =>
        readCertificates({ files: [certificates.authority], folders: [] }, authority);
      const outcome = await client({}, { certificatesFor }).resolve(image(`${secure.authority}/shop/api:1.4`), {
        signal: patient,
      });
      assert.equal(outcome.ok && outcome.value.digest, digests.single);
    });

    test('is reached through a proxy, encrypted all the way', async (t) => {
      const asked: string[] = [];
      const proxy = await startConnectProxy((authority) => {
        asked.push(authority);
        return secure.authority;
      });
      t.after(() => proxy.stop());
      const certificatesFor = (authority: string) =>
        readCertificates({ files: [certificates.authority], folders: [] }, authority);
      const network = { certificatesFor, proxy: { https: `http://${proxy.authority}` } };
      const outcome = await client({}, network).resolve(image('registry.test/shop/api:1.4'), { signal: patient });
      assert.equal(outcome.ok && outcome.value.digest, digests.single, JSON.stringify(outcome));
      assert.ok(asked.length > 0 && asked.every((authority) => authority === 'registry.test:443'));
      const other = await client({}, network).resolve(image('other.test/shop/api:1.4'), { signal: patient });
      assert.match(other.ok ? '' : other.failure.detail, /certificate is for another host/);
    });

    test('does not believe a private authority that nobody named, nor falls back to plain HTTP', async () => {
      const outcome = await client().resolve(image(`${secure.authority}/shop/api:1.4`), { signal: patient });
      assert.equal(!outcome.ok && outcome.failure.kind, 'tls');
      assert.match(readFileSync(certificates.authority, 'utf8'), /BEGIN CERTIFICATE/);
    });
  });
});
