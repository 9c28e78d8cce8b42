import type { ConnectRegistry } from '../images';
import { createRegistryClient } from './client';
import { systemClock } from './clock';
import { createFetchTransport, type Fetch } from './fetchTransport';

/** A browser cannot tell a connection that does not come about from a slow one, so the first answer must be quick. */
const limits = { firstMs: 2_800 };

/** How the server reaches registries in a browser: anonymously, and only those that allow it (CORS). */
export function workerConnect(fetch: Fetch): ConnectRegistry {
  return (settings) =>
    createRegistryClient({
      transport: createFetchTransport(fetch),
      clock: systemClock,
      limits,
      plainHttpHosts: settings.plainHttpHosts,
    });
}
