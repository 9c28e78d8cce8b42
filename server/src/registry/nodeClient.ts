import { homedir } from 'node:os';
import { createRegistryClient, type RegistryClient } from './client';
import { systemClock } from './clock';
import { readCertificates, usualCertificatePlaces } from './nodeCertificates';
import { dockerCredentials } from './nodeCredentials';
import { type ProxySettings, proxyFromEnvironment } from './nodeProxy';
import { createNodeTransport } from './nodeTransport';

/** How a user reaches registries from this machine. */
export interface NodeClientOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Overrides what the environment says. */
  readonly proxy?: ProxySettings;
  readonly plainHttpHosts?: readonly string[];
  /** More certificate files to believe. */
  readonly certificateFiles?: readonly string[];
  /** Credential helpers are programs; they run only where the user trusts the workspace. */
  readonly mayRunHelpers: () => boolean;
  /** Told what was used, never a secret. */
  readonly onCredentials?: (what: string) => void;
}

/** The registry client of this machine: Node's network, docker's credentials and certificates. Connects to nothing yet. */
export function createNodeClient(options: NodeClientOptions): RegistryClient & { readonly close: () => void } {
  const { env } = options;
  const home = homedir();
  const places = usualCertificatePlaces(env, home, options.certificateFiles);
  const transport = createNodeTransport({
    proxy: options.proxy ?? proxyFromEnvironment(env),
    certificatesFor: (authority) => readCertificates(places, authority),
  });
  const client = createRegistryClient({
    transport,
    clock: systemClock,
    plainHttpHosts: options.plainHttpHosts ?? [],
    credentials: dockerCredentials({
      env,
      home,
      mayRunHelpers: options.mayRunHelpers,
      ...(options.onCredentials ? { onUse: options.onCredentials } : {}),
    }),
  });
  return { ...client, close: transport.close };
}
