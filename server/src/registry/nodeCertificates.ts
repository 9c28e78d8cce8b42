import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tls from 'node:tls';

/** Where certificates of private authorities may be. */
export interface CertificatePlaces {
  /** Files in PEM form that the user named. */
  readonly files: readonly string[];
  /** Folders with one folder for each registry, as docker has them: `certs.d/registry.example:5000/ca.crt`. */
  readonly folders: readonly string[];
}

const maxBytes = 1024 * 1024;

/** The places that Node and docker look at. */
export function usualCertificatePlaces(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  files: readonly string[] = [],
): CertificatePlaces {
  const named = [env['NODE_EXTRA_CA_CERTS'], env['SSL_CERT_FILE']].filter((file): file is string => Boolean(file));
  return {
    files: [...files, ...named],
    folders: [join('/etc', 'docker', 'certs.d'), join(env['DOCKER_CONFIG'] || join(home, '.docker'), 'certs.d')],
  };
}

/** Everything to believe for one registry; undefined when nothing was found, so that Node's own list stays in force. */
export async function readCertificates(places: CertificatePlaces, authority: string): Promise<string[] | undefined> {
  const files = [...places.files];
  // A host name is no path; anything that could be one is not looked for.
  if (/^[\w.\-[\]:]+$/.test(authority) && !authority.startsWith('.')) {
    for (const folder of places.folders) {
      const inside = join(folder, authority);
      const names = await readdir(inside).catch(() => []);
      files.push(
        ...names
          .filter((name) => name.endsWith('.crt'))
          .sort()
          .map((name) => join(inside, name)),
      );
    }
  }
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  const found = texts.filter((text) => text.length <= maxBytes && text.includes('-----BEGIN CERTIFICATE-----'));
  const system = systemCertificates();
  if (found.length === 0 && system.length === 0) return undefined;
  return [...tls.rootCertificates, ...system, ...found];
}

/** The operating system's authorities, where this Node can read them. */
function systemCertificates(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: string) => string[] };
  try {
    return getCACertificates?.('system') ?? [];
  } catch {
    return [];
  }
}
