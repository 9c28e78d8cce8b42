import type { ConnectRegistry } from '../images';
import { createNodeClient } from './nodeClient';

/** How the server reaches registries in Node: for the entry points. */
export function nodeConnect(
  env: Readonly<Record<string, string | undefined>>,
  log: (message: string) => void,
): ConnectRegistry {
  return (settings, proxy) =>
    createNodeClient({
      env,
      ...(proxy ? { proxy } : {}),
      plainHttpHosts: settings.plainHttpHosts,
      certificateFiles: settings.certificateFiles,
      // Nothing is looked up in a workspace the user does not trust, so whoever comes here may.
      mayRunHelpers: () => true,
      onCredentials: (what) => log(`Using ${what}.`),
    });
}
