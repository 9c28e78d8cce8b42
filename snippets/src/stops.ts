import type { Stop } from './template';

/** A digest that no image has: pulling it fails, and a rule of its own points at it. */
export const placeholderDigest = `sha256:${'0'.repeat(64)}`;

/** What stands in samples and tests for a digest that was looked up. */
export const sampleDigest = `sha256:${'4f2c9be1'.repeat(8)}`;

const dnsLabel = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const dnsName = '[a-z0-9]([-a-z0-9.]*[a-z0-9])?';
const checksum = '[0-9a-f]{64}';
const zeros = '0'.repeat(64);

type Common = Omit<Stop, 'name' | 'sample'> & { readonly sample?: string };

const label = 'lower-case letters, digits and hyphens, a letter or digit at both ends, at most 63';
const word = 'letters, digits, hyphens, dots and underscores, a letter or digit first';
const id = 'lower-case hexadecimal digits in five groups, such as 3d1f5a52-7c5e-4a36-9f0b-2f8b9c6a1e07';

/** Questions many templates share; a template that uses one of these names need not explain it again. */
export const commonStops: Readonly<Record<string, Common>> = {
  name: { ask: 'Name of the application', default: 'model-api', sample: 'fraud-model', pattern: dnsLabel, form: label },
  namespace: { ask: 'Namespace', default: 'model-serving', sample: 'team-fraud', pattern: dnsLabel, form: label },
  priority: {
    ask: "Priority class of the team's services",
    default: 'model-serving',
    pattern: dnsName,
    form: 'lower-case letters, digits, hyphens and dots, a letter or digit at both ends',
  },
  owner: {
    ask: 'Team that owns it',
    default: 'model-team',
    sample: 'fraud-team',
    pattern: '[A-Za-z0-9][-A-Za-z0-9_.]*',
    form: word,
  },
  version: {
    ask: 'Version of the application',
    default: '0.1.0',
    sample: '1.4.2',
    pattern: '[0-9A-Za-z][-0-9A-Za-z_.]*',
    form: word,
  },
  port: {
    ask: 'Port it listens on, above 1023',
    default: '8080',
    sample: '8000',
    pattern:
      '(102[4-9]|10[3-9]\\d|1[1-9]\\d\\d|[2-9]\\d{3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5])',
    form: 'a number from 1024 to 65535',
  },
  image: {
    ask: 'Image, with registry and digest',
    default: `registry.example.com/models/model-api:0.1.0@${placeholderDigest}`,
    pattern: '\\S+@sha256:[0-9a-f]{64}',
    form: 'an image with its digest: NAME:TAG@sha256: and 64 hexadecimal digits',
  },
  source: {
    ask: 'Address of the repository',
    default: 'https://git.example.com/models/model-api',
    pattern: 'https://[^\\s"\']+',
    form: 'an address that begins with https://',
  },
  licences: {
    ask: 'Licence of the application, as SPDX',
    default: 'Apache-2.0',
    pattern: '[-A-Za-z0-9.+() ]+',
    form: 'names such as Apache-2.0 or MIT OR BSD-3-Clause',
  },
  sha256: {
    ask: 'Checksum (SHA-256)',
    default: zeros,
    sample: sampleDigest.slice(7),
    pattern: checksum,
    form: '64 hexadecimal digits in lower case',
  },
  clientId: {
    ask: 'Client id of the managed identity',
    default: '00000000-0000-0000-0000-000000000000',
    sample: '3d1f5a52-7c5e-4a36-9f0b-2f8b9c6a1e07',
    pattern: uuid,
    form: id,
  },
  tenantId: {
    ask: 'Tenant id',
    default: '00000000-0000-0000-0000-000000000000',
    sample: '9b1c62ad-4f0e-4a8d-8a55-6b7d6f0f9c21',
    pattern: uuid,
    form: id,
  },
  python: { ask: 'Version of Python', default: '3.13', choices: ['3.11', '3.12', '3.13'] },
};

/** The sample where none is given: the default, with its placeholders filled. */
export function sampleOf(fallback: string): string {
  return fallback.replaceAll(placeholderDigest, sampleDigest);
}
